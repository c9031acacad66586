import type { ClientSession } from 'mongoose';
import type { Models } from './models.ts';

/** The `_id` of the counter. */
export const REVISION = 'public-revision';

/**
 * Makes the public revision grow; inside the transaction of the change that readers see, where
 * there is one.
 */
export async function bumpRevision(
  { counters }: Models,
  session: ClientSession | null = null,
): Promise<void> {
  await counters.updateOne(
    { _id: REVISION },
    { $inc: { value: 1 } },
    { upsert: true, ...(session ? { session } : {}) },
  );
}
