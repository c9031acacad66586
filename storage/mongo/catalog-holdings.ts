import type { ClientSession, Connection, QueryFilter } from 'mongoose';
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
} from '#server/holdings/holding-catalog.ts';
import type { Page } from '#server/base/page.ts';
import type { Models } from './models.ts';
import type { FoundRow, HoldingRow, LoanRow } from './rows/holdings.ts';
import { bumpRevision } from './revision.ts';
import { inTransaction } from './transactions.ts';

const holdingRow = (holding: Holding): HoldingRow => ({
  _id: holding.id,
  placeId: holding.placeId,
  registerKey: registerKey(holding.registerNumber),
  itemId: holding.itemId,
  state: holding.state,
  version: holding.version,
  holding,
});
const loanRow = (loan: Loan): LoanRow => ({
  _id: loan.id,
  open: loan.returnedOn === null ? loan.holdingId : null,
  placeId: loan.placeId,
  lentOn: loan.lentOn,
  dueOn: loan.dueOn,
  forgetOn: loan.forgetOn,
  loan,
});

/** Inserts or replaces by id; inside a running transaction. */
export async function putLoan(
  { loans }: Models,
  loan: Loan,
  session: ClientSession,
): Promise<void> {
  await loans.replaceOne({ _id: loan.id }, loanRow(loan), {
    upsert: true,
    session,
    runValidators: true,
  });
}

const foundRow = (stocktakeId: string, holdingId: string): FoundRow => ({
  _id: `${stocktakeId}/${holdingId}`,
  stocktakeId,
  holdingId,
});

/** Copies found in a stock-take, by id. */
export const foundIn = async ({ found }: Models, stocktakeId: string): Promise<string[]> =>
  (await found.find({ stocktakeId }, { holdingId: 1 }, { sort: { holdingId: 1 } }).lean()).map(
    (row) => row.holdingId,
  );

/** Inserts or replaces by id, and adds the copies that were found; inside a running transaction. */
export async function putStocktake(
  { stocktakes, found }: Models,
  stocktake: Stocktake,
  ids: readonly string[],
  session: ClientSession,
): Promise<void> {
  await stocktakes.replaceOne(
    { _id: stocktake.id },
    { _id: stocktake.id, placeId: stocktake.placeId, stocktake },
    { upsert: true, session, runValidators: true },
  );
  for (const holdingId of ids) {
    const row = foundRow(stocktake.id, holdingId);
    await found.replaceOne({ _id: row._id }, row, { upsert: true, session, runValidators: true });
  }
}

const numberOf = ({
  placeId,
  registerKey: key,
}: Pick<HoldingRow, 'placeId' | 'registerKey'>): string => `${placeId}/${key}`;

/**
 * Reserves the copy's register number and frees the one it had before; inside a running
 * transaction. Throws `duplicate-register`.
 */
async function takeNumber(
  { registerNumbers }: Models,
  row: HoldingRow,
  before: Pick<HoldingRow, 'placeId' | 'registerKey'> | null,
  session: ClientSession,
): Promise<void> {
  const holder = await registerNumbers.findById(numberOf(row), null, { session }).lean();
  if (holder !== null && holder.holdingId !== row._id)
    throw new AppError('duplicate-register', { registerNumber: row.holding.registerNumber });
  if (holder === null)
    await registerNumbers.insertMany([{ _id: numberOf(row), holdingId: row._id }], { session });
  if (before !== null && numberOf(before) !== numberOf(row))
    await registerNumbers.deleteOne({ _id: numberOf(before) }, { session });
}

/** Inserts or replaces the copy by id; inside a running transaction. */
export async function putHolding(
  models: Models,
  holding: Holding,
  session: ClientSession,
): Promise<void> {
  const before = await models.holdings
    .findById(holding.id, { placeId: 1, registerKey: 1 }, { session })
    .lean();
  const row = holdingRow(holding);
  await takeNumber(models, row, before, session);
  if (before)
    await models.holdings.replaceOne({ _id: holding.id }, row, { session, runValidators: true });
  else await models.holdings.insertMany([row], { session });
}

async function saveOne(
  models: Models,
  { holding, loan }: HoldingChange,
  session: ClientSession,
): Promise<Holding> {
  const before = await models.holdings.findById(holding.id, { version: 1 }, { session }).lean();
  const stored = before?.version ?? 0;
  if (stored !== holding.version)
    throw new AppError('stale-version', { holdingId: holding.id, stored, given: holding.version });
  const saved = { ...holding, version: stored + 1 };
  await putHolding(models, saved, session);
  if (loan !== null) await putLoan(models, loan, session);
  return saved;
}

async function listHoldings(
  { holdings }: Models,
  { placeId, itemId, states, limit, after }: HoldingList,
): Promise<Page<Holding>> {
  const [from] = after === null ? [''] : (readCursor(after, ['string']) as [string]);
  const [only] = states;
  const filter: QueryFilter<HoldingRow> = {
    placeId,
    registerKey: { $gt: from },
    ...(itemId === null ? {} : { itemId }),
    ...(only === undefined ? {} : { state: states.length === 1 ? only : { $in: [...states] } }),
  };
  const found = await holdings
    .find(filter, { holding: 1 }, { sort: { registerKey: 1 }, limit: limit + 1 })
    .lean();
  const rows = found.slice(0, limit).map((row) => row.holding as Holding);
  return {
    rows,
    next: found.length > limit ? writeCursor([registerKey(rows.at(-1)!.registerNumber)]) : null,
  };
}

