import type { Connection, QueryFilter } from 'mongoose';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { AppError } from '#server/base/errors.ts';
import type { Page } from '#server/base/page.ts';
import type { Account, AccountList, Session } from '#server/people/account.ts';
import type { PeopleCatalog } from '#server/people/people-catalog.ts';
import type { Unit } from '#server/people/unit.ts';
import type { Models } from './models.ts';
import { duplicateOf } from './mongo-errors.ts';
import { bumpRevision } from './revision.ts';
import type { AccountRow, SessionRow } from './rows/people.ts';
import { inTransaction } from './transactions.ts';

export const accountRow = (account: Account): AccountRow => ({
  _id: account.id,
  username: account.username.toLowerCase(),
  account,
});

/** Of the index that refused another account; any other error as it is. */
function duplicateAccount(error: unknown, username: string): unknown {
  const index = duplicateOf(error);
  if (index === null) return error;
  return index.includes('identity')
    ? new AppError('identity-taken', {}, { cause: error })
    : new AppError('duplicate-username', { username }, { cause: error });
}

async function saveAccount({ accounts }: Models, account: Account): Promise<void> {
  try {
    await accounts.replaceOne({ _id: account.id }, accountRow(account), {
      upsert: true,
      runValidators: true,
    });
  } catch (error) {
    throw duplicateAccount(error, account.username);
  }
}

async function changeAccount(
  { accounts }: Models,
  id: string,
  change: Parameters<PeopleCatalog['changeAccount']>[1],
): Promise<Account> {
  const set = Object.fromEntries(
    Object.entries(change).map(([name, value]) => [`account.${name}`, value]),
  );
  const row = await accounts
    .findOneAndUpdate({ _id: id }, { $set: set }, { returnDocument: 'after' })
    .lean()
    .catch((error: unknown) => {
      throw duplicateAccount(error, '');
    });
  if (!row) throw new AppError('account-not-found', { accountId: id });
  return row.account as Account;
}

async function listAccounts(
  { accounts }: Models,
  { unitIds, limit, after }: AccountList,
): Promise<Page<Account>> {
  const from = after === null ? '' : (readCursor(after, ['string'])[0] as string);
  const filter = {
    username: { $gt: from },
    ...(unitIds === null ? {} : { 'account.unitId': { $in: [...unitIds] } }),
  } as QueryFilter<AccountRow>;
  const found = await accounts
    .find(filter, null, { sort: { username: 1 }, limit: limit + 1 })
    .lean();
  const rows = found.slice(0, limit).map((row) => row.account as Account);
  return {
    rows,
    next: found.length > limit ? writeCursor([rows.at(-1)!.username.toLowerCase()]) : null,
  };
}

const saveUnits = (
  connection: Connection,
  models: Models,
  several: readonly Unit[],
): Promise<void> =>
  inTransaction(connection, async (session) => {
    for (const unit of several)
      await models.units.replaceOne(
        { _id: unit.id },
        { _id: unit.id, unit },
        { upsert: true, session, runValidators: true },
      );
    // Readers see units' names.
    await bumpRevision(models, session);
  });

/**
 * Counts more tries under a key and gives those since the first, these included. Counted on or made,
 * never by an upsert: one that meets another may be counted twice.
 */
async function countTry(
  { tries }: Models,
  key: string,
  now: string,
  until: string,
  times: number,
): Promise<number> {
  for (;;) {
    const known = await tries
      .findOneAndUpdate(
        { _id: key, until: { $gt: now } },
        { $inc: { count: times }, $min: { until } },
        { returnDocument: 'after' },
      )
      .lean();
    if (known) return known.count;
    try {
      await tries.insertMany([{ _id: key, count: times, until }]);
      return times;
    } catch (error) {
      // Another made it at the same moment, and this one counts on it; or it is over.
      if (duplicateOf(error) === null) throw error;
      await tries.deleteOne({ _id: key, until: { $lte: now } });
    }
  }
}

const accounts = (
  models: Models,
): Pick<
  PeopleCatalog,
  | 'findAccount'
  | 'findAccountById'
  | 'findAccountByIdentity'
  | 'getAccount'
  | 'countAccounts'
  | 'saveAccount'
  | 'changeAccount'
  | 'takeRecoveryCode'
  | 'listAccounts'
  | 'hasOtherApprover'
