import type { JobDeps, RoomJobs } from '#server/jobs/room-jobs.ts';
import { eraseQuestions } from '../actions/erase-questions.ts';
import type { SendAnswerDeps } from './send-answer.ts';

async function answerDeps({ config, storage, actions, log }: JobDeps): Promise<SendAnswerDeps> {
  const [{ openMail }, { answerMail }] = await Promise.all([
    import('#server/workflow/jobs/send-mail.ts'),
    import('./answer-mail.ts'),
  ]);
  return {
    catalog: storage.catalog,
    now: actions.now,
    send:
      config.SMTP_URL === '' ? null : openMail({ url: config.SMTP_URL, from: config.MAIL_FROM }),
    compose: (question) =>
      answerMail(question, { shelf: config.SHELF_NAME, base: config.BASE_URL }),
    onError: (reason, question) => log.warn({ reason, question }, 'an answer was not taken'),
  };
}

export const questionJobs = (deps: JobDeps): RoomJobs => ({
  handlers: {
    'send-answer': async (job) =>
      (await import('./send-answer.ts')).sendAnswer(await answerDeps(deps), job),
  },
  routine: () => eraseQuestions({ catalog: deps.storage.catalog, now: deps.actions.now }),
});
