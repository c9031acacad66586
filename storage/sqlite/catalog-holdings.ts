import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { AppError } from '#server/base/errors.ts';
import {
  registerKey,
  type Holding,
  type HoldingState,
  type Loan,
  type Stocktake,
} from '#server/holdings/holding.ts';
import type {
  HoldingCatalog,
  HoldingChange,
  HoldingCount,
  HoldingList,
  LoansOut,
} from '#server/holdings/holding-catalog.ts';
import type { Page } from '#server/base/page.ts';
import type { Database } from './database.ts';
import { findDocument, listDocuments } from './documents.ts';
import { bumpRevision } from './revision.ts';

export function putHolding(db: Database, holding: Holding): void {
  db.run(
    `INSERT INTO holding (id, place_id, register_key, item_id, state, version, doc) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id)
    DO UPDATE SET place_id = excluded.place_id, register_key = excluded.register_key, item_id = excluded.item_id, state = excluded.state, version = excluded.version, doc = excluded.doc`,
    holding.id,
    holding.placeId,
    registerKey(holding.registerNumber),
    holding.itemId,
    holding.state,
    holding.version,
    JSON.stringify(holding),
  );
}

export function putLoan(db: Database, loan: Loan): void {
  db.run(
    `INSERT INTO loan (id, holding_id, place_id, lent_on, due_on, returned_on, forget_on, doc) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id)
    DO UPDATE SET due_on = excluded.due_on, returned_on = excluded.returned_on, forget_on = excluded.forget_on, doc = excluded.doc`,
    loan.id,
    loan.holdingId,
    loan.placeId,
    loan.lentOn,
    loan.dueOn,
    loan.returnedOn,
    loan.forgetOn,
    JSON.stringify(loan),
  );
}

export function putStocktake(db: Database, stocktake: Stocktake, found: readonly string[]): void {
  db.run(
    'INSERT OR REPLACE INTO stocktake (id, place_id, doc) VALUES (?, ?, ?)',
    stocktake.id,
    stocktake.placeId,
    JSON.stringify(stocktake),
  );
  for (const holdingId of found)
    db.run(
      'INSERT OR IGNORE INTO stocktake_found (stocktake_id, holding_id) VALUES (?, ?)',
      stocktake.id,
      holdingId,
    );
}

export const foundIn = (db: Database, stocktakeId: string): string[] =>
  db
    .all<{ holding_id: string }>(
      'SELECT holding_id FROM stocktake_found WHERE stocktake_id = ? ORDER BY holding_id',
      stocktakeId,
    )
    .map((row) => row.holding_id);

const byNumber = (db: Database, placeId: string, number: string): Holding | null =>
  findDocument(
    db,
    'SELECT doc FROM holding WHERE place_id = ? AND register_key = ?',
    placeId,
    registerKey(number),
  );

function saveOne(db: Database, { holding, loan }: HoldingChange): Holding {
  const stored =
    db.get<{ version: number }>('SELECT version FROM holding WHERE id = ?', holding.id)?.version ??
    0;
  if (stored !== holding.version)
    throw new AppError('stale-version', { holdingId: holding.id, stored, given: holding.version });
  const twin = byNumber(db, holding.placeId, holding.registerNumber);
  if (twin !== null && twin.id !== holding.id)
    throw new AppError('duplicate-register', { registerNumber: holding.registerNumber });
  const saved = { ...holding, version: stored + 1 };
  putHolding(db, saved);
  if (loan !== null) putLoan(db, loan);
  return saved;
}

function listHoldings(
  db: Database,
  { placeId, itemId, states, limit, after }: HoldingList,
): Page<Holding> {
  const [from] = after === null ? [''] : (readCursor(after, ['string']) as [string]);
  const some = states.length === 0 ? '' : `AND state IN (${states.map(() => '?').join(', ')})`;
  const found = listDocuments<Holding>(
    db,
    `SELECT doc FROM holding WHERE place_id = ? AND register_key > ? ${itemId === null ? '' : 'AND item_id = ?'} ${some} ORDER BY register_key LIMIT ?`,
    placeId,
    from,
    ...(itemId === null ? [] : [itemId]),
    ...states,
    limit + 1,
  );
  const rows = found.slice(0, limit);
  return {
    rows,
    next: found.length > limit ? writeCursor([registerKey(rows.at(-1)!.registerNumber)]) : null,
  };
}

