import { AppError } from '#server/base/errors.ts';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { Item } from '#server/items/item.ts';
import type { HarvestCatalog } from '../harvest-catalog.ts';
import { secondOf, type HarvestRow } from '../harvest-row.ts';
import { readHorizon } from './walk-harvest.ts';

export interface ChangesAsked {
  /** ISO instant from which on; null for all there ever was. */
  readonly since: string | null;
  /** The `next` of the page before; null for the first. */
  readonly after: string | null;
  readonly limit: number;
}

/** A record that readers do not see any more. */
export interface Tombstone {
  readonly id: string;
  readonly deletedAt: string;
}

export interface Changes {
  /** In the order in which they changed. */
  readonly items: readonly Item[];
  readonly deleted: readonly Tombstone[];
  /**
   * The second up to which this walk tells everything: what the next walk asks from. It stays the
   * same over the pages of one walk.
   */
  readonly until: string;
  readonly next: string | null;
}

/**
 * Seconds that a walk reaches back before the instant it was asked from: whoever takes the clock of
 * an answer's head for `until` misses nothing of what was still on its way then.
 */
const OVERLAP_SECONDS = 5;

const reachingBack = (since: string): string =>
  secondOf(new Date(Date.parse(since) - OVERLAP_SECONDS * 1_000).toISOString());

type Place = Pick<HarvestRow, 'stamp' | 'itemId'>;

/** Throws `invalid-cursor`. */
function placeOf(after: string): { readonly place: Place; readonly until: string } {
  const [stamp, itemId, until] = readCursor(after, ['string', 'string', 'string']) as [
    string,
    string,
    string,
  ];
  if (![stamp, until].every((at) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/u.test(at)))
    throw new AppError('invalid-cursor');
  return { place: { stamp, itemId }, until };
}

interface ChangesDeps {
  readonly catalog: HarvestCatalog & ItemCatalog;
  /** A clock that never goes back. */
  readonly steadyNow: () => string;
}

/**
 * What became of records since an instant, page by page, built on the harvest rows: what was taken
 * away and put back meanwhile is told as it is now. Throws `invalid-cursor`.
 */
export async function changedRecords(
  { catalog, steadyNow }: ChangesDeps,
  { since, after, limit }: ChangesAsked,
): Promise<Changes> {
  const begun = after === null ? null : placeOf(after);
  const until = begun?.until ?? (await readHorizon({ catalog, now: steadyNow }));
  const rows = await catalog.listHarvestRows({
    set: null,
    from: since === null ? null : reachingBack(since),
    until,
    after: begun?.place ?? null,
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const found = new Map(
    (await catalog.findItems(page.filter((row) => !row.deleted).map((row) => row.itemId))).map(
      (item) => [item.id, item],
    ),
  );
  // What was taken away a moment ago is not told any more, whether its row knows it yet or not.
  const shown = (row: HarvestRow): Item | null => {
    const item = row.deleted ? undefined : found.get(row.itemId);
    return item?.state === 'published' ? item : null;
  };
  return {
    items: page.flatMap((row) => shown(row) ?? []),
    deleted: page
      .filter((row) => shown(row) === null)
      .map(({ itemId, stamp }) => ({ id: itemId, deletedAt: stamp })),
    until,
    next:
      rows.length > limit && last !== undefined
        ? writeCursor([last.stamp, last.itemId, until])
        : null,
  };
}
