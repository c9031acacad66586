import { parentPort } from 'node:worker_threads';
import { AppError } from '#server/base/errors.ts';

interface ThreadRequest {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

export type ThreadReply =
  | { readonly id: number; readonly value: unknown }
  | {
      readonly id: number;
      readonly error: {
        readonly code: string | null;
        readonly details: object;
        readonly message: string;
        readonly stack: string | undefined;
      };
    };

/** What a thread can be asked, by name. */
export type Target = Record<string, (...args: readonly unknown[]) => unknown>;

/**
 * Answers the requests of an `AskedThread`: `target` gives the object whose methods are called,
 * anew for every request; `asAppError` turns errors into those of the error table. After `close`
 * the thread ends.
 */
export function answerRequests(
  target: () => Target,
  asAppError: (error: unknown) => unknown,
): void {
  parentPort!.on('message', async ({ id, method, args }: ThreadRequest) => {
    let reply: ThreadReply;
    try {
      reply = { id, value: await target()[method]!(...args) };
    } catch (thrown) {
      const error = asAppError(thrown) as Error;
      const known =
        error instanceof AppError
          ? { code: error.code, details: error.details }
          : { code: null, details: {} };
      // The table's sentence says what readers are told; the cause says what happened.
      const { message, stack } = error.cause instanceof Error ? error.cause : error;
      reply = { id, error: { ...known, message, stack } };
    }
    parentPort!.postMessage(reply);
    if (method === 'close') parentPort!.close();
  });
}
