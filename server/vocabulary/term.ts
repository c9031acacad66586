import { UNPLACED, type AuthorityEntry } from './authority-list.ts';

/**
 * A genre or an audience: one of the law, whose code and name never change, or one that officials
 * added.
 */
export interface Term {
  readonly code: string;
  readonly label: string;
  /**
   * English name of an own one, empty where nobody wrote it. Those of the law are named by the
   * interface.
   */
  readonly english: string;
  /** Added by officials. */
  readonly own: boolean;
  /**
   * May be chosen for more items. An own one that may not is hidden: it stays on its items, and no
   * reader sees it.
   */
  readonly offered: boolean;
  /** Smaller ones come first; those without a place of their own follow as they are listed. */
  readonly rank: number;
}

/** A term without what officials decide about it. */
export type Named<T extends Term> = Omit<T, 'offered' | 'rank'>;

/** What officials keep of a term. */
export interface AuthorityTerm<Own> {
  /** All that an own one says of itself; null for one of the law. */
  readonly own: Own | null;
  /** Offered no more; an own one is then shown to nobody. */
  readonly hidden: boolean;
}

/** A list of terms in order, hidden ones too. */
export interface Terms<T extends Term> {
  readonly all: readonly T[];
  readonly byCode: ReadonlyMap<string, T>;
}

type TermRow<Own> = Pick<AuthorityEntry<string, AuthorityTerm<Own>>, 'id' | 'rank' | 'value'>;

/** The law's terms and the own ones, as officials placed and hid them. */
export function termsOf<T extends Term, Own>(
  law: readonly Named<T>[],
  entries: readonly TermRow<Own>[],
  named: (code: string, own: Own) => Named<T>,
): Terms<T> {
  const ofLaw = new Set(law.map(({ code }) => code));
  const own = entries.flatMap(({ id, value }) =>
    value.own === null || ofLaw.has(id) ? [] : [named(id, value.own)],
  );
  const decided = new Map(entries.map((entry) => [entry.id, entry]));
  const all = [...law, ...own]
    .map((term) => {
      const entry = decided.get(term.code);
      return { ...term, offered: entry?.value.hidden !== true, rank: entry?.rank ?? UNPLACED } as T;
    })
    .toSorted((a, b) => a.rank - b.rank);
  return { all, byCode: new Map(all.map((term) => [term.code, term])) };
}

/** Hidden or not. */
export const findTerm = <T extends Term>({ byCode }: Terms<T>, code: string): T | undefined =>
  byCode.get(code);
/** As officials read it, hidden or not; an unknown code stands for itself. */
export const termLabel = ({ byCode }: Terms<Term>, code: string): string =>
  byCode.get(code)?.label ?? code;

export const isShown = ({ own, offered }: Term): boolean => !own || offered;
/** One that readers may see. */
export function shownTerm<T extends Term>({ byCode }: Terms<T>, code: string): T | undefined {
  const term = byCode.get(code);
  return term !== undefined && isShown(term) ? term : undefined;
}
/** Whether readers may meet a code: it is not that of a hidden term. */
export function readersMeet({ byCode }: Terms<Term>, code: string): boolean {
  const term = byCode.get(code);
  return term === undefined || isShown(term);
}

/** As readers see it: an unknown code stands for itself, a hidden one has no name. */
export const shownLabel = (terms: Terms<Term>, code: string): string =>
  readersMeet(terms, code) ? termLabel(terms, code) : '';

/** What a form lets people choose: those on offer, and those chosen already. */
export const choosable = <T extends Term>({ all }: Terms<T>, chosen: readonly string[] = []): T[] =>
  all.filter(({ code, offered }) => offered || chosen.includes(code));

/** Counted values in the places officials gave them; the others follow in the order they had. */
export const inTermRankOrder = <V extends { readonly value: string }>(
  { byCode }: Terms<Term>,
  values: readonly V[],
): V[] =>
  values.toSorted(
    (a, b) => (byCode.get(a.value)?.rank ?? UNPLACED) - (byCode.get(b.value)?.rank ?? UNPLACED),
  );

/**
 * Why a record may not have a term: it is on no list, or it is an own one that is hidden and was
 * not there before. Null when it may.
 */
export function termFault(
  terms: Terms<Term>,
  code: string,
  before: readonly string[],
): 'unknown' | 'hidden' | null {
  const term = findTerm(terms, code);
  if (term === undefined) return 'unknown';
  return isShown(term) || before.includes(code) ? null : 'hidden';
}

/** What is said of a name that no code can be made of. */
export const NAME_WITHOUT_LETTER = 'Hãy ghi tên, ít nhất một chữ cái La-tinh.';
