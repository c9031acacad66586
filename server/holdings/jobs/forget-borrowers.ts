import { dayInVietnam } from '#server/base/partial-date.ts';
import type { Catalog } from '#server/ports.ts';

const FORGOTTEN_ON = 'borrowers-forgotten-on';

/** Once a day of Vietnam's: empties names and contacts whose time is over (docs/decisions/026-printed-copies.md); the fact outlives restarts. */
export async function forgetBorrowersDaily({
  catalog,
  now,
}: {
  readonly catalog: Pick<Catalog, 'findFact' | 'saveFact' | 'forgetBorrowers'>;
  readonly now: () => string;
}): Promise<void> {
  const today = dayInVietnam(now());
  if ((await catalog.findFact(FORGOTTEN_ON)) === today) return;
  await catalog.forgetBorrowers(today);
  await catalog.saveFact(FORGOTTEN_ON, today);
}
