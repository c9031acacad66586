import { oneLine } from '#server/base/one-line.ts';
import type { Mail } from '#server/workflow/notice.ts';
import { vi } from '#web/text/vi.ts';
import type { Question } from '../question.ts';

const t = vi.questionMail;

/** What is said of a question: the answer, what is asked back, or why there is none. */
function contents({ state, answer, messages, closing }: Question, base: string): string[] {
  if (state === 'answered' && answer !== null)
    return [
      answer.text,
      ...(answer.citations.length === 0
        ? []
        : [
            '',
            t.citations,
            ...answer.citations.map(
              ({ label, href }, i) =>
                `[${i + 1}] ${label}${href === '' ? '' : ` ${href.startsWith('/') ? base : ''}${href}`}`,
            ),
          ]),
      '',
      t.signed(answer.by, answer.approvedBy),
    ];
  if (state === 'closed') return [t.closed, '', closing];
  return [
    t.askedBack,
    '',
    messages.findLast(({ from }) => from === 'staff')?.text ?? '',
    '',
    t.how,
  ];
}

/** The e-mail to whoever asked; the secret address stands nowhere in it. */
export const answerMail = (
  question: Question,
  { shelf, base }: { readonly shelf: string; readonly base: string },
): Omit<Mail, 'to'> => ({
  subject: oneLine(t.subject(question.number, shelf)),
  text: [t.lead(question.number), '', ...contents(question, base), '', t.why, ''].join('\n'),
});
