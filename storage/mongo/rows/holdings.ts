import type { Connection } from 'mongoose';
import {
  HOLDING_STATES,
  type Holding,
  type HoldingState,
  type Loan,
  type Stocktake,
} from '#server/holdings/holding.ts';
import { model, text, number, whole, nullableText } from './model.ts';

export interface HoldingRow {
  readonly _id: string;
  readonly placeId: string;
  readonly registerKey: string;
  readonly itemId: string;
  readonly state: HoldingState;
  readonly version: number;
  readonly holding: Holding;
}

/** Who has a register number; `_id` is `placeId/registerKey`. */
export interface RegisterNumberRow {
  readonly _id: string;
  readonly holdingId: string;
}

/** `open` is the copy while it is out, else null: a copy is lent once. */
export interface LoanRow {
  readonly _id: string;
  readonly open: string | null;
  readonly placeId: string;
  readonly lentOn: string;
  readonly dueOn: string;
  readonly forgetOn: string | null;
  readonly loan: Loan;
}

export interface StocktakeRow {
  readonly _id: string;
  readonly placeId: string;
  readonly stocktake: Stocktake;
}

/** `_id` is `stocktakeId/holdingId`. */
export interface FoundRow {
  readonly _id: string;
  readonly stocktakeId: string;
  readonly holdingId: string;
}

export const holdingModels = (connection: Connection) => ({
  holdings: model<HoldingRow>(
    connection,
    'holdings',
    {
      placeId: text,
      registerKey: text,
      itemId: text,
      state: { ...text, enum: HOLDING_STATES },
      version: number,
      holding: whole,
    },
    [
      { keys: { placeId: 1, registerKey: 1 } },
      { keys: { placeId: 1, state: 1, registerKey: 1 } },
      { keys: { itemId: 1, placeId: 1, state: 1 } },
    ],
  ),
  registerNumbers: model<RegisterNumberRow>(connection, 'register-numbers', { holdingId: text }),
  loans: model<LoanRow>(
    connection,
    'loans',
    {
      open: nullableText,
      placeId: text,
      lentOn: text,
      dueOn: text,
      forgetOn: nullableText,
      loan: whole,
    },
    [
      { keys: { open: 1 } },
      { keys: { placeId: 1, dueOn: 1, _id: 1 } },
      { keys: { placeId: 1, lentOn: 1 } },
      { keys: { forgetOn: 1 } },
    ],
  ),
  stocktakes: model<StocktakeRow>(connection, 'stocktakes', { placeId: text, stocktake: whole }, [
    { keys: { placeId: 1, _id: -1 } },
  ]),
  found: model<FoundRow>(connection, 'stocktake-found', { stocktakeId: text, holdingId: text }, [
    { keys: { stocktakeId: 1, holdingId: 1 } },
  ]),
});
