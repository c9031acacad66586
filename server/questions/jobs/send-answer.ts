import { AppError } from '#server/base/errors.ts';
import type { Job } from '#server/base/job.ts';
import type { JobOutcome } from '#server/ports.ts';
import type { Mail } from '#server/workflow/notice.ts';
import type { SendMail } from '#server/workflow/jobs/send-mail.ts';
import type { MailState, Question } from '../question.ts';
import type { QuestionCatalog } from '../question-catalog.ts';

export interface SendAnswerDeps {
  readonly catalog: QuestionCatalog;
  readonly now: () => string;
  /** Null while no mail server is set. */
  readonly send: SendMail | null;
  readonly compose: (question: Question) => Omit<Mail, 'to'>;
  readonly onError: (error: unknown, questionId: string) => void;
}

/** After the first, second … failure of the mail server; then an official has to reach the person otherwise. */
const BACK_OFF_MINUTES = [1, 5, 15, 60, 240, 720] as const;

/** What became of the mail, on whatever the question has become meanwhile. */
async function note({ catalog }: SendAnswerDeps, id: string, mail: MailState): Promise<void> {
  for (;;) {
    const question = await catalog.findQuestion(id);
    if (question === null || question.mail === null) return;
    try {
      await catalog.saveQuestion({ ...question, mail }, []);
      return;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'stale-version') throw error;
    }
  }
}

/**
 * Sends what there is to say to whoever asked. Without a mail server, or where it refuses this very
 * recipient, the question says so to those who answer.
 */
export async function sendAnswer(
  deps: SendAnswerDeps,
  { payload, attempts }: Pick<Job, 'payload' | 'attempts'>,
): Promise<JobOutcome> {
  const { questionId = '' } = payload;
  const question = await deps.catalog.findQuestion(questionId);
  const to = question?.contact?.email ?? '';
  if (question === null || to === '' || question.mail !== 'waiting') return { state: 'done' };
  if (deps.send === null) {
    await note(deps, questionId, 'refused');
    return { state: 'done' };
  }
  try {
    await deps.send({ to, ...deps.compose(question) });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'mail-unavailable') throw error;
    // The cause names the address: it is not for the log.
    deps.onError(error.code, questionId);
    const minutes = error.details['refused'] === true ? undefined : BACK_OFF_MINUTES[attempts - 1];
    if (minutes !== undefined)
      return {
        state: 'retry',
        reason: error.code,
        notBefore: new Date(Date.parse(deps.now()) + minutes * 60_000).toISOString(),
      };
    await note(deps, questionId, 'refused');
    return { state: 'done' };
  }
  await note(deps, questionId, 'sent');
  return { state: 'done' };
}
