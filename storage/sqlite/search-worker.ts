import { statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '#server/domain/errors.ts';
import { asAppError } from './database.ts';
import { SearchReader } from './search-reader.ts';
import { SearchWriter } from './search-writer.ts';

export interface WorkerSetup { readonly path: string; readonly role: 'reader' | 'writer' }
export interface WorkerRequest { readonly id: number; readonly method: string; readonly args: readonly unknown[] }
export type WorkerReply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: { readonly code: string | null; readonly details: object; readonly message: string; readonly stack: string | undefined } };

const { path, role } = workerData as WorkerSetup;

type Target = Record<string, (...args: readonly unknown[]) => unknown>;
const openTarget = (): Target => (role === 'reader' ? new SearchReader(path) : new SearchWriter(path)) as unknown as Target;
const fileNumber = (): number | undefined => statSync(path, { throwIfNoEntry: false })?.ino;

let target = openTarget();
let opened = fileNumber();

/** Another process may have put a rebuilt index in this one's place: the old file would be read for ever. */
function current(): Target {
  const now = fileNumber();
  if (now !== undefined && now !== opened) {
    target['close']!();
    target = openTarget();
    opened = now;
  }
  return target;
}

parentPort!.on('message', ({ id, method, args }: WorkerRequest) => {
  let reply: WorkerReply;
  try {
    reply = { id, value: current()[method]!(...args) };
  } catch (thrown) {
    const error = asAppError(thrown) as Error;
    reply = { id, error: { code: error instanceof AppError ? error.code : null, details: error instanceof AppError ? error.details : {}, message: error.message, stack: error.stack } };
  }
  parentPort!.postMessage(reply);
  if (method === 'close') parentPort!.close();
});
