import type { ClientSession, Connection, QueryFilter } from 'mongoose';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { AppError } from '#server/base/errors.ts';
import { storedItem, type Item } from '#server/items/item.ts';
import {
  PARTLY_STATES,
  PARTS_SETTLED,
  turnOf,
  lawsCited,
  settlingMarks,
  type CitationToReview,
  type LawRecord,
} from '#server/laws/law-record.ts';
import type { CitationList, CitedLaw, LawCatalog, LawList } from '#server/laws/law-catalog.ts';
import type { Page } from '#server/base/page.ts';
import type { Models } from './models.ts';
import type { ItemRow } from './rows/items.ts';
import type { LawRow } from './rows/laws.ts';
import { insertJobs } from './queue.ts';
import { bumpRevision } from './revision.ts';
import { inTransaction } from './transactions.ts';

export const lawRow = (law: LawRecord): LawRow => ({
  _id: law.key,
  endsOn: turnOf(law),
  version: law.version,
  law,
});

/**
 * Inserts the laws that this item is the first to cite; inside a running transaction. It only reads
 * those that exist: a write would make all items wait that cite them.
 */
export async function takeLaws(
  { laws }: Models,
  item: Item,
  session: ClientSession,
): Promise<void> {
  const cited = lawsCited(item);
  if (cited.length === 0) return;
  const known = new Set(
    (
      await laws.find({ _id: { $in: cited.map((l) => l.key) } }, { _id: 1 }, { session }).lean()
    ).map((row) => row._id),
  );
  const added = cited.filter((law) => !known.has(law.key));
  if (added.length > 0) await laws.insertMany(added.map(lawRow), { session });
}

/** All in two questions, however many: a list holds thousands. */
async function saveLaws(
  { laws }: Models,
  given: readonly LawRecord[],
  session: ClientSession,
): Promise<LawRecord[]> {
  const keys = given.map(({ key }) => key);
  const rows = await laws.find({ _id: { $in: keys } }, { version: 1 }, { session }).lean();
  const versions = new Map(rows.map(({ _id, version }) => [_id, version]));
  for (const { key, version } of given) {
    const stored = versions.get(key) ?? 0;
    if (stored !== version)
      throw new AppError('stale-version', { lawKey: key, stored, given: version });
  }
  const saved = given.map((law) => ({ ...law, version: law.version + 1 }));
  if (saved.length > 0)
    await laws.bulkWrite(
      saved.map((law) =>
        versions.has(law.key)
          ? { replaceOne: { filter: { _id: law.key }, replacement: lawRow(law) } }
          : { insertOne: { document: lawRow(law) } },
      ),
      { session },
    );
  return saved;
}

async function listLaws(
  { laws, items }: Models,
  { search, units, after, limit }: LawList,
): Promise<Page<CitedLaw>> {
  let [from] = after === null ? [''] : (readCursor(after, ['string']) as [string]);
  const seen: QueryFilter<ItemRow> =
    units === null ? {} : { $or: [{ state: 'published' }, { unitId: { $in: [...units] } }] };
  const rows: CitedLaw[] = [];
  for (;;) {
    const found = await laws
      .find(
        { _id: { $gt: from, ...(search === '' ? {} : { $regex: search }) } },
        { law: 1 },
        { sort: { _id: 1 }, limit: limit + 1 },
      )
      .lean();
    const cited = await Promise.all(
      found.map(async ({ law }) => ({
        law: law as LawRecord,
        citing: await items.countDocuments({ lawKeys: (law as LawRecord).key, ...seen }),
      })),
    );
    rows.push(
      ...cited.filter(({ law, citing }) => units === null || law.version > 0 || citing > 0),
    );
    if (rows.length > limit || found.length <= limit) break;
    from = found.at(-1)!._id;
  }
  const last = rows[limit - 1];
  return {
    rows: rows.slice(0, limit),
    next: rows.length > limit && last ? writeCursor([last.law.key]) : null,
  };
}

/**
 * Laws saved before those that ended in part had to be looked at: theirs are filled in, and the
 * items whose records say so themselves are settled. Nothing to do at every later start.
 */
export async function fillTurns({ laws, items }: Models): Promise<void> {
  const { modifiedCount } = await laws.collection.updateMany(
    { endsOn: null, 'law.state': { $in: [...PARTLY_STATES] } },
    [{ $set: { endsOn: { $concat: ['!', '$law.state'] } } }],
  );
  if (modifiedCount > 0)
    await items.collection.updateMany(
      { 'item.validity.state': 'mot_phan' },
      {
        $addToSet: { settled: PARTS_SETTLED },
      },
    );
}

const waiting = (law: LawRecord): QueryFilter<ItemRow> => ({
  lawKeys: law.key,
  state: 'published',
  settled: { $nin: [...settlingMarks(law)] },
});

/**
 * Laws that turned on or before `day`, the oldest turn first, from the law of the cursor
 * on.
 */
const ended = (
  { laws }: Models,
  day: string,
  [end, key]: readonly [string, string],
): AsyncIterable<LawRow> =>
  laws
    .find(
      {
        endsOn: { $ne: null, $gte: end, $lte: day },
        $or: [{ endsOn: { $gt: end } }, { endsOn: end, _id: { $gte: key } }],
      },
      null,
      { sort: { endsOn: 1, _id: 1 } },
    )
    .lean()
    .cursor() as AsyncIterable<LawRow>;

async function citationsToReview(
  models: Models,
  { day, after, limit }: CitationList,
): Promise<Page<CitationToReview>> {
  const [end, key, id] =
    after === null
      ? ['', '', '']
      : (readCursor(after, ['string', 'string', 'string']) as [string, string, string]);
  const found: CitationToReview[] = [];
  for await (const { law } of ended(models, day, [end, key])) {
    const beyond = law.key === key ? { _id: { $gt: id } } : {};
    const rows = await models.items
      .find(
        { ...waiting(law), ...beyond },
        { item: 1 },
        { sort: { _id: 1 }, limit: limit + 1 - found.length },
      )
      .lean();
    found.push(...rows.map((row) => ({ law, item: storedItem(row.item as Item) })));
    if (found.length > limit) break;
  }
  const last = found[limit - 1];
  return {
    rows: found.slice(0, limit),
    next:
      found.length > limit && last
        ? writeCursor([turnOf(last.law)!, last.law.key, last.item.id])
        : null,
  };
}

/**
 * Laws, each once for all items that cite it; the items' rows hold the keys of the laws they cite.
 */
export function catalogLaws(connection: Connection, models: Models): LawCatalog {
  return {
    findLaws: async (keys) => {
      const rows = await models.laws.find({ _id: { $in: [...keys] } }, { law: 1 }).lean();
      const byKey = new Map(rows.map((row) => [row._id, row.law as LawRecord]));
      return keys.map((key) => byKey.get(key)).filter((law) => law !== undefined);
    },
    listLaws: (list) => listLaws(models, list),
    saveLaws: (laws, caused) =>
      inTransaction(connection, async (session) => {
        const saved = await saveLaws(models, laws, session);
        if (caused !== undefined) await insertJobs(models, caused.jobs, caused.at, session);
        await bumpRevision(models, session);
        return saved;
      }),
    citationsToReview: (list) => citationsToReview(models, list),
    countCitationsToReview: async (day) => {
      let count = 0;
      for await (const { law } of ended(models, day, ['', '']))
        count += await models.items.countDocuments(waiting(law));
      return count;
    },
  };
}
