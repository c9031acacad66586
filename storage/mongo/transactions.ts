import type { ClientSession, Connection } from 'mongoose';
import { duplicateOf } from './mongo-errors.ts';

const MOST_ATTEMPTS = 5;

/**
 * Runs `work` as one transaction, all of it or nothing; may call it again. The driver repeats it after a write conflict; two
 * that insert the same key at once are told "duplicate" instead, and the second finds the first's when it looks again.
 */
export async function inTransaction<T>(connection: Connection, work: (session: ClientSession) => Promise<T>, mostAttempts = MOST_ATTEMPTS): Promise<T> {
  const session = await connection.startSession();
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        return await session.withTransaction(() => work(session));
      } catch (error) {
        if (duplicateOf(error) === null || attempt >= mostAttempts) throw error;
      }
    }
  } finally {
    await session.endSession();
  }
}
