/**
 * What a printed copy can be: on its shelf, lent, lost, damaged, written off (Điều 11, 13 Quyết
 * định 14/2019/QĐ-TTg).
 */
export const HOLDING_STATES = ['con', 'dang-muon', 'mat', 'hong', 'thanh-ly'] as const;
export type HoldingState = (typeof HOLDING_STATES)[number];

export interface HeldState {
  readonly state: HoldingState;
  readonly since: string;
}

/** Lost or written off: no longer among a place's copies. */
export const isGone = (state: HoldingState): boolean => state === 'mat' || state === 'thanh-ly';

/** One printed copy of an item in one place. */
export interface Holding {
  readonly id: string;
  /** A kept entry of the list `place`. */
  readonly placeId: string;
  readonly itemId: string;
  /** Số đăng ký cá biệt, as stamped; unique in the place by {@link registerKey}. */
  readonly registerNumber: string;
  readonly state: HoldingState;
  /** The day from which it is in this state, `YYYY-MM-DD`. */
  readonly since: string;
  /**
   * States it had before, oldest first, as far as one of two that follow each other is lost or
   * written off: enough to say whether it was there on a past day. Lending stands in its loans.
   * Absent in copies entered before this was kept.
   */
  readonly past?: readonly HeldState[];
  /** When it came, `YYYY-MM-DD`; null when nobody knows. */
  readonly receivedOn: string | null;
  /** In đồng. */
  readonly price: number | null;
  /** Bought, given, passed on by whom. */
  readonly source: string;
  readonly note: string;
  /** Grows by one at every saved change; 0 before the first. */
  readonly version: number;
  readonly changedAt: string;
  readonly changedBy: string;
}

/**
 * A copy in somebody's hands. Name and contact are personal: emptied {@link FORGET_AFTER_DAYS}
 * after the return.
 */
export interface Loan {
  readonly id: string;
  readonly holdingId: string;
  readonly placeId: string;
  readonly borrower: string;
  readonly contact: string;
  /** Days, `YYYY-MM-DD`. */
  readonly lentOn: string;
  readonly dueOn: string;
  readonly renewals: number;
  /** Null while it is out. */
  readonly returnedOn: string | null;
  /** The day on which name and contact are emptied; null while it is out and afterwards. */
  readonly forgetOn: string | null;
}

/**
 * Long enough to claim damage that shows later (khoản 2 Điều 11); no longer, for the borrower's
 * sake.
 */
export const FORGET_AFTER_DAYS = 30;

/** A yearly count of a place's copies (điểm d khoản 3 Điều 13). */
export interface Stocktake {
  readonly id: string;
  readonly placeId: string;
  /** ISO instants and names of officials. */
  readonly openedAt: string;
  readonly openedBy: string;
  readonly closedAt: string | null;
  readonly closedBy: string;
  /** Written at the close; null while it is open. */
  readonly result: StocktakeResult | null;
  /** Every close and every opening again, oldest first. Absent before the first. */
  readonly events?: readonly StocktakeEvent[];
}

export interface StocktakeEvent {
  readonly action: 'close' | 'reopen';
  /** An ISO instant and the name of an official. */
  readonly at: string;
  readonly by: string;
  /** Why it was opened again; empty at a close. */
  readonly reason: string;
  /** The figures that were confirmed at a close, and those an opening put aside. */
  readonly found: number;
  readonly missing: number;
  readonly lent: number;
}

export interface StocktakeResult {
  /** Copies that should have been on their shelves (damaged ones too), and how many were. */
  readonly expected: number;
  readonly found: number;
  /** Lent out at the close: not looked for. */
  readonly lent: number;
  /** Found although they were taken for lent, lost or written off. */
  readonly unexpected: readonly string[];
  /** Register numbers that were not found. */
  readonly missing: readonly string[];
}

/** What a result comes to; whoever closes a stock-take confirms exactly these. */
export const stockCounts = ({
  found,
  missing,
  lent,
}: StocktakeResult): Pick<StocktakeEvent, 'found' | 'missing' | 'lent'> => ({
  found,
  missing: missing.length,
  lent,
});

/** The counts as a form carries them, to tell whether they are still what was looked at. */
export const countsSeen = (result: StocktakeResult): string => {
  const { found, missing, lent } = stockCounts(result);
  return `${found}/${missing}/${lent}`;
};

/** Whatever its case and blanks, a register number is one. */
export const registerKey = (number: string): string =>
  number.normalize('NFC').toUpperCase().replaceAll(/\s+/gu, ' ').trim();

/**
 * States a person may give a copy that is not lent; lending and returning are steps of their own.
 */
export const GIVEN_STATES: readonly HoldingState[] = HOLDING_STATES.filter(
  (state) => state !== 'dang-muon',
);

/**
 * Money in đồng as people write it: `45000`, `45.000`, `45 000 đ`. Null when empty, NaN for
 * anything else.
 */
export function parsePrice(typed: string): number | null {
  const amount = typed.replaceAll(/\s|đ$|đồng$/giu, '');
  if (amount === '') return null;
  return /^(?:\d{1,12}|\d{1,3}(?:[.,]\d{3}){1,3})$/u.test(amount)
    ? Number(amount.replaceAll(/[.,]/gu, ''))
    : Number.NaN;
}

/** The copy in a state from a day on; the same state keeps its past and takes the corrected day. */
export function withState(holding: Holding, state: HoldingState, since: string): Holding {
  const before: HeldState = { state: holding.state, since: holding.since };
  // A copy that stands in no register yet was never in the state it is made with.
  const kept =
    holding.version > 0 && state !== before.state && (isGone(state) || isGone(before.state));
  return { ...holding, state, since, ...(kept ? { past: [...(holding.past ?? []), before] } : {}) };
}

/**
 * The following register number: `PL-009` → `PL-010`; the same with `-2` behind it when it ends in
 * no digit.
 */
export function nextRegisterNumber(number: string): string {
  const found = /(?<!\d)\d+$/u.exec(number);
  if (found === null) return `${number}-2`;
  const [digits] = found;
  return `${number.slice(0, found.index)}${(BigInt(digits) + 1n).toString().padStart(digits.length, '0')}`;
}
