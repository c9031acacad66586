import type { JobDeps, RoomJobs } from '#server/jobs/room-jobs.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import type { SendMail } from '#server/workflow/jobs/send-mail.ts';
import { findEvents, submitFindEvents, type FindEventsDeps } from './find-events.ts';
import type { LetterDeps } from './letters.ts';
import type { ConfirmationDeps } from './send-confirmation.ts';
import type { SendEventDeps } from './send-event.ts';
import type { SendNewsDeps } from './send-news.ts';
import { submitNews, type SubmitDeps } from './submit-news.ts';

/** What all letters of a run say alike, read once. */
async function letterDeps({ config, storage }: JobDeps): Promise<LetterDeps> {
  return {
    shelf: config.SHELF_NAME,
    base: config.BASE_URL,
    vocabulary: await readVocabulary(storage),
    units: await storage.catalog.listUnits(),
  };
}

async function mailServer({ config }: JobDeps): Promise<SendMail | null> {
  if (config.SMTP_URL === '') return null;
  const { openMail } = await import('#server/workflow/jobs/send-mail.ts');
  return openMail({ url: config.SMTP_URL, from: config.MAIL_FROM });
}

async function confirmationDeps(deps: JobDeps): Promise<ConfirmationDeps> {
  const { confirmationLetter } = await import('./letters.ts');
  return {
    catalog: deps.storage.catalog,
    now: deps.actions.now,
    send: await mailServer(deps),
    compose: async (wish, secret) => confirmationLetter(await letterDeps(deps), wish, secret),
    onError: (reason, wish) => deps.log.warn({ reason, wish }, 'a confirmation was not taken'),
  };
}

async function newsDeps(deps: JobDeps): Promise<SendNewsDeps> {
  const { newsLetter } = await import('./letters.ts');
  const letters = await letterDeps(deps);
  const { catalog, search, queue } = deps.storage;
  return {
    catalog,
    search,
    queue,
    now: deps.actions.now,
    send: await mailServer(deps),
    compose: async (subscriber, letter, secret) => newsLetter(letters, subscriber, letter, secret),
    onError: (reason, subscriber) =>
      deps.log.warn({ reason, subscriber }, 'word of new items was not taken'),
  };
}

const eventDeps = ({ config, storage, actions, log }: JobDeps): SendEventDeps => ({
  catalog: storage.catalog,
  now: actions.now,
  receiver:
    config.WEBHOOK_URL === '' ? null : { url: config.WEBHOOK_URL, secret: config.WEBHOOK_SECRET },
  shelf: config.SHELF_NAME,
  base: config.BASE_URL,
  onError: (error, event) => log.warn({ err: error, event }, 'an event was not taken'),
});

export function subscriptionJobs(deps: JobDeps): RoomJobs {
  const { config, storage, actions } = deps;
  const { catalog, queue } = storage;
  const looking: FindEventsDeps & SubmitDeps = { catalog, queue, now: actions.now };
  return {
    handlers: {
      'send-confirmation': async (job) =>
        (await import('./send-confirmation.ts')).sendConfirmation(
          await confirmationDeps(deps),
          job,
        ),
      'send-news': async (job, stopping) =>
        (await import('./send-news.ts')).sendNews(await newsDeps(deps), job, stopping),
      'find-events': () => findEvents(looking),
      'send-event': async (job) =>
        (await import('./send-event.ts')).sendEvent(eventDeps(deps), job),
    },
    routine: async () => {
      await catalog.eraseSubscriptions(actions.now());
      if (config.SMTP_URL !== '') await submitNews(looking);
      if (config.WEBHOOK_URL !== '') await submitFindEvents(looking);
    },
  };
}
