import type { ClientSession, Connection } from 'mongoose';
import { AppError } from '#server/base/errors.ts';
import { KEPT_VERSIONS, type KeptEntry, type KeptList } from '#server/vocabulary/authority-list.ts';
import type { Catalog } from '#server/ports.ts';
import { bumpRevision } from './catalog-items.ts';
import type { Models } from './models.ts';
import type { KeptRow, KeptVersionRow } from './rows.ts';
import { inTransaction } from './transactions.ts';

type KeptMethods = Pick<
  Catalog,
  'listKept' | 'findKept' | 'saveKept' | 'deleteKept' | 'keptVersions'
>;

const keyOf = ({ list, id }: Pick<KeptEntry, 'list' | 'id'>): string => `${list}/${id}`;
const keptRow = (entry: KeptEntry): KeptRow => ({
  _id: keyOf(entry),
  list: entry.list,
  rank: entry.rank,
  version: entry.version,
  entry,
});
const versionRow = (entry: KeptEntry): KeptVersionRow => ({
  _id: `${keyOf(entry)}/${entry.version}`,
  of: keyOf(entry),
  version: entry.version,
  entry,
});

/** Takes an entry with its versions in, in the place of what stood there; inside a running transaction. */
export async function replaceKept(
  { kept, keptVersions }: Models,
  versions: readonly KeptEntry[],
  session: ClientSession,
): Promise<void> {
  const last = versions.at(-1);
  if (last === undefined) return;
  await keptVersions.deleteMany({ of: keyOf(last) }, { session });
  await keptVersions.insertMany(versions.map(versionRow), { session });
  await kept.replaceOne({ _id: keyOf(last) }, keptRow(last), {
    upsert: true,
    session,
    runValidators: true,
  });
}

async function saveKept<L extends KeptList>(
  { kept, keptVersions }: Models,
  entry: KeptEntry<L>,
  session: ClientSession,
): Promise<KeptEntry<L>> {
  const before = await kept.findById(keyOf(entry), { version: 1 }, { session }).lean();
  const stored = before?.version ?? 0;
  if (stored !== entry.version)
    throw new AppError('stale-version', {
      list: entry.list,
      id: entry.id,
      stored,
      given: entry.version,
    });
  const saved = { ...entry, version: stored + 1 };
  if (before)
    await kept.replaceOne({ _id: keyOf(saved) }, keptRow(saved), { session, runValidators: true });
  else await kept.insertMany([keptRow(saved)], { session });
  await keptVersions.insertMany([versionRow(saved)], { session });
  await keptVersions.deleteMany(
    { of: keyOf(saved), version: { $lte: saved.version - KEPT_VERSIONS } },
    { session },
  );
  return saved;
}

/** Lists that officials keep. */
export function catalogKept(connection: Connection, models: Models): KeptMethods {
  return {
    listKept: async <L extends KeptList>(list: L) =>
      (await models.kept.find({ list }, { entry: 1 }, { sort: { rank: 1, _id: 1 } }).lean()).map(
        (row) => row.entry as KeptEntry<L>,
      ),
    findKept: async <L extends KeptList>(list: L, id: string) =>
      ((await models.kept.findById(keyOf({ list, id })).lean())?.entry ??
        null) as KeptEntry<L> | null,
    saveKept: (entry) =>
      inTransaction(connection, async (session) => {
        const saved = await saveKept(models, entry, session);
        await bumpRevision(models, session);
        return saved;
      }),
    deleteKept: (list, id) =>
      inTransaction(connection, async (session) => {
        await models.kept.deleteOne({ _id: keyOf({ list, id }) }, { session });
        await models.keptVersions.deleteMany({ of: keyOf({ list, id }) }, { session });
        await bumpRevision(models, session);
      }),
    keptVersions: async <L extends KeptList>(list: L, id: string) =>
      (
        await models.keptVersions
          .find({ of: keyOf({ list, id }) }, { entry: 1 }, { sort: { version: -1 } })
          .lean()
      ).map((row) => row.entry as KeptEntry<L>),
  };
}
