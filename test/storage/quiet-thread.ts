// What `asked-thread.test.ts` asks: says which thread it is, and leaves a mark when it is closed.
import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { threadId, workerData } from 'node:worker_threads';
import { answerRequests } from '#storage/answer-requests.ts';

const { mark } = workerData as { readonly mark: string };

answerRequests(
  () => ({
    number: () => threadId,
    slow: (ms) => wait(ms as number, threadId),
    close: () => writeFileSync(mark, ''),
  }),
  (error) => error,
);
