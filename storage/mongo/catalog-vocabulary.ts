import type { ClientSession, Connection } from 'mongoose';
import { AppError } from '#server/base/errors.ts';
import type { AuthorityList, AuthorityValues, ListEntry } from '#server/ports.ts';
import type { AuthorityCatalog } from '#server/vocabulary/authority-catalog.ts';
import { MOST_AUTHORITY_VERSIONS, type AuthorityEntry } from '#server/vocabulary/authority-list.ts';
import type { Models } from './models.ts';
import type { AuthorityRow, AuthorityVersionRow } from './rows/vocabulary.ts';
import { bumpRevision } from './revision.ts';
import { inTransaction } from './transactions.ts';

const keyOf = ({ list, id }: Pick<AuthorityEntry, 'list' | 'id'>): string => `${list}/${id}`;
const authorityRow = (entry: AuthorityEntry): AuthorityRow => ({
  _id: keyOf(entry),
  list: entry.list,
  rank: entry.rank,
  version: entry.version,
  entry,
});
const versionRow = (entry: AuthorityEntry): AuthorityVersionRow => ({
  _id: `${keyOf(entry)}/${entry.version}`,
  of: keyOf(entry),
  version: entry.version,
  entry,
});

/** Every version of the entry with this key (`list/id`), oldest first. */
export const versionsOf = async (
  { authorityVersions }: Models,
  key: string,
): Promise<AuthorityEntry[]> =>
  (await authorityVersions.find({ of: key }, { entry: 1 }, { sort: { version: 1 } }).lean()).map(
    (row) => row.entry,
  );

/** Replaces an entry with all its versions; inside a running transaction. */
export async function replaceAuthority(
  { authorityEntries, authorityVersions }: Models,
  versions: readonly AuthorityEntry[],
  session: ClientSession,
): Promise<void> {
  const last = versions.at(-1);
  if (last === undefined) return;
  await authorityVersions.deleteMany({ of: keyOf(last) }, { session });
  await authorityVersions.insertMany(versions.map(versionRow), { session });
  await authorityEntries.replaceOne({ _id: keyOf(last) }, authorityRow(last), {
    upsert: true,
    session,
    runValidators: true,
  });
}

async function saveAuthority<L extends AuthorityList>(
  { authorityEntries, authorityVersions }: Models,
  entry: ListEntry<L>,
  session: ClientSession,
): Promise<ListEntry<L>> {
  const before = await authorityEntries.findById(keyOf(entry), { version: 1 }, { session }).lean();
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
    await authorityEntries.replaceOne({ _id: keyOf(saved) }, authorityRow(saved), {
      session,
      runValidators: true,
    });
  else await authorityEntries.insertMany([authorityRow(saved)], { session });
  await authorityVersions.insertMany([versionRow(saved)], { session });
  await authorityVersions.deleteMany(
    { of: keyOf(saved), version: { $lte: saved.version - MOST_AUTHORITY_VERSIONS } },
    { session },
  );
  return saved;
}

/**
 * Lists that officials keep; the collections `kept` and `kept-versions` have the names of the first
 * release.
 */
export function catalogVocabulary(
  connection: Connection,
  models: Models,
): AuthorityCatalog<AuthorityValues> {
  return {
    listAuthority: async <L extends AuthorityList>(list: L) =>
      (
        await models.authorityEntries
          .find({ list }, { entry: 1 }, { sort: { rank: 1, _id: 1 } })
          .lean()
      ).map((row) => row.entry as ListEntry<L>),
    findAuthority: async <L extends AuthorityList>(list: L, id: string) =>
      ((await models.authorityEntries.findById(keyOf({ list, id })).lean())?.entry ??
        null) as ListEntry<L> | null,
    saveAuthority: (entry) =>
      inTransaction(connection, async (session) => {
        const saved = await saveAuthority(models, entry, session);
        await bumpRevision(models, session);
        return saved;
      }),
    deleteAuthority: (list, id) =>
      inTransaction(connection, async (session) => {
        await models.authorityEntries.deleteOne({ _id: keyOf({ list, id }) }, { session });
        await models.authorityVersions.deleteMany({ of: keyOf({ list, id }) }, { session });
        await bumpRevision(models, session);
      }),
    authorityVersions: async <L extends AuthorityList>(list: L, id: string) =>
      (
        await models.authorityVersions
          .find({ of: keyOf({ list, id }) }, { entry: 1 }, { sort: { version: -1 } })
          .lean()
      ).map((row) => row.entry as ListEntry<L>),
  };
}
