import { GENRE_KINDS, type Genre, type GenreKind } from '#server/vocabulary/genre.ts';
import { isGone, type Holding } from './holding.ts';
import { findTerm, type Terms } from '#server/vocabulary/term.ts';

/**
 * The five kinds of khoản 4 Điều 6 Quyết định 14/2019/QĐ-TTg, in their order; `''` for copies whose
 * item is gone.
 */
export const REPORT_KINDS: readonly (GenreKind | '')[] = [...GENRE_KINDS, ''];

/** One line of the report of a paper shelf. Money in đồng. */
export interface ReportLine {
  readonly kind: GenreKind | '' | 'all';
  /** Different items with copies at the end. */
  readonly titles: number;
  /** On the shelf, lent or damaged at the end. */
  readonly copies: number;
  /** Came in within the period. */
  readonly added: number;
  /** Lost or written off within it, and still gone at its end. */
  readonly gone: number;
  /** Of the copies at the end; those without a price count nothing. */
  readonly value: number;
}

/** Days, `YYYY-MM-DD`, both included. */
export interface ReportPeriod {
  readonly from: string;
  readonly to: string;
}

const within = (day: string | null, { from, to }: ReportPeriod): boolean =>
  day !== null && day >= from && day <= to;

/**
 * The run of states a copy was in on a day: whether it was gone, since when; and whether the
 * register tells or it is only likely.
 */
interface Standing {
  readonly gone: boolean;
  readonly goneSince: string | null;
  readonly told: boolean;
}

function standingOn(holding: Holding, day: string): Standing {
  const states = [...(holding.past ?? []), { state: holding.state, since: holding.since }];
  const at = states.findLastIndex(({ since }) => since <= day);
  // Before its first known loss it was there; copies from before the past was kept may have been
  // lost and found, or lost before they were written off.
  if (at < 0) return { gone: false, goneSince: null, told: holding.past !== undefined };
  if (!isGone(states[at]!.state)) return { gone: false, goneSince: null, told: true };
  const there = states.slice(0, at).findLastIndex(({ state }) => !isGone(state));
  return { gone: true, goneSince: states[there + 1]!.since, told: true };
}

const until = (holdings: readonly Holding[], { to }: ReportPeriod): Holding[] =>
  holdings.filter((h) => h.receivedOn === null || h.receivedOn <= to);

/**
 * Figures of a place by kind and in all, as things stood at the end of the period: copies that came
 * after it are left out. `genreOf` gives an item's genre, null when the item is gone.
 */
export function reportLines(
  holdings: readonly Holding[],
  genreOf: (itemId: string) => string | null,
  genres: Terms<Genre>,
  period: ReportPeriod,
): ReportLine[] {
  const copies = until(holdings, period).map((holding) => ({
    ...holding,
    ...standingOn(holding, period.to),
  }));
  const line = (kind: ReportLine['kind'], some: typeof copies): ReportLine => {
    const there = some.filter((h) => !h.gone);
    return {
      kind,
      titles: new Set(there.map((h) => h.itemId)).size,
      copies: there.length,
      added: some.filter((h) => within(h.receivedOn, period)).length,
      gone: some.filter((h) => within(h.goneSince, period)).length,
      value: there.reduce((sum, h) => sum + (h.price ?? 0), 0),
    };
  };
  const kindOf = (itemId: string): GenreKind | '' =>
    findTerm(genres, genreOf(itemId) ?? '')?.kind ?? '';
  const byKind = Map.groupBy(copies, (h) => kindOf(h.itemId));
  return [
    ...REPORT_KINDS.filter((kind) => kind !== '' || byKind.has('')).map((kind) =>
      line(kind, byKind.get(kind) ?? []),
    ),
    line('all', copies),
  ];
}

/**
 * Copies that changed after the period and whose states before that the register did not keep: they
 * are counted as there.
 */
export const untoldCopies = (holdings: readonly Holding[], period: ReportPeriod): number =>
  until(holdings, period).filter((holding) => !standingOn(holding, period.to).told).length;