function listLoans(
  db: Database,
  { placeId, limit, after }: Parameters<HoldingCatalog['listLoans']>[0],
): Page<Loan> {
  const [due, id] =
    after === null ? ['', ''] : (readCursor(after, ['string', 'string']) as [string, string]);
  const found = listDocuments<Loan>(
    db,
    'SELECT doc FROM loan WHERE place_id = ? AND returned_on IS NULL AND (due_on, id) > (?, ?) ORDER BY due_on, id LIMIT ?',
    placeId,
    due,
    id,
    limit + 1,
  );
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? writeCursor([last.dueOn, last.id]) : null };
}

const forgetBorrowers = (db: Database, day: string): number =>
  db.transaction(() => {
    const due = listDocuments<Loan>(
      db,
      'SELECT doc FROM loan WHERE forget_on IS NOT NULL AND forget_on <= ?',
      day,
    );
    for (const loan of due) putLoan(db, { ...loan, borrower: '', contact: '', forgetOn: null });
    return due.length;
  });

/** Printed copies, by their register. */
const copies = (
  db: Database,
): Pick<
  HoldingCatalog,
  | 'findHolding'
  | 'findHoldingByNumber'
  | 'listHoldings'
  | 'countHoldings'
  | 'countHoldingStates'
  | 'saveHoldings'
> => ({
  findHolding: async (id) => findDocument(db, 'SELECT doc FROM holding WHERE id = ?', id),
  findHoldingByNumber: async (placeId, number) => byNumber(db, placeId, number),
  listHoldings: async (list) => listHoldings(db, list),
  countHoldings: async (itemId) =>
    db
      .all<HoldingCount>(
        `SELECT place_id AS placeId, count(*) AS copies, sum(state = 'con') AS available FROM holding WHERE item_id = ? AND state IN ('con', 'dang-muon') GROUP BY place_id ORDER BY place_id`,
        itemId,
      )
      .map((row) => ({ ...row })),
  countHoldingStates: async (placeId) =>
    Object.fromEntries(
      db
        .all<{ state: HoldingState; n: number }>(
          'SELECT state, count(*) AS n FROM holding WHERE place_id = ? GROUP BY state',
          placeId,
        )
        .map(({ state, n }) => [state, n]),
    ),
  saveHoldings: async (changes) =>
    db.transaction(() => {
      const saved = changes.map((change) => saveOne(db, change));
      bumpRevision(db);
      return saved;
    }),
});

/** Loans. A returned loan stays for its days; its borrower does not. */
const lending = (
  db: Database,
): Pick<
  HoldingCatalog,
  'findOpenLoan' | 'listLoans' | 'countLoansOut' | 'countLoans' | 'forgetBorrowers'
> => ({
  findOpenLoan: async (holdingId) =>
    findDocument(
      db,
      'SELECT doc FROM loan WHERE holding_id = ? AND returned_on IS NULL',
      holdingId,
    ),
  listLoans: async (list) => listLoans(db, list),
  countLoansOut: async (placeId, day) => {
    const { out, overdue } = db.get<LoansOut>(
      'SELECT count(*) AS out, count(*) FILTER (WHERE due_on < ?) AS overdue FROM loan WHERE place_id = ? AND lent_on <= ? AND (returned_on IS NULL OR returned_on > ?)',
      day,
      placeId,
      day,
      day,
    )!;
    return { out, overdue };
  },
  countLoans: async (placeId, from, to) =>
    db.get<{ n: number }>(
      'SELECT count(*) AS n FROM loan WHERE place_id = ? AND lent_on BETWEEN ? AND ?',
      placeId,
      from,
      to,
    )?.n ?? 0,
  forgetBorrowers: async (day) => forgetBorrowers(db, day),
});

/** Stock-takes, and the copies found in each. */
const stocktakes = (
  db: Database,
): Pick<
  HoldingCatalog,
  'saveStocktake' | 'findStocktake' | 'listStocktakes' | 'addFound' | 'foundIn'
> => ({
  saveStocktake: async (stocktake) => {
    db.transaction(() => putStocktake(db, stocktake, []));
  },
  findStocktake: async (id) => findDocument(db, 'SELECT doc FROM stocktake WHERE id = ?', id),
  listStocktakes: async (placeId) =>
    listDocuments(db, 'SELECT doc FROM stocktake WHERE place_id = ? ORDER BY id DESC', placeId),
  addFound: async (stocktakeId, holdingId) => {
    db.run(
      'INSERT OR IGNORE INTO stocktake_found (stocktake_id, holding_id) VALUES (?, ?)',
      stocktakeId,
      holdingId,
    );
  },
  foundIn: async (stocktakeId) => foundIn(db, stocktakeId),
});

export const catalogHoldings = (db: Database): HoldingCatalog => ({
  ...copies(db),
  ...lending(db),
  ...stocktakes(db),
});
