import type { Account, AccountList } from '#server/people/account.ts';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { AppError } from '#server/base/errors.ts';
import type { Catalog } from '#server/ports.ts';
import type { Page } from '#server/base/page.ts';
import type { Unit } from '#server/people/unit.ts';
import type { Database } from './database.ts';

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

interface DocRow {
  doc: string;
}

function saveUnits(db: Database, units: readonly Unit[]): void {
  db.transaction(() => {
    for (const unit of units)
      db.run(
        'INSERT INTO unit (id, doc) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc',
        unit.id,
        JSON.stringify(unit),
      );
    // Readers see units' names.
    db.run(`UPDATE counter SET value = value + 1 WHERE name = 'public-revision'`);
  });
}

function listAccounts(db: Database, { unitIds, limit, after }: AccountList): Page<Account> {
  const from = after === null ? '' : (readCursor(after, ['string'])[0] as string);
  const inUnits =
    unitIds === null ? '' : `AND json_extract(doc, '$.unitId') IN (SELECT value FROM json_each(?))`;
  const rows = db.all<DocRow>(
    `SELECT doc FROM account WHERE username > ? ${inUnits} ORDER BY username LIMIT ?`,
    from,
    ...(unitIds === null ? [] : [JSON.stringify(unitIds)]),
    limit + 1,
  );
  const accounts = rows.slice(0, limit).map((row) => JSON.parse(row.doc) as Account);
  return {
    rows: accounts,
    next: rows.length > limit ? writeCursor([accounts.at(-1)!.username.toLowerCase()]) : null,
  };
}

export function catalogPeople(db: Database): PeopleMethods {
  return {
    findAccount: async (username) => {
      const row = db.get<DocRow>(
        'SELECT doc FROM account WHERE username = ?',
        username.toLowerCase(),
      );
      return row ? (JSON.parse(row.doc) as Account) : null;
    },
    findAccountById: async (id) => {
      const row = db.get<DocRow>('SELECT doc FROM account WHERE id = ?', id);
      return row ? (JSON.parse(row.doc) as Account) : null;
    },
    getAccount: async (id) => {
      const row = db.get<DocRow>('SELECT doc FROM account WHERE id = ?', id);
      if (!row) throw new AppError('not-signed-in', { accountId: id });
      return JSON.parse(row.doc) as Account;
    },
    countAccounts: async () => db.get<{ n: number }>('SELECT count(*) AS n FROM account')?.n ?? 0,
    saveAccount: async (account) => {
      db.transaction(() => {
        const other = db.get<{ id: string }>(
          'SELECT id FROM account WHERE username = ? AND id <> ?',
          account.username.toLowerCase(),
          account.id,
        );
        if (other) throw new AppError('duplicate-username', { username: account.username });
        db.run(
          'INSERT INTO account (id, username, doc) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET username = excluded.username, doc = excluded.doc',
          account.id,
          account.username.toLowerCase(),
          JSON.stringify(account),
        );
      });
    },
    changeAccount: async (id, change) =>
      db.transaction(() => {
        const row = db.get<DocRow>('SELECT doc FROM account WHERE id = ?', id);
        if (!row) throw new AppError('account-not-found', { accountId: id });
        const account: Account = { ...(JSON.parse(row.doc) as Account), ...change };
        db.run('UPDATE account SET doc = ? WHERE id = ?', JSON.stringify(account), id);
        return account;
      }),
    listAccounts: async (list) => listAccounts(db, list),
    hasOtherApprover: async (accountId, unitIds) =>
      db.get(
        `SELECT 1 FROM account WHERE id <> ? AND json_extract(doc, '$.disabled') = 0 AND EXISTS (
      SELECT 1 FROM json_each(doc, '$.roles') WHERE value = 'admin' OR (value = 'approver' AND json_extract(doc, '$.unitId') IN (SELECT value FROM json_each(?)))) LIMIT 1`,
        accountId,
        JSON.stringify(unitIds),
      ) !== undefined,
    saveSession: async (s) => {
      db.transaction(() => {
        db.run('DELETE FROM session WHERE expires_at < ?', s.createdAt);
        db.run(
          'INSERT INTO session (token_hash, account_id, created_at, expires_at) VALUES (?, ?, ?, ?)',
          s.tokenHash,
          s.accountId,
          s.createdAt,
          s.expiresAt,
        );
      });
    },
    findSession: async (tokenHash, now) => {
      const row = db.get<{ account_id: string; created_at: string; expires_at: string }>(
        'SELECT * FROM session WHERE token_hash = ? AND expires_at > ?',
        tokenHash,
        now,
      );
      return row
        ? {
            tokenHash,
            accountId: row.account_id,
            createdAt: row.created_at,
            expiresAt: row.expires_at,
          }
        : null;
    },
    deleteSession: async (tokenHash) => {
      db.run('DELETE FROM session WHERE token_hash = ?', tokenHash);
    },
    deleteSessionsOf: async (accountId, butFor) => {
      db.run(
        'DELETE FROM session WHERE account_id = ? AND token_hash <> ?',
        accountId,
        butFor ?? '',
      );
    },
    countTry: async (key, now, until) =>
      db.transaction(() => {
        db.run('DELETE FROM try WHERE until <= ?', now);
        return db.get<{ count: number }>(
          'INSERT INTO try (key, count, until) VALUES (?, 1, ?) ON CONFLICT (key) DO UPDATE SET count = count + 1 RETURNING count',
          key,
          until,
        )!.count;
      }),
    listUnits: async () =>
      db.all<DocRow>('SELECT doc FROM unit ORDER BY id').map((row) => JSON.parse(row.doc) as Unit),
    saveUnit: async (unit) => saveUnits(db, [unit]),
    saveUnits: async (units) => saveUnits(db, units),
    findFact: async (key) =>
      db.get<{ value: string }>('SELECT value FROM fact WHERE key = ?', key)?.value ?? null,
    saveFact: async (key, value) => {
      db.run(
        'INSERT INTO fact (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
        key,
        value,
      );
    },
    noteEmptyQuery: async (folded, at) => {
      db.run(
        'INSERT INTO empty_query (folded, count, last_at) VALUES (?, 1, ?) ON CONFLICT (folded) DO UPDATE SET count = count + 1, last_at = excluded.last_at',
        folded,
        at,
      );
    },
    emptyQueries: async (limit) =>
      db
        .all<{ folded: string; count: number; last_at: string }>(
          'SELECT folded, count, last_at FROM empty_query ORDER BY count DESC, last_at DESC, folded LIMIT ?',
          limit,
        )
        .map((row) => ({ folded: row.folded, count: row.count, lastAt: row.last_at })),
  };
}