> => ({
  findAccount: async (username) =>
    ((await models.accounts.findOne({ username: username.toLowerCase() }).lean())?.account ??
      null) as Account | null,
  findAccountById: async (id) =>
    ((await models.accounts.findById(id).lean())?.account ?? null) as Account | null,
  findAccountByIdentity: async (key) =>
    ((
      await models.accounts
        .findOne({ 'account.identity.key': key } as QueryFilter<AccountRow>)
        .lean()
    )?.account ?? null) as Account | null,
  getAccount: async (id) => {
    const row = await models.accounts.findById(id).lean();
    if (!row) throw new AppError('not-signed-in', { accountId: id });
    return row.account as Account;
  },
  countAccounts: () => models.accounts.countDocuments({}),
  saveAccount: (account) => saveAccount(models, account),
  changeAccount: (id, change) => changeAccount(models, id, change),
  takeRecoveryCode: async (id, hash) => {
    const taken = await models.accounts.updateOne(
      { _id: id, 'account.secondFactor.recovery': hash } as QueryFilter<AccountRow>,
      { $pull: { 'account.secondFactor.recovery': hash } },
    );
    return taken.modifiedCount === 1;
  },
  listAccounts: (list) => listAccounts(models, list),
  hasOtherApprover: async (accountId, unitIds) =>
    (await models.accounts.exists({
      _id: { $ne: accountId },
      'account.disabled': false,
      $or: [
        { 'account.roles': 'admin' },
        { 'account.roles': 'approver', 'account.unitId': { $in: [...unitIds] } },
      ],
    } as QueryFilter<AccountRow>)) !== null,
});

const sessionOf = (row: SessionRow): Session => ({
  tokenHash: row._id,
  accountId: row.accountId,
  createdAt: row.createdAt,
  expiresAt: row.expiresAt,
  seenAt: row.seenAt ?? row.createdAt,
  from: row.from ?? '',
  device: row.device ?? '',
  pending: row.pending ?? false,
});

const MOST_LISTED = 100;

/** Those of one account are few enough to be put in order here. */
async function listSessions(models: Models, accountId: string, now: string): Promise<Session[]> {
  const rows = await models.sessions.find({ accountId }).lean();
  return rows
    .map(sessionOf)
    .filter(({ expiresAt }) => expiresAt > now)
    .toSorted(
      (a, b) =>
        b.seenAt.localeCompare(a.seenAt, 'en') || a.tokenHash.localeCompare(b.tokenHash, 'en'),
    )
    .slice(0, MOST_LISTED);
}

/** Sessions. */
const sessions = (
  models: Models,
): Pick<
  PeopleCatalog,
  | 'saveSession'
  | 'findSession'
  | 'touchSession'
  | 'listSessions'
  | 'deleteSession'
  | 'deleteSessionsOf'
  | 'deleteSessionsBefore'
> => ({
  saveSession: async ({ tokenHash, ...session }) => {
    await models.sessions.deleteMany({ expiresAt: { $lt: session.createdAt } });
    await models.sessions.insertMany([{ _id: tokenHash, ...session }]);
  },
  findSession: async (tokenHash, now) => {
    const row = await models.sessions.findOne({ _id: tokenHash, expiresAt: { $gt: now } }).lean();
    return row ? sessionOf(row) : null;
  },
  touchSession: async (tokenHash, seenAt) => {
    await models.sessions.updateOne({ _id: tokenHash }, { $set: { seenAt } });
  },
  listSessions: (accountId, now) => listSessions(models, accountId, now),
  deleteSession: async (tokenHash) => {
    await models.sessions.deleteOne({ _id: tokenHash });
  },
  deleteSessionsBefore: async (expiresAt) => {
    await models.sessions.deleteMany({ expiresAt: { $lt: expiresAt } });
  },
  deleteSessionsOf: async (accountId, butFor) => {
    await models.sessions.deleteMany({
      accountId,
      ...(butFor === null ? {} : { _id: { $ne: butFor } }),
    });
  },
});

/** Tries to sign in and of everything else that is counted. */
function limitedTries(
  models: Models,
): Pick<PeopleCatalog, 'countTry' | 'findTries' | 'forgetTries'> {
  let sweptIn = '';
  /** What is over goes, once a minute of this process. */
  async function sweep(now: string): Promise<void> {
    const minute = now.slice(0, 'YYYY-MM-DDTHH:MM'.length);
    if (minute === sweptIn) return;
    sweptIn = minute;
    await models.tries.deleteMany({ until: { $lte: now } });
  }
  return {
    countTry: async (key, now, until, times = 1) => {
      await sweep(now);
      return countTry(models, key, now, until, times);
    },
    findTries: async (key, now) =>
      (await models.tries.findOne({ _id: key, until: { $gt: now } }).lean())?.count ?? 0,
    forgetTries: async (key, times) => {
      if (times === null) await models.tries.deleteOne({ _id: key });
      else
        await models.tries.updateOne(
          { _id: key },
          [{ $set: { count: { $max: [0, { $subtract: ['$count', times] }] } } }],
          { updatePipeline: true },
        );
    },
  };
}

const units = (
  connection: Connection,
  models: Models,
): Pick<PeopleCatalog, 'listUnits' | 'saveUnit' | 'saveUnits'> => ({
  listUnits: async () =>
    (await models.units.find({}, null, { sort: { _id: 1 } }).lean()).map((row) => row.unit),
  saveUnit: (unit) => saveUnits(connection, models, [unit]),
  saveUnits: (several) => saveUnits(connection, models, several),
});

export const catalogPeople = (connection: Connection, models: Models): PeopleCatalog => ({
  ...accounts(models),
  ...sessions(models),
  ...limitedTries(models),
  ...units(connection, models),
});
