import type { FactCatalog } from '#server/base/fact-catalog.ts';
import { LAST_BACKUP } from '../shelf-manifest.ts';

/** How the backups of this shelf went last, by whichever way they were asked for. */
export interface LastBackup {
  /** When the last good one was whole; null before the first. */
  readonly goodAt: string | null;
  /** Its name in the folder of backups. */
  readonly goodName: string | null;
  /** Files that the shelf had lost when it was made. */
  readonly lost: number;
  /** When one failed last since then, and why: an error code. */
  readonly failedAt: string | null;
  readonly reason: string | null;
}

const NONE: LastBackup = { goodAt: null, goodName: null, lost: 0, failedAt: null, reason: null };

/** What alerts and those who watch ask. */
export async function lastBackup(catalog: FactCatalog): Promise<LastBackup> {
  const kept = await catalog.findFact(LAST_BACKUP);
  return kept === null ? NONE : { ...NONE, ...(JSON.parse(kept) as Partial<LastBackup>) };
}

export const noteGoodBackup = (
  catalog: FactCatalog,
  good: { readonly at: string; readonly name: string; readonly lost: number },
): Promise<void> =>
  catalog.saveFact(
    LAST_BACKUP,
    JSON.stringify({ ...NONE, goodAt: good.at, goodName: good.name, lost: good.lost }),
  );

/** The last good one stays known. */
export async function noteFailedBackup(
  catalog: FactCatalog,
  failedAt: string,
  reason: string,
): Promise<void> {
  const before = await lastBackup(catalog);
  await catalog.saveFact(LAST_BACKUP, JSON.stringify({ ...before, failedAt, reason }));
}
