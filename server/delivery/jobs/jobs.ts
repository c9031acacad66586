import type { Job } from '#server/base/job.ts';
import type { JobDeps, RoomJobs } from '#server/jobs/room-jobs.ts';
import type { JobOutcome } from '#server/ports.ts';
import type { Delivery } from '../delivery.ts';
import { coverOf } from './cover-of.ts';
import { withFailures } from './delivery-failures.ts';
import { submitNightly } from './nightly.ts';
import type { ReceiverAnswer } from './ways-out/way-out.ts';

/** The address that links begin with where no request says it. */
const baseOf = ({ config }: JobDeps): string =>
  config.BASE_URL || `http://127.0.0.1:${config.PORT}`;

export const deliveryJobs = (deps: JobDeps): RoomJobs => {
  const { config, storage, actions, steadyNow, extraction, log } = deps;
  const failures = {
    catalog: storage.catalog,
    now: actions.now,
    onError: (error: unknown, delivery: string) =>
      log.warn({ err: error, delivery }, 'delivery did not succeed'),
  };
  const failing = (job: Job, step: () => Promise<JobOutcome>): Promise<JobOutcome> =>
    withFailures(failures, job, step);
  return {
    handlers: {
      'make-delivery': async (job, stopping) => {
        const { makeDelivery } = await import('./make-delivery.ts');
        const { catalog, files } = storage;
        const make = { catalog, files, config, now: steadyNow, drawCover: coverOf(deps) };
        return failing(job, () => makeDelivery(make, job, stopping));
      },
      'send-delivery': async (job, stopping) => {
        const { sendDelivery } = await import('./send-delivery.ts');
        const { takeAnswer } = await import('./take-answer.ts');
        const answers = { ...actions, readReceipt: extraction.readReceipt };
        const send = {
          catalog: storage.catalog,
          config,
          now: actions.now,
          takeAnswer: (delivery: Delivery, answer: ReceiverAnswer) =>
            takeAnswer(answers, delivery, answer),
        };
        return failing(job, () => sendDelivery(send, job, stopping));
      },
    },
    routine: () => submitNightly(actions, baseOf(deps)),
  };
};
