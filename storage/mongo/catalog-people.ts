import type { Connection, QueryFilter } from 'mongoose';
import type { Account, AccountList } from '#server/people/account.ts';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { AppError } from '#server/base/errors.ts';
import type { Catalog } from '#server/ports.ts';
import type { Page } from '#server/base/page.ts';
import type { Unit } from '#server/people/unit.ts';
import { bumpRevision } from './catalog-items.ts';
import type { Models } from './models.ts';
import { duplicateOf } from './mongo-errors.ts';
import type { AccountRow } from './rows.ts';
import { inTransaction } from './transactions.ts';

type PeopleMethods = Pick<
  Catalog,
  | 'findAccount'
  | 'findAccountById'
  | 'getAccount'
  | 'countAccounts'
  | 'saveAccount'
  | 'changeAccount'
  | 'listAccounts'
  | 'hasOtherApprover'
  | 'saveSession'
  | 'findSession'
  | 'deleteSession'
  | 'deleteSessionsOf'
  | 'countTry'
  | 'listUnits'
  | 'saveUnit'
  | 'saveUnits'
  | 'findFact'
  | 'saveFact'
  | 'noteEmptyQuery'
  | 'emptyQueries'
>;

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

/** Accounts, sessions, units, facts of the shelf and what was looked for in vain. */
export function catalogPeople(connection: Connection, models: Models): PeopleMethods {
  const { accounts, sessions, units, facts, emptyQueries, tries } = models;
  return {
    findAccount: async (username) =>
      ((await accounts.findOne({ username: username.toLowerCase() }).lean())?.account ??
        null) as Account | null,
    findAccountById: async (id) =>
      ((await accounts.findById(id).lean())?.account ?? null) as Account | null,
    getAccount: async (id) => {
      const row = await accounts.findById(id).lean();
      if (!row) throw new AppError('not-signed-in', { accountId: id });
      return row.account as Account;
    },
    countAccounts: () => accounts.countDocuments({}),
    saveAccount: async (account) => {
      try {
        await accounts.replaceOne(
          { _id: account.id },
          { _id: account.id, username: account.username.toLowerCase(), account },
          { upsert: true, runValidators: true },
        );
      } catch (error) {
        throw duplicateOf(error) === null
          ? error
          : new AppError('duplicate-username', { username: account.username }, { cause: error });
      }
    },
    changeAccount: async (id, change) => {
      const set = Object.fromEntries(
        Object.entries(change).map(([name, value]) => [`account.${name}`, value]),
      );
      const row = await accounts
        .findOneAndUpdate({ _id: id }, { $set: set }, { returnDocument: 'after' })
        .lean();
      if (!row) throw new AppError('account-not-found', { accountId: id });
      return row.account as Account;
    },
    listAccounts: (list) => listAccounts(models, list),
    hasOtherApprover: async (accountId, unitIds) =>
      (await accounts.exists({
        _id: { $ne: accountId },
        'account.disabled': false,
        $or: [
          { 'account.roles': 'admin' },
          { 'account.roles': 'approver', 'account.unitId': { $in: [...unitIds] } },
        ],
      } as QueryFilter<AccountRow>)) !== null,
    saveSession: async ({ tokenHash, ...session }) => {
      await sessions.deleteMany({ expiresAt: { $lt: session.createdAt } });
      await sessions.insertMany([{ _id: tokenHash, ...session }]);
    },
    findSession: async (tokenHash, now) => {
      const row = await sessions.findOne({ _id: tokenHash, expiresAt: { $gt: now } }).lean();
      return row
        ? {
            tokenHash,
            accountId: row.accountId,
            createdAt: row.createdAt,
            expiresAt: row.expiresAt,
          }
        : null;
    },
    deleteSession: async (tokenHash) => {
      await sessions.deleteOne({ _id: tokenHash });
    },
    deleteSessionsOf: async (accountId, butFor) => {
      await sessions.deleteMany({
        accountId,
        ...(butFor === null ? {} : { _id: { $ne: butFor } }),
      });
    },
    countTry: async (key, now, until) => {
      await tries.deleteMany({ until: { $lte: now } });
      for (;;) {
        try {
          const row = await tries
            .findOneAndUpdate(
              { _id: key },
              { $inc: { count: 1 }, $setOnInsert: { until } },
              { upsert: true, returnDocument: 'after' },
            )
            .lean();
          if (row) return row.count;
        } catch (error) {
          // Two that count the first try at once: the second finds the first's.
          if (duplicateOf(error) === null) throw error;
        }
      }
    },
    listUnits: async () =>
      (await units.find({}, null, { sort: { _id: 1 } }).lean()).map((row) => row.unit),
    saveUnit: (unit) => saveUnits(connection, models, [unit]),
    saveUnits: (several) => saveUnits(connection, models, several),
    findFact: async (key) => (await facts.findById(key).lean())?.value ?? null,
    saveFact: async (key, value) => {
      await facts.replaceOne(
        { _id: key },
        { _id: key, value },
        { upsert: true, runValidators: true },
      );
    },
    noteEmptyQuery: async (folded, at) => {
      await emptyQueries.updateOne(
        { _id: folded },
        { $inc: { count: 1 }, $set: { lastAt: at } },
        { upsert: true },
      );
    },
    emptyQueries: async (limit) =>
      limit <= 0
        ? []
        : (
            await emptyQueries
              .find({}, null, { sort: { count: -1, lastAt: -1, _id: 1 }, limit })
              .lean()
          ).map((row) => ({ folded: row._id, count: row.count, lastAt: row.lastAt })),
  };
}
