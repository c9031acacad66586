import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { withEraseTime } from '../erasing.ts';
import { messages } from '../messages.ts';
import { LONGEST_QUESTION, MOST_MESSAGES, withEvent, type Question } from '../question.ts';
import { hashOfSecret } from '#server/open-forms/actions/form-token.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'now'>;

const SECRET = /^[\w-]{22}$/u;

/** The question that a secret leads to. Throws `page-not-found`, the same for all that is none. */
export async function followQuestion(
  { catalog }: Pick<Deps, 'catalog'>,
  secret: string,
): Promise<Question> {
  const question = SECRET.test(secret)
    ? await catalog.findQuestionBySecret(hashOfSecret(secret))
    : null;
  if (question === null) throw new AppError('page-not-found');
  return question;
}

/**
 * Whoever asked says more after being asked back; the deadline begins anew. Throws
 * `page-not-found`, `wrong-state` and `invalid-input`.
 */
export async function replyToStaff(deps: Deps, secret: string, text: string): Promise<Question> {
  const question = await followQuestion(deps, secret);
  if (question.state !== 'asked') throw new AppError('wrong-state', { state: question.state });
  refuseErrors({
    ...(text === '' ? { reply: messages.writeReply } : {}),
    ...(question.messages.length >= MOST_MESSAGES ? { reply: messages.tooManyMessages } : {}),
    ...tooLongErrors({ reply: [FIELD_LABELS.reply, text, LONGEST_QUESTION] }),
  });
  const now = deps.now();
  return deps.catalog.saveQuestion(
    withEraseTime(
      withEvent(
        {
          ...question,
          state: 'waiting',
          runsFrom: now,
          messages: [...question.messages, { from: 'asker', text, at: now }],
        },
        { at: now, act: 'replied' },
      ),
    ),
    [],
  );
}

/** Whether the answer helped; the last word holds. Throws `page-not-found` and `wrong-state`. */
export async function rateAnswer(deps: Deps, secret: string, helped: boolean): Promise<Question> {
  const question = await followQuestion(deps, secret);
  if (question.state !== 'answered') throw new AppError('wrong-state', { state: question.state });
  return deps.catalog.saveQuestion({ ...question, helped }, []);
}
