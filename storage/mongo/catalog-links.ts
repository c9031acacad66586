import type { ClientSession, QueryFilter } from 'mongoose';
import type { BrokenLink, LinkCheck } from '#server/links/link-check.ts';
import type { LinkCatalog } from '#server/links/link-catalog.ts';
import type { Models } from './models.ts';
import type { ItemRow } from './rows/items.ts';
import type { LinkRow } from './rows/links.ts';

const ITEMS_NAMED = 10;
/** Addresses that one query asks the items for. */
const BATCH = 500;

/** What is known of an address that was never asked. */
const NEW_LINK = {
  checkedAt: null,
  state: 'new',
  status: null,
  fault: null,
  failures: 0,
  failingSince: null,
  nextAt: '',
} as const;

export const checkOf = ({
  _id,
  checkedAt,
  state,
  status,
  fault,
  failures,
  failingSince,
  nextAt,
}: LinkRow): LinkCheck => ({
  address: _id,
  checkedAt,
  state,
  status,
  fault,
  failures,
  failingSince,
  nextAt,
});

/** Adds an address that the shelf itself links to. */
export async function addShelfLink(
  { links }: Models,
  address: string,
  session: ClientSession | null = null,
): Promise<void> {
  await links.updateOne(
    { _id: address },
    { $set: { shelf: true }, $inc: { taken: 1 }, $setOnInsert: NEW_LINK },
    { upsert: true, ...(session ? { session } : {}) },
  );
}

/** Replaces what is known of the address; ignored when nothing has it. */
export async function putLinkCheck(
  { links }: Models,
  { address, ...check }: LinkCheck,
  session: ClientSession | null = null,
): Promise<void> {
  await links.updateOne(
    { _id: address },
    { $set: check },
    { runValidators: true, ...(session ? { session } : {}) },
  );
}

/**
 * Adds addresses that an item links to; inside a running transaction. The item's row holds its
 * addresses.
 */
export async function takeLinks(
  { links }: Models,
  addresses: readonly string[],
  session: ClientSession,
): Promise<void> {
  if (addresses.length === 0) return;
  await links.bulkWrite(
    addresses.map((address) => ({
      updateOne: {
        filter: { _id: address },
        update: { $inc: { taken: 1 }, $setOnInsert: { ...NEW_LINK, shelf: false } },
        upsert: true,
      },
    })),
    { session },
  );
}

async function* inBatches<T>(rows: AsyncIterable<T>): AsyncIterable<T[]> {
  let batch: T[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Which of these addresses an item has, of any state or of one. */
async function heldBy(
  { items }: Models,
  rows: readonly LinkRow[],
  filter: QueryFilter<ItemRow>,
): Promise<Set<string>> {
  return new Set(
    (await items.distinct('links', {
      links: { $in: rows.map((r) => r._id) },
      ...filter,
    })) as string[],
  );
}

/**
 * The first `limit` rows that readers can follow, in the order given: the shelf itself or a
 * published item has the address.
 */
async function shownOf(
  models: Models,
  rows: AsyncIterable<LinkRow>,
  limit: number,
): Promise<LinkRow[]> {
  const shown: LinkRow[] = [];
  if (limit <= 0) return shown;
  for await (const batch of inBatches(rows)) {
    const held = await heldBy(models, batch, { state: 'published' });
    shown.push(...batch.filter((row) => row.shelf || held.has(row._id)));
    if (shown.length >= limit) break;
  }
  return shown.slice(0, limit);
}

/** Deletes addresses that nothing links to any more, unless something has added one just now. */
async function forgetUnheld(models: Models): Promise<void> {
  const { links } = models;
  for await (const batch of inBatches(
    links
      .find({ shelf: false }, null, { sort: { _id: 1 } })
      .lean()
      .cursor() as AsyncIterable<LinkRow>,
  )) {
    const held = await heldBy(models, batch, {});
    for (const { _id, taken } of batch)
      if (!held.has(_id)) await links.deleteOne({ _id, taken, shelf: false });
  }
}

async function brokenLinks(models: Models, limit: number): Promise<BrokenLink[]> {
  const { links, items } = models;
  const broken = links
    .find({ state: 'broken' }, null, { sort: { failingSince: 1, _id: 1 } })
    .lean()
    .cursor() as AsyncIterable<LinkRow>;
  const shown = await shownOf(models, broken, limit);
  return Promise.all(
    shown.map(async (row) => {
      const citing: QueryFilter<ItemRow> = { links: row._id, state: 'published' };
      const [named, count] = await Promise.all([
        items.find(citing, { _id: 1 }, { sort: { _id: 1 }, limit: ITEMS_NAMED }).lean(),
        items.countDocuments(citing),
      ]);
      return { ...checkOf(row), itemIds: named.map((i) => i._id), items: count };
    }),
  );
}

/**
 * Outgoing links. An item's row holds its addresses too, so that withdrawing an item needs no
 * second write.
 */
export function catalogLinks(models: Models): LinkCatalog {
  const { links } = models;
  return {
    saveShelfLinks: async (addresses) => {
      await links.updateMany({ shelf: true, _id: { $nin: [...addresses] } }, { shelf: false });
      for (const address of addresses) await addShelfLink(models, address);
      await forgetUnheld(models);
    },
    linksToCheck: async (before, limit) => {
      const waiting = links
        .find({ nextAt: { $lte: before } }, null, { sort: { nextAt: 1, _id: 1 } })
        .lean()
        .cursor() as AsyncIterable<LinkRow>;
      return (await shownOf(models, waiting, limit)).map(checkOf);
    },
    saveLinkCheck: (check) => putLinkCheck(models, check),
    findLinkChecks: async (addresses) => {
      const known = new Map(
        (await links.find({ _id: { $in: [...addresses] } }).lean()).map((row) => [
          row._id,
          row as LinkRow,
        ]),
      );
      return addresses.flatMap((address) => known.get(address) ?? []).map(checkOf);
    },
    brokenLinks: (limit) => brokenLinks(models, limit),
  };
}
