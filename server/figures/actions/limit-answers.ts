import { createHmac, randomBytes } from 'node:crypto';
import { AppError } from '#server/base/errors.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { PeopleCatalog } from '#server/people/people-catalog.ts';

/** Per address: enough for a class or an office behind one, too few to drown what others say. */
const ANSWERS = 60;
const HOUR_MS = 3_600_000;
const KEY = 'rating-key';

interface Deps {
  readonly catalog: Pick<FactCatalog, 'findFact' | 'saveFact'> & Pick<PeopleCatalog, 'countTry'>;
  readonly now: () => string;
}

/** The key of this hour, the same for all processes; the next hour's takes its place. */
async function keyOfHour({ catalog }: Deps, hour: number): Promise<string> {
  const beginning = `${hour}:`;
  const known = await catalog.findFact(KEY);
  if (known?.startsWith(beginning)) return known;
  await catalog.saveFact(KEY, beginning + randomBytes(32).toString('base64'));
  // Another process may have been later: all go by what stands there now.
  return (await catalog.findFact(KEY))!;
}

/**
 * Counts the answers of each address over all processes. What is kept for it says nothing once the
 * hour is over: the key is gone. Forms named by `of` are counted apart. Throws `too-many-requests`.
 */
export async function countAnswer(
  deps: Deps,
  address: string,
  { most = ANSWERS, of = 'rating' }: { readonly most?: number; readonly of?: string } = {},
): Promise<void> {
  const now = deps.now();
  const hour = Math.floor(Date.parse(now) / HOUR_MS);
  const hash = createHmac('sha256', await keyOfHour(deps, hour))
    .update(address)
    .digest('base64');
  const until = new Date((hour + 1) * HOUR_MS).toISOString();
  if ((await deps.catalog.countTry(`${of}:${hash}`, now, until)) > most)
    throw new AppError('too-many-requests');
}
