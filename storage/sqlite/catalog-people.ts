import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { AppError } from '#server/base/errors.ts';
import type { Page } from '#server/base/page.ts';
import type { Account, AccountList, Session } from '#server/people/account.ts';
import type { PeopleCatalog } from '#server/people/people-catalog.ts';
import type { Unit } from '#server/people/unit.ts';
import type { Database } from './database.ts';
import { findDocument, listDocuments } from './documents.ts';
import { bumpRevision } from './revision.ts';

/** Inserts or replaces by id; inside a running transaction. */
export function putUnit(db: Database, unit: Unit): void {
  db.run(
    'INSERT INTO unit (id, doc) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc',
    unit.id,
    JSON.stringify(unit),
  );
}

function saveUnits(db: Database, units: readonly Unit[]): void {
  db.transaction(() => {
    for (const unit of units) putUnit(db, unit);
    // Readers see units' names.
    bumpRevision(db);
  });
}

/**
 * Inserts the account, or replaces the one of its id or of its name; inside a running transaction.
 */
export function putAccount(db: Database, account: Account): void {
  db.run(
    'INSERT OR REPLACE INTO account (id, username, doc) VALUES (?, ?, ?)',
    account.id,
    account.username.toLowerCase(),
    JSON.stringify(account),
  );
}

const findAccountById = (db: Database, id: string): Account | null =>
  findDocument<Account>(db, 'SELECT doc FROM account WHERE id = ?', id);

function getAccount(db: Database, id: string): Account {
  const account = findAccountById(db, id);
  if (account === null) throw new AppError('not-signed-in', { accountId: id });
  return account;
}

const findAccountByIdentity = (db: Database, key: string): Account | null =>
  findDocument<Account>(
    db,
    `SELECT doc FROM account WHERE json_extract(doc, '$.identity.key') = ?`,
    key,
  );

/** Throws `identity-taken` when another account has this account's identity. */
function assertOwnIdentity(db: Database, { id, identity }: Account): void {
  const other = identity ? findAccountByIdentity(db, identity.key) : null;
  if (other !== null && other.id !== id) throw new AppError('identity-taken');
}

function saveAccount(db: Database, account: Account): void {
  db.transaction(() => {
    const other = db.get<{ id: string }>(
      'SELECT id FROM account WHERE username = ? AND id <> ?',
      account.username.toLowerCase(),
      account.id,
    );
    if (other) throw new AppError('duplicate-username', { username: account.username });
    assertOwnIdentity(db, account);
    putAccount(db, account);
  });
}

const changeAccount = (
  db: Database,
  id: string,
  change: Parameters<PeopleCatalog['changeAccount']>[1],
): Account =>
  db.transaction(() => {
    const stored = findAccountById(db, id);
    if (stored === null) throw new AppError('account-not-found', { accountId: id });
    const account: Account = { ...stored, ...change };
    assertOwnIdentity(db, account);
    db.run('UPDATE account SET doc = ? WHERE id = ?', JSON.stringify(account), id);
    return account;
  });

const takeRecoveryCode = (db: Database, id: string, hash: string): boolean =>
  db.transaction(() => {
    const account = findAccountById(db, id);
    const factor = account?.secondFactor;
    if (!account || !factor?.recovery.includes(hash)) return false;
    const recovery = factor.recovery.filter((one) => one !== hash);
    putAccount(db, { ...account, secondFactor: { ...factor, recovery } });
    return true;
  });

function listAccounts(db: Database, { unitIds, limit, after }: AccountList): Page<Account> {
  const from = after === null ? '' : (readCursor(after, ['string'])[0] as string);
  const inUnits =
    unitIds === null ? '' : `AND json_extract(doc, '$.unitId') IN (SELECT value FROM json_each(?))`;
  const rows = listDocuments<Account>(
    db,
    `SELECT doc FROM account WHERE username > ? ${inUnits} ORDER BY username LIMIT ?`,
    from,
    ...(unitIds === null ? [] : [JSON.stringify(unitIds)]),
    limit + 1,
  );
  const accounts = rows.slice(0, limit);
  return {
    rows: accounts,
    next: rows.length > limit ? writeCursor([accounts.at(-1)!.username.toLowerCase()]) : null,
  };
}

