import { GENRE_KINDS, type Genre, type GenreKind } from './genre.ts';
import type { Holding } from './holding.ts';
import { findTerm, type Terms } from './term.ts';

/** The five kinds of Điều 6 khoản 4 Quyết định 14/2019/QĐ-TTg, in their order; `''` for copies whose item is gone. */
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
  /** Lost or written off within it. */
  readonly gone: number;
  /** Of the copies at the end; those without a price count nothing. */
  readonly value: number;
}

/** Days, `YYYY-MM-DD`, both included. */
export interface ReportPeriod {
  readonly from: string;
  readonly to: string;
}

const within = (day: string | null, { from, to }: ReportPeriod): boolean => day !== null && day >= from && day <= to;

/**
 * Figures of a place by kind and in all, as the register stands now: copies that came after the period are left out, states are today's. `genreOf` gives
 * an item's genre, null when the item is gone.
 */
export function reportLines(holdings: readonly Holding[], genreOf: (itemId: string) => string | null, genres: Terms<Genre>, period: ReportPeriod): ReportLine[] {
  const until = holdings.filter((h) => h.receivedOn === null || h.receivedOn <= period.to);
  const line = (kind: ReportLine['kind'], some: readonly Holding[]): ReportLine => {
    const there = some.filter((h) => h.state !== 'mat' && h.state !== 'thanh-ly');
    return {
      kind, titles: new Set(there.map((h) => h.itemId)).size, copies: there.length, added: some.filter((h) => within(h.receivedOn, period)).length,
      gone: some.filter((h) => (h.state === 'mat' || h.state === 'thanh-ly') && within(h.since, period)).length, value: there.reduce((sum, h) => sum + (h.price ?? 0), 0),
    };
  };
  const kindOf = (itemId: string): GenreKind | '' => findTerm(genres, genreOf(itemId) ?? '')?.kind ?? '';
  const byKind = Map.groupBy(until, (h) => kindOf(h.itemId));
  return [...REPORT_KINDS.filter((kind) => kind !== '' || byKind.has('')).map((kind) => line(kind, byKind.get(kind) ?? [])), line('all', until)];
}
