import type { Account } from '#server/domain/account.ts';
import { AppError } from '#server/domain/errors.ts';
import type { Catalog } from '#server/domain/ports.ts';
import type { Unit } from '#server/domain/unit.ts';
import type { Database } from './database.ts';

type PeopleMethods = Pick<Catalog,
  'findAccount' | 'getAccount' | 'countAccounts' | 'saveAccount' | 'saveSession' | 'findSession' | 'deleteSession' | 'countTry' | 'listUnits' | 'saveUnit' | 'findFact' | 'saveFact' |
  'noteEmptyQuery' | 'emptyQueries'>;

interface DocRow { doc: string }

export function catalogPeople(db: Database): PeopleMethods {
  return {
    findAccount: async (username) => {
      const row = db.get<DocRow>('SELECT doc FROM account WHERE username = ?', username.toLowerCase());
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
        const other = db.get<{ id: string }>('SELECT id FROM account WHERE username = ? AND id <> ?', account.username.toLowerCase(), account.id);
        if (other) throw new AppError('duplicate-username', { username: account.username });
        db.run('INSERT INTO account (id, username, doc) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET username = excluded.username, doc = excluded.doc',
          account.id, account.username.toLowerCase(), JSON.stringify(account));
      });
    },
    saveSession: async (s) => {
      db.transaction(() => {
        db.run('DELETE FROM session WHERE expires_at < ?', s.createdAt);
        db.run('INSERT INTO session (token_hash, account_id, created_at, expires_at) VALUES (?, ?, ?, ?)', s.tokenHash, s.accountId, s.createdAt, s.expiresAt);
      });
    },
    findSession: async (tokenHash, now) => {
      const row = db.get<{ account_id: string; created_at: string; expires_at: string }>('SELECT * FROM session WHERE token_hash = ? AND expires_at > ?', tokenHash, now);
      return row ? { tokenHash, accountId: row.account_id, createdAt: row.created_at, expiresAt: row.expires_at } : null;
    },
    deleteSession: async (tokenHash) => { db.run('DELETE FROM session WHERE token_hash = ?', tokenHash); },
    countTry: async (key, now, until) => db.transaction(() => {
      db.run('DELETE FROM try WHERE until <= ?', now);
      return db.get<{ count: number }>('INSERT INTO try (key, count, until) VALUES (?, 1, ?) ON CONFLICT (key) DO UPDATE SET count = count + 1 RETURNING count', key, until)!.count;
    }),
    listUnits: async () => db.all<DocRow>('SELECT doc FROM unit ORDER BY id').map((row) => JSON.parse(row.doc) as Unit),
    saveUnit: async (unit) => {
      db.transaction(() => {
        db.run('INSERT INTO unit (id, doc) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc', unit.id, JSON.stringify(unit));
        // Readers see units' names.
        db.run(`UPDATE counter SET value = value + 1 WHERE name = 'public-revision'`);
      });
    },
    findFact: async (key) => db.get<{ value: string }>('SELECT value FROM fact WHERE key = ?', key)?.value ?? null,
    saveFact: async (key, value) => {
      db.run('INSERT INTO fact (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, value);
    },
    noteEmptyQuery: async (folded, at) => {
      db.run('INSERT INTO empty_query (folded, count, last_at) VALUES (?, 1, ?) ON CONFLICT (folded) DO UPDATE SET count = count + 1, last_at = excluded.last_at', folded, at);
    },
    emptyQueries: async (limit) =>
      db.all<{ folded: string; count: number; last_at: string }>('SELECT folded, count, last_at FROM empty_query ORDER BY count DESC, last_at DESC, folded LIMIT ?', limit)
        .map((row) => ({ folded: row.folded, count: row.count, lastAt: row.last_at })),
  };
}
