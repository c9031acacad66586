import type { ClientSession, Connection, QueryFilter } from 'mongoose';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { AppError } from '#server/base/errors.ts';
import type { Page } from '#server/base/page.ts';
import type { UnitValues } from '#server/ports.ts';
import type { UnitEntryCatalog, UnitEntryQuery } from '#server/site/unit-entry-catalog.ts';
import type { UnitEntry } from '#server/site/unit-entry.ts';
import { MOST_AUTHORITY_VERSIONS } from '#server/vocabulary/authority-list.ts';
import type { Models } from '../models.ts';
import type { UnitEntryRow, UnitEntryVersionRow } from '../rows/site.ts';
import { bumpRevision } from '../revision.ts';
import { inTransaction } from '../transactions.ts';

type List = keyof UnitValues & string;
type Entry<L extends List> = UnitEntry<L, UnitValues[L]>;

const ALWAYS = ['0000-00-00', '9999-99-99'] as const;

const keyOf = ({ list, id }: Pick<UnitEntry, 'list' | 'id'>): string => `${list}/${id}`;
const rowOf = (entry: UnitEntry): UnitEntryRow => ({
  _id: keyOf(entry),
  list: entry.list,
  id: entry.id,
  slug: entry.slug,
  unitId: entry.unitId,
  state: entry.state,
  topic: entry.topic,
  sortKey: entry.sortKey,
  shownFrom: entry.from ?? ALWAYS[0],
  shownTo: entry.to ?? ALWAYS[1],
  version: entry.version,
  entry,
});
const versionRow = (entry: UnitEntry): UnitEntryVersionRow => ({
  _id: `${keyOf(entry)}/${entry.version}`,
  of: keyOf(entry),
  version: entry.version,
  entry,
});

const put = ({ unitEntries }: Models, entry: UnitEntry, session: ClientSession) =>
  unitEntries.replaceOne({ _id: keyOf(entry) }, rowOf(entry), {
    upsert: true,
    session,
    runValidators: true,
  });

/** Replaces an entry with all its versions, oldest first; inside a running transaction. */
export async function replaceUnitEntry(
  models: Models,
  versions: readonly UnitEntry[],
  session: ClientSession,
): Promise<void> {
  const last = versions.at(-1);
  if (last === undefined) return;
  await models.unitEntryVersions.deleteMany({ of: keyOf(last) }, { session });
  await models.unitEntryVersions.insertMany(versions.map(versionRow), { session });
  await put(models, last, session);
}

const versionsOf = async (
  { unitEntryVersions }: Models,
  key: string,
  order: 1 | -1,
): Promise<UnitEntry[]> =>
  (
    await unitEntryVersions.find({ of: key }, { entry: 1 }, { sort: { version: order } }).lean()
  ).map((row) => row.entry as UnitEntry);

/** All of them with their versions, oldest first, as backups and moves carry them. */
export async function* unitEntryRecords(
  models: Models,
): AsyncIterable<{ readonly versions: UnitEntry[] }> {
  const rows = models.unitEntries.find({}, { _id: 1 }, { sort: { list: 1, id: 1 } }).lean();
  for await (const { _id } of rows.cursor()) yield { versions: await versionsOf(models, _id, 1) };
}

async function save<L extends List>(
  models: Models,
  entry: Entry<L>,
  session: ClientSession,
): Promise<Entry<L>> {
  const { list, id, slug } = entry;
  const before = (await models.unitEntries
    .findById(keyOf(entry), { version: 1, state: 1 }, { session })
    .lean()) as UnitEntryRow | null;
  const stored = before?.version ?? 0;
  if (stored !== entry.version)
    throw new AppError('stale-version', { list, id, stored, given: entry.version });
  // Two that take one address at once: the index refuses the second, which looks again.
  const other = await models.unitEntries
    .findOne({ list, slug, id: { $ne: id } }, { _id: 1 }, { session })
    .lean();
  if (other !== null) throw new AppError('address-taken', { slug });
  const saved = { ...entry, version: stored + 1 };
  await put(models, saved, session);
  await models.unitEntryVersions.insertMany([versionRow(saved)], { session });
  await models.unitEntryVersions.deleteMany(
    { of: keyOf(saved), version: { $lte: saved.version - MOST_AUTHORITY_VERSIONS } },
    { session },
  );
  if (entry.state === 'published' || before?.state === 'published')
    await bumpRevision(models, session);
  return saved;
}

async function listEntries<L extends List>(
  { unitEntries }: Models,
  list: L,
  { unitIds, states, topics, day, limit, after }: UnitEntryQuery,
): Promise<Page<Entry<L>>> {
  const all: QueryFilter<UnitEntryRow>[] = [{ list, state: { $in: [...states] } }];
  if (unitIds !== null) all.push({ unitId: { $in: [...unitIds] } });
  if (topics !== null) all.push({ topic: { $in: [...topics] } });
  if (day !== null) all.push({ shownFrom: { $lte: day }, shownTo: { $gte: day } });
  if (after !== null) {
    const [key, id] = readCursor(after, ['string', 'string']) as [string, string];
    all.push({ $or: [{ sortKey: { $lt: key } }, { sortKey: key, id: { $lt: id } }] });
  }
  const found = (await unitEntries
    .find({ $and: all }, null, { sort: { sortKey: -1, id: -1 }, limit: limit + 1 })
    .lean()) as UnitEntryRow[];
  const rows = found.slice(0, limit).map(({ entry }) => entry as Entry<L>);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? writeCursor([last.sortKey, last.id]) : null };
}

/** What units write: news, the law of a week. */
export function catalogUnitEntries(
  connection: Connection,
  models: Models,
): UnitEntryCatalog<UnitValues> {
  const one = async <L extends List>(filter: QueryFilter<UnitEntryRow>): Promise<Entry<L> | null> =>
    ((await models.unitEntries.findOne(filter).lean())?.entry ?? null) as Entry<L> | null;
  return {
    saveUnitEntry: (entry) => inTransaction(connection, (session) => save(models, entry, session)),
    findUnitEntry: <L extends List>(list: L, id: string) => one<L>({ _id: keyOf({ list, id }) }),
    findUnitEntryBySlug: <L extends List>(list: L, slug: string) => one<L>({ list, slug }),
    listUnitEntries: (list, query) => listEntries(models, list, query),
    unitEntryVersions: async <L extends List>(list: L, id: string) =>
      (await versionsOf(models, keyOf({ list, id }), -1)) as Entry<L>[],
  };
}
