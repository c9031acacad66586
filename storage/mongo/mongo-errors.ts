import { mongo } from 'mongoose';
import { AppError } from '#server/base/errors.ts';
import { Circuit } from './search/circuit.ts';

export const DUPLICATE_KEY = 11_000;
/** OutOfDiskSpace, and WiredTiger's ENOSPC as the server passes it on. */
const FULL = new Set([14_031, 28]);

/**
 * A primary that steps down, stops or cannot reach the others; the driver has tried again already
 * (server's src/mongo/base/error_codes.yml).
 */
const STEPPING_DOWN = new Set([
  6, 7, 89, 91, 189, 262, 9_001, 10_107, 11_600, 11_602, 13_435, 13_436,
]);
const WRITE_CONFLICT = 112;

const OUT_OF_REACH = [
  mongo.MongoNetworkError,
  mongo.MongoServerSelectionError,
  mongo.MongoNotConnectedError,
  mongo.MongoTopologyClosedError,
] as const;
/**
 * Classes that are not exported: Mongoose's own wrapping of a selection error, no free connection
 * in time, a transaction that was tried for too long.
 */
const OUT_OF_REACH_NAMES = new Set([
  'MongooseServerSelectionError',
  'MongoWaitQueueTimeoutError',
  'MongoOperationTimeoutError',
]);

/** The server cannot be asked now, whatever is asked. */
function isOutOfReach(error: unknown): boolean {
  const { code, name } = error as { code?: number; name?: string };
  return (
    OUT_OF_REACH_NAMES.has(name ?? '') ||
    OUT_OF_REACH.some((kind) => error instanceof kind) ||
    (error instanceof mongo.MongoServerError && STEPPING_DOWN.has(code as number))
  );
}

/** The name of the index that refused a duplicate; null for any other error. */
export function duplicateOf(error: unknown): string | null {
  const { code, message = '' } = error as { code?: number; message?: string };
  if (code !== DUPLICATE_KEY) return null;
  return /index: (\S+)/u.exec(message)?.[1] ?? '';
}

/** Turns driver errors into errors of the error table; others pass as they are. */
export function asAppError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const { code } = error as { code?: number };
  if (FULL.has(code ?? 0)) return new AppError('storage-full', {}, { cause: error });
  if (isOutOfReach(error) || code === WRITE_CONFLICT)
    return new AppError('storage-busy', {}, { cause: error });
  return error;
}

type Method = (...args: never[]) => Promise<unknown>;

/** One circuit for all that a process asks of its database. */
export const databaseCircuit = (): Circuit =>
  new Circuit({
    isDown: isOutOfReach,
    refuse: () => new AppError('storage-busy', { reason: 'left-alone' }),
  });

/** The same methods behind the circuit, with errors as {@link asAppError} gives them. */
export const guarded = <Methods extends object>(methods: Methods, circuit: Circuit): Methods =>
  Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [
      name,
      async (...args: never[]) => {
        try {
          return await circuit.run(() => (method as Method)(...args));
        } catch (error) {
          throw asAppError(error);
        }
      },
    ]),
  ) as Methods;
