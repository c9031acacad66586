import { statSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { answerRequests, type Target } from '#storage/answer-requests.ts';
import { asIndexError, indexGone } from './index-faults.ts';
import { SearchChecker } from './search-checker.ts';
import { SearchReader } from './search-reader.ts';
import { SearchWriter } from './search-writer.ts';

export interface WorkerSetup {
  readonly path: string;
  readonly role: 'reader' | 'writer' | 'checker';
}

const { path, role } = workerData as WorkerSetup;
const ROLES = { reader: SearchReader, writer: SearchWriter, checker: SearchChecker } as const;

const fileNumber = (): number | undefined => statSync(path, { throwIfNoEntry: false })?.ino;

let target: Target | null = null;
let opened: number | undefined;

/**
 * Another process may have replaced the index by a rebuilt one: this thread would read the old file
 * for ever. A file that is gone is begun anew by whoever asked, never by a thread.
 */
function current(): Target {
  const now = fileNumber();
  if (now === undefined) throw indexGone();
  if (target !== null && now !== opened) {
    target['close']!();
    target = null;
  }
  target ??= new ROLES[role](path) as unknown as Target;
  opened = now;
  return target;
}

answerRequests(current, (error) => asIndexError(error, opened));
