import { createHash } from 'node:crypto';
import { changedItems } from '#server/items/actions/changed-items.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { Item } from '#server/items/item.ts';
import type { HarvestCatalog } from '../harvest-catalog.ts';
import { secondOf, type HarvestRow } from '../harvest-row.ts';
import { setsOf } from '../harvest-sets.ts';
import { recordAsLine, type PublicRecord } from '../record/public-record.ts';
import { openRecords, type RecordDeps, type RecordMaker } from './read-records.ts';

export interface StampDeps extends RecordDeps {
  readonly catalog: RecordDeps['catalog'] & HarvestCatalog & ItemCatalog;
}

const BATCH = 100;

/** What a record is known by: two records that tell the same have the same. SHA-256, hex. */
export const recordDigest = (record: PublicRecord): string =>
  createHash('sha256').update(recordAsLine(record)).digest('hex');

/** The row as it has to be now; null when the one there still says what is told. */
function rowNow(
  item: Item,
  record: PublicRecord,
  before: HarvestRow | undefined,
  stamp: string,
): HarvestRow | null {
  const deleted = item.state !== 'published';
  if (deleted && before !== undefined) return before.deleted ? null : { ...before, deleted, stamp };
  const digest = recordDigest(record);
  if (!deleted && before?.deleted === false && before.digest === digest) return null;
  return { itemId: item.id, stamp, deleted, sets: setsOf(record), digest };
}

async function stampItems(
  { catalog, now }: StampDeps,
  records: RecordMaker,
  items: readonly Item[],
): Promise<void> {
  const seen = items.filter((item) => item.publishedAt !== null);
  if (seen.length === 0) return;
  const rows = await catalog.findHarvestRows(seen.map(({ id }) => id));
  const before = new Map(rows.map((row) => [row.itemId, row]));
  const told = await records(seen);
  const last = (await catalog.harvestStamps())?.last ?? '';
  const at = secondOf(now());
  const changed = seen
    .map((item, i) => rowNow(item, told[i]!, before.get(item.id), at > last ? at : last))
    .filter((row) => row !== null);
  if (changed.length > 0) await catalog.saveHarvestRows(changed);
}

/**
 * Has harvesters know what became of these items: a row is stamped when what is told of the item is
 * not what was told before, or when readers do not see it any more. Items nobody ever saw have none.
 */
export async function stampRecords(deps: StampDeps, itemIds: readonly string[]): Promise<void> {
  const items = await deps.catalog.findItems(itemIds);
  await stampItems(deps, await openRecords(deps), items);
}

/**
 * Looks at all items: names of units and vocabularies, days and the form of records change what is
 * told without a change of the item. False when it was told to stop before the end.
 */
export async function stampAllRecords(deps: StampDeps, stopping: AbortSignal): Promise<boolean> {
  const records = await openRecords(deps);
  let batch: Item[] = [];
  for await (const item of changedItems(deps.catalog, null, [])) {
    if (stopping.aborted) return false;
    batch.push(item);
    if (batch.length < BATCH) continue;
    await stampItems(deps, records, batch);
    batch = [];
  }
  await stampItems(deps, records, batch);
  return true;
}