const accounts = (
  db: Database,
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
    findDocument<Account>(db, 'SELECT doc FROM account WHERE username = ?', username.toLowerCase()),
  findAccountById: async (id) => findAccountById(db, id),
  findAccountByIdentity: async (key) => findAccountByIdentity(db, key),
  getAccount: async (id) => getAccount(db, id),
  countAccounts: async () => db.get<{ n: number }>('SELECT count(*) AS n FROM account')?.n ?? 0,
  saveAccount: async (account) => saveAccount(db, account),
  changeAccount: async (id, change) => changeAccount(db, id, change),
  takeRecoveryCode: async (id, hash) => takeRecoveryCode(db, id, hash),
  listAccounts: async (list) => listAccounts(db, list),
  hasOtherApprover: async (accountId, unitIds) =>
    db.get(
      `SELECT 1 FROM account WHERE id <> ? AND json_extract(doc, '$.disabled') = 0 AND EXISTS (
    SELECT 1 FROM json_each(doc, '$.roles') WHERE value = 'admin' OR (value = 'approver' AND json_extract(doc, '$.unitId') IN (SELECT value FROM json_each(?)))) LIMIT 1`,
      accountId,
      JSON.stringify(unitIds),
    ) !== undefined,
});

interface SessionRow {
  readonly token_hash: string;
  readonly account_id: string;
  readonly created_at: string;
  readonly expires_at: string;
  readonly seen_at: string;
  readonly used_from: string;
  readonly device: string;
  readonly pending: number;
}

const sessionOf = (row: SessionRow): Session => ({
  tokenHash: row.token_hash,
  accountId: row.account_id,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  seenAt: row.seen_at,
  from: row.used_from,
  device: row.device,
  pending: row.pending === 1,
});

const saveSession = (db: Database, s: Session): void =>
  db.transaction(() => {
    db.run('DELETE FROM session WHERE expires_at < ?', s.createdAt);
    db.run(
      'INSERT INTO session (token_hash, account_id, created_at, expires_at, seen_at, used_from, device, pending) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      s.tokenHash,
      s.accountId,
      s.createdAt,
      s.expiresAt,
      s.seenAt,
      s.from,
      s.device,
      s.pending ? 1 : 0,
    );
  });

/** Sessions. */
const sessions = (
  db: Database,
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
  saveSession: async (session) => saveSession(db, session),
  findSession: async (tokenHash, now) => {
    const row = db.get<SessionRow>(
      'SELECT * FROM session WHERE token_hash = ? AND expires_at > ?',
      tokenHash,
      now,
    );
    return row ? sessionOf(row) : null;
  },
  touchSession: async (tokenHash, seenAt) => {
    db.run('UPDATE session SET seen_at = ? WHERE token_hash = ?', seenAt, tokenHash);
  },
  listSessions: async (accountId, now) =>
    db
      .all<SessionRow>(
        'SELECT * FROM session WHERE account_id = ? AND expires_at > ? ORDER BY seen_at DESC, token_hash LIMIT 100',
        accountId,
        now,
      )
      .map(sessionOf),
  deleteSession: async (tokenHash) => {
    db.run('DELETE FROM session WHERE token_hash = ?', tokenHash);
  },
  deleteSessionsBefore: async (expiresAt) => {
    db.run('DELETE FROM session WHERE expires_at < ?', expiresAt);
  },
  deleteSessionsOf: async (accountId, butFor) => {
    db.run('DELETE FROM session WHERE account_id = ? AND token_hash <> ?', accountId, butFor ?? '');
  },
});

/** Tries to sign in and of everything else that is counted. */
const tries = (db: Database): Pick<PeopleCatalog, 'countTry' | 'findTries' | 'forgetTries'> => ({
  countTry: async (key, now, until, times = 1) =>
    db.transaction(() => {
      db.run('DELETE FROM try WHERE until <= ?', now);
      return db.get<{ count: number }>(
        'INSERT INTO try (key, count, until) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET count = count + excluded.count, until = min(until, excluded.until) RETURNING count',
        key,
        times,
        until,
      )!.count;
    }),
  findTries: async (key, now) =>
    db.get<{ count: number }>('SELECT count FROM try WHERE key = ? AND until > ?', key, now)
      ?.count ?? 0,
  forgetTries: async (key, times) => {
    if (times === null) db.run('DELETE FROM try WHERE key = ?', key);
    else db.run('UPDATE try SET count = max(0, count - ?) WHERE key = ?', times, key);
  },
});

const units = (db: Database): Pick<PeopleCatalog, 'listUnits' | 'saveUnit' | 'saveUnits'> => ({
  listUnits: async () => listDocuments<Unit>(db, 'SELECT doc FROM unit ORDER BY id'),
  saveUnit: async (unit) => saveUnits(db, [unit]),
  saveUnits: async (several) => saveUnits(db, several),
});

export const catalogPeople = (db: Database): PeopleCatalog => ({
  ...accounts(db),
  ...sessions(db),
  ...tries(db),
  ...units(db),
});
