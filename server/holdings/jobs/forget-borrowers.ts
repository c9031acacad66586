import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { HoldingCatalog } from '../holding-catalog.ts';

const FORGOTTEN_ON = 'borrowers-forgotten-on';

/**
 * Once a day of Vietnam's: empties names and contacts whose time is over
 * (docs/decisions/026-printed-copies.md); the fact outlives restarts.
 */
export async function forgetBorrowersDaily({
  catalog,
  now,
}: {
  readonly catalog: FactCatalog & HoldingCatalog;
  readonly now: () => string;
}): Promise<void> {
  const today = dayInVietnam(now());
  if ((await catalog.findFact(FORGOTTEN_ON)) === today) return;
  await catalog.forgetBorrowers(today);
  await catalog.saveFact(FORGOTTEN_ON, today);
}