async function listLoans(
  { loans }: Models,
  { placeId, limit, after }: Parameters<HoldingCatalog['listLoans']>[0],
): Promise<Page<Loan>> {
  const [due, id] =
    after === null ? ['', ''] : (readCursor(after, ['string', 'string']) as [string, string]);
  const found = await loans
    .find(
      {
        placeId,
        open: { $ne: null },
        $or: [{ dueOn: { $gt: due } }, { dueOn: due, _id: { $gt: id } }],
      },
      { loan: 1 },
      { sort: { dueOn: 1, _id: 1 }, limit: limit + 1 },
    )
    .lean();
  const rows = found.slice(0, limit).map((row) => row.loan as Loan);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? writeCursor([last.dueOn, last.id]) : null };
}

async function forgetBorrowers({ loans }: Models, day: string): Promise<number> {
  const { modifiedCount } = await loans.updateMany(
    { forgetOn: { $ne: null, $lte: day } },
    { $set: { forgetOn: null, 'loan.borrower': '', 'loan.contact': '', 'loan.forgetOn': null } },
  );
  return modifiedCount;
}

async function countHoldings({ holdings }: Models, itemId: string): Promise<HoldingCount[]> {
  const rows = await holdings.aggregate<{ _id: string; copies: number; available: number }>([
    { $match: { itemId, state: { $in: ['con', 'dang-muon'] } } },
    {
      $group: {
        _id: '$placeId',
        copies: { $sum: 1 },
        available: { $sum: { $cond: [{ $eq: ['$state', 'con'] }, 1, 0] } },
      },
    },
    { $sort: { _id: 1 } },
  ]);
  return rows.map(({ _id, copies, available }) => ({ placeId: _id, copies, available }));
}

/** Printed copies, by their register. */
const copies = (
  connection: Connection,
  models: Models,
): Pick<
  HoldingCatalog,
  | 'findHolding'
  | 'findHoldingByNumber'
  | 'listHoldings'
  | 'countHoldings'
  | 'countHoldingStates'
  | 'saveHoldings'
> => ({
  findHolding: async (id) =>
    ((await models.holdings.findById(id).lean())?.holding ?? null) as Holding | null,
  findHoldingByNumber: async (placeId, number) =>
    ((await models.holdings.findOne({ placeId, registerKey: registerKey(number) }).lean())
      ?.holding ?? null) as Holding | null,
  listHoldings: (list) => listHoldings(models, list),
  countHoldings: (itemId) => countHoldings(models, itemId),
  countHoldingStates: async (placeId) =>
    Object.fromEntries(
      (
        await models.holdings.aggregate<{ _id: HoldingState; n: number }>([
          { $match: { placeId } },
          { $group: { _id: '$state', n: { $sum: 1 } } },
        ])
      ).map(({ _id, n }) => [_id, n]),
    ),
  saveHoldings: (changes) =>
    inTransaction(connection, async (session) => {
      const saved: Holding[] = [];
      for (const change of changes) saved.push(await saveOne(models, change, session));
      await bumpRevision(models, session);
      return saved;
    }),
});

/** Loans. A returned loan stays for its days; its borrower does not. */
const lending = (
  models: Models,
): Pick<
  HoldingCatalog,
  'findOpenLoan' | 'listLoans' | 'countLoansOut' | 'countLoans' | 'forgetBorrowers'
> => ({
  findOpenLoan: async (holdingId) =>
    ((await models.loans.findOne({ open: holdingId }).lean())?.loan ?? null) as Loan | null,
  listLoans: (list) => listLoans(models, list),
  countLoansOut: async (placeId, day) => {
    const out = {
      placeId,
      lentOn: { $lte: day },
      $or: [{ open: { $ne: null } }, { 'loan.returnedOn': { $gt: day } }],
    } as QueryFilter<LoanRow>;
    return {
      out: await models.loans.countDocuments(out),
      overdue: await models.loans.countDocuments({ ...out, dueOn: { $lt: day } }),
    };
  },
  countLoans: (placeId, from, to) =>
    models.loans.countDocuments({ placeId, lentOn: { $gte: from, $lte: to } }),
  forgetBorrowers: (day) => forgetBorrowers(models, day),
});

/** Stock-takes, and the copies found in each. */
const stocktaking = (
  connection: Connection,
  models: Models,
): Pick<
  HoldingCatalog,
  'saveStocktake' | 'findStocktake' | 'listStocktakes' | 'addFound' | 'foundIn'
> => ({
  saveStocktake: (stocktake) =>
    inTransaction(connection, (session) => putStocktake(models, stocktake, [], session)),
  findStocktake: async (id) =>
    ((await models.stocktakes.findById(id).lean())?.stocktake ?? null) as Stocktake | null,
  listStocktakes: async (placeId) =>
    (await models.stocktakes.find({ placeId }, { stocktake: 1 }, { sort: { _id: -1 } }).lean()).map(
      (row) => row.stocktake as Stocktake,
    ),
  addFound: async (stocktakeId, holdingId) => {
    const row = foundRow(stocktakeId, holdingId);
    await models.found.replaceOne({ _id: row._id }, row, { upsert: true, runValidators: true });
  },
  foundIn: (stocktakeId) => foundIn(models, stocktakeId),
});

export const catalogHoldings = (connection: Connection, models: Models): HoldingCatalog => ({
  ...copies(connection, models),
  ...lending(models),
  ...stocktaking(connection, models),
});
