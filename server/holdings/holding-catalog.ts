import type { Holding, HoldingState, Loan, Stocktake } from './holding.ts';
import type { Page } from '#server/base/page.ts';

/** Copies of one library (`placeId`, as stored): by register number. */
export interface HoldingList {
  readonly placeId: string;
  /** Only copies of this item; of all for null. */
  readonly itemId: string | null;
  /** In any of these states; all when empty. */
  readonly states: readonly HoldingState[];
  readonly limit: number;
  readonly after: string | null;
}

/** A changed copy, with the loan that changes with it. */
export interface HoldingChange {
  /** Carries the version it is based on (0 for a new one); it is saved as `version + 1`. */
  readonly holding: Holding;
  readonly loan: Loan | null;
}

export interface HoldingCount {
  readonly placeId: string;
  /** In the library or lent. */
  readonly copies: number;
  /** In the library now. */
  readonly available: number;
}

export interface LoansOut {
  readonly out: number;
  readonly overdue: number;
}

/**
 * The part of the port `Catalog` that keeps printed copies; `ports.ts` says what holds for all of
 * it.
 */
export interface HoldingCatalog {
  /** Null when missing. */
  findHolding(id: string): Promise<Holding | null>;
  /** By `registerKey` in its library; null when missing. */
  findHoldingByNumber(placeId: string, registerNumber: string): Promise<Holding | null>;
  /** By `registerKey`. */
  listHoldings(list: HoldingList): Promise<Page<Holding>>;
  /** Which libraries have copies of an item, by id. */
  countHoldings(itemId: string): Promise<HoldingCount[]>;
  /** Copies of a library by state; none for states without. */
  countHoldingStates(placeId: string): Promise<Partial<Record<HoldingState, number>>>;
  /**
   * Saves copies and loans together, all or none. Throws `stale-version` when a stored version
   * differs from the one given (0 for a new one) and `duplicate-register` when the library has
   * another copy of that `registerKey`. Returns the copies as saved; the public revision grows.
   */
  saveHoldings(changes: readonly HoldingChange[]): Promise<Holding[]>;
  /** The loan of a copy that is out; null when it is not. */
  findOpenLoan(holdingId: string): Promise<Loan | null>;
  /** Open loans of a library: those due first, then by id. */
  listLoans(list: {
    readonly placeId: string;
    readonly limit: number;
    readonly after: string | null;
  }): Promise<Page<Loan>>;
  /** Loans of a library that began in from..to (days, both included), open or not. */
  countLoans(placeId: string, from: string, to: string): Promise<number>;
  /**
   * Loans of a library that were out at the end of a day, and how many of them were due before it
   * by what was agreed last.
   */
  countLoansOut(placeId: string, day: string): Promise<LoansOut>;
  /** Empties name and contact of loans whose `forgetOn` is this day or before; gives how many. */
  forgetBorrowers(day: string): Promise<number>;
  /** Inserts or replaces by id. */
  saveStocktake(stocktake: Stocktake): Promise<void>;
  /** Null when missing. */
  findStocktake(id: string): Promise<Stocktake | null>;
  /** Of a library, newest first. */
  listStocktakes(placeId: string): Promise<Stocktake[]>;
  /** Notes that a copy was found; once, however often it is said. */
  addFound(stocktakeId: string, holdingId: string): Promise<void>;
  /** Copies found in a stock-take, by id. */
  foundIn(stocktakeId: string): Promise<string[]>;
}
