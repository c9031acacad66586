import type { ClientSession, Connection } from 'mongoose';
import { AppError } from '#server/base/errors.ts';
import { duplicateOf } from './mongo-errors.ts';

const MOST_ATTEMPTS = 5;
/**
 * How long a transaction is begun again, in milliseconds; the driver itself would go on for two
 * minutes.
 */
const PATIENCE_MS = 30_000;

/**
 * Runs `work` as one transaction, all of it or nothing; may call it again. The driver repeats it
 * after a write conflict; two that insert the same key at once are told "duplicate" instead, and
 * the second finds the first's when it looks again. Throws `storage-busy` when a server goes on
 * refusing.
 */
export async function inTransaction<T>(
  connection: Connection,
  work: (session: ClientSession) => Promise<T>,
  mostAttempts = MOST_ATTEMPTS,
): Promise<T> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  const session = await connection.startSession();
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        return await session.withTransaction(() => {
          if (performance.now() > giveUpAt)
            throw new AppError('storage-busy', { reason: 'tried-too-long' });
          return work(session);
        });
      } catch (error) {
        if (duplicateOf(error) === null || attempt >= mostAttempts) throw error;
      }
    }
  } finally {
    await session.endSession();
  }
}
