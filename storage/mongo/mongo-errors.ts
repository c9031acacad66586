import { mongo } from 'mongoose';
import { AppError } from '#server/domain/errors.ts';

export const DUPLICATE_KEY = 11_000;
/** OutOfDiskSpace, and WiredTiger's ENOSPC as the server passes it on. */
const FULL = new Set([14_031, 28]);

const OUT_OF_REACH = [mongo.MongoNetworkError, mongo.MongoServerSelectionError, mongo.MongoNotConnectedError, mongo.MongoTopologyClosedError] as const;

/** The name of the index that refused a value twice; null for any other error. */
export function duplicateOf(error: unknown): string | null {
  const { code, message = '' } = error as { code?: number; message?: string };
  if (code !== DUPLICATE_KEY) return null;
  return /index: (\S+)/u.exec(message)?.[1] ?? '';
}

/** Gives driver errors their place in the error table; others pass as they are. */
export function asAppError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const { code, name } = error as { code?: number; name?: string };
  if (FULL.has(code ?? 0)) return new AppError('storage-full', {}, { cause: error });
  // Mongoose wraps the driver's own selection error in a class that is not exported by its name.
  if (name === 'MongooseServerSelectionError' || OUT_OF_REACH.some((kind) => error instanceof kind)) return new AppError('storage-busy', {}, { cause: error });
  return error;
}

type Method = (...args: never[]) => Promise<unknown>;

/** The same methods, their errors as {@link asAppError} gives them. */
export const guarded = <Methods extends object>(methods: Methods): Methods => Object.fromEntries(Object.entries(methods).map(([name, method]) => [
  name,
  async (...args: never[]) => {
    try { return await (method as Method)(...args); } catch (error) { throw asAppError(error); }
  },
])) as Methods;
