import type { ClientSession } from 'mongoose';
import type { Models } from './models.ts';

/** The first counter, and what the others are called after. */
const REVISION = 'public-revision';
/**
 * Counters whose sum is the revision. MongoDB refuses a transaction that changes what another has
 * changed since it began: with one counter, imports of several files at once saved each text three
 * times (docs/decisions/074-the-production-form-under-load.md).
 */
const COUNTERS = Array.from({ length: 16 }, (_, i) => (i === 0 ? REVISION : `${REVISION}/${i}`));

/** Each process goes round the counters: the one it takes is the one it left alone for longest. */
let next = Math.floor(Math.random() * COUNTERS.length);

/**
 * Makes the public revision grow; inside the transaction of the change that readers see, where
 * there is one.
 */
export async function bumpRevision(
  { counters }: Models,
  session: ClientSession | null = null,
): Promise<void> {
  next = (next + 1) % COUNTERS.length;
  await counters.updateOne(
    { _id: COUNTERS[next]! },
    { $inc: { value: 1 } },
    { upsert: true, ...(session ? { session } : {}) },
  );
}

/** The public revision as it stands. */
export async function readRevision({ counters }: Models): Promise<number> {
  const rows = await counters.find({ _id: { $in: COUNTERS } }, { value: 1 }).lean();
  return rows.reduce((sum, { value }) => sum + value, 0);
}
