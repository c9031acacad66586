import { statSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { answerRequests, type Target } from '#storage/answer-requests.ts';
import { asAppError } from '../database.ts';
import { SearchReader } from './search-reader.ts';
import { SearchWriter } from './search-writer.ts';

export interface WorkerSetup {
  readonly path: string;
  readonly role: 'reader' | 'writer';
}

const { path, role } = workerData as WorkerSetup;

const openTarget = (): Target =>
  (role === 'reader' ? new SearchReader(path) : new SearchWriter(path)) as unknown as Target;
const fileNumber = (): number | undefined => statSync(path, { throwIfNoEntry: false })?.ino;

let target = openTarget();
let opened = fileNumber();

/**
 * Another process may have replaced the index by a rebuilt one: this thread would read the old file
 * for ever.
 */
function current(): Target {
  const now = fileNumber();
  if (now !== undefined && now !== opened) {
    target['close']!();
    target = openTarget();
    opened = now;
  }
  return target;
}

answerRequests(current, asAppError);
