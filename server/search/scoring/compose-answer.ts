import type { ItemHit, PassageHit, SearchQuery, SearchResult } from '../search-query.ts';
import { anyFilter, countFacets, fits, type ItemFacts } from './item-facts.ts';
import type { KnownItems } from './known-items.ts';
import { asTyped } from '../words/read-question.ts';
import type { QueryForm } from './query-form.ts';
import type { Question } from './question.ts';
import { closenessOf, FEWEST_OF_QUESTION, isHardlyAnswered } from './support.ts';
import { asHit, pageOfItems, pageOfNewest, type RankedItem } from './rank-items.ts';

/**
 * For newest and title order: candidates that share little with the query would stand on top for
 * their date alone.
 */
const GOOD_ENOUGH = 0.5;

const NO_PASSAGES: readonly PassageHit[] = [];

/** What an engine found. `Held` is whatever the engine keeps of an item's passages. */
export interface Matches<Item extends ItemFacts, Held> {
  /** Candidates inside the filters, ranked. */
  readonly ranked: readonly RankedItem[];
  /**
   * The passages of each item that hold all the words, filters not looked at; empty for questions.
   */
  readonly all: ReadonlyMap<Item, Held>;
  readonly countOf: (held: Held) => number;
  /** Candidates ranked without the filters, where {@link wantsUnfiltered}. */
  readonly unfiltered: readonly RankedItem[] | null;
  /** The time limit ended the search early. */
  readonly partial: boolean;
}

/**
 * Facets count beyond the chosen filters: a question's candidates must be asked for once more
 * without them.
 */
export const wantsUnfiltered = (
  query: SearchQuery,
  all: ReadonlyMap<ItemFacts, unknown>,
): boolean => anyFilter(query.filters) && all.size === 0;

const plain = (item: ItemFacts): RankedItem => ({
  item,
  score: 0,
  passages: NO_PASSAGES,
  best: null,
});

/** Whether a question was asked that what stands first hardly answers. */
const isWeak = (query: SearchQuery, form: QueryForm, ranked: readonly RankedItem[]): boolean =>
  !query.exact && isHardlyAnswered(ranked[0]?.best ?? null, form.syllables.length);

/** By so much the first has to be ahead of the second, and so much it must hold, to be an answer. */
const AHEAD = 1.3;
const HOLDS = 0.4;

/** The passage that answers by far best. */
function plainAnswer(
  query: SearchQuery,
  form: QueryForm,
  [first, second]: readonly RankedItem[],
): PassageHit | null {
  if (query.exact || query.sort !== 'relevance' || form.syllables.length < FEWEST_OF_QUESTION)
    return null;
  const isAhead = first !== undefined && first.score >= AHEAD * (second?.score ?? 0);
  const hit = first?.passages[0];
  return isAhead &&
    first.best !== null &&
    closenessOf(first.best) >= HOLDS &&
    hit?.locator.kind !== 'record'
    ? (hit ?? null)
    : null;
}

/** One page of an answer whose hits still want their passages. */
export interface Composed {
  readonly page: readonly RankedItem[];
  readonly answer: Omit<SearchResult, 'hits' | 'stateOfIndex'>;
}

/**
 * Order, totals, facets and page of what was found: the same for every engine. Throws
 * `invalid-cursor`.
 */
export function composeAnswer<Item extends ItemFacts, Held>(
  query: SearchQuery,
  { form, reading }: Question,
  { ranked, all, countOf, unfiltered, partial }: Matches<Item, Held>,
): Composed {
  const filtered = anyFilter(query.filters);
  const base = withRest(ranked, all, query.collapse);
  const fitting = filtered ? base.filter(({ item }) => fits(item, query.filters)) : base;
  const best = ranked[0]?.score ?? 0;
  const listed =
    query.sort === 'relevance'
      ? fitting
      : fitting.filter(({ item, score }) => all.has(item as Item) || score >= best * GOOD_ENOUGH);
  const { page, next, previous } = pageOfItems(listed, query.sort, query.limit, query.after);
  const inAll = [...all].reduce(
    (sum, [item, held]) => sum + (!filtered || fits(item, query.filters) ? countOf(held) : 0),
    0,
  );
  return {
    page,
    answer: {
      total: listed.length,
      totalPassages: Math.max(
        inAll,
        ranked.reduce((sum, r) => sum + r.passages.length, 0),
      ),
      facets: countFacets(
        (unfiltered ?? base).map(({ item }) => item),
        query.filters,
      ),
      next,
      previous,
      bothWays: !query.exact,
      cut: form.cut,
      partial,
      reading,
      weak: isWeak(query, form, ranked),
      answer: query.after === null ? plainAnswer(query, form, ranked) : null,
    },
  };
}

/** Ranked items, then those that hold all the words but were not among the candidates. */
function withRest(
  ranked: readonly RankedItem[],
  all: ReadonlyMap<ItemFacts, unknown>,
  collapse: boolean,
): RankedItem[] {
  const seen = new Set(ranked.map(({ item }) => item.itemId));
  const hidden = new Set(
    collapse ? ranked.flatMap(({ passages }) => passages.flatMap((p) => p.alsoIn)) : [],
  );
  const rest = [...all.keys()].filter((item) => !seen.has(item.itemId) && !hidden.has(item.itemId));
  return [...ranked, ...rest.map(plain)];
}

/**
 * No words: everything that fits the filters, newest first or by title. Throws `invalid-cursor`.
 */
export function browse(
  query: SearchQuery,
  known: KnownItems<unknown, ItemFacts>,
): Omit<SearchResult, 'stateOfIndex'> {
  const all = known.newest();
  const isNarrowed = anyFilter(query.filters);
  const fitting = isNarrowed ? all.filter((item) => fits(item, query.filters)) : all;
  const { limit, after } = query;
  const { page, next, previous } =
    query.sort === 'title'
      ? pageOfItems(fitting.map(plain), 'title', limit, after)
      : pageOfNewest(fitting, limit, after);
  return {
    total: fitting.length,
    totalPassages: 0,
    hits: page.map((entry) => asHit('item' in entry ? entry : plain(entry), 0)),
    facets: isNarrowed ? countFacets(all, query.filters) : known.facets(),
    next,
    previous,
    bothWays: false,
    cut: false,
    partial: false,
    reading: asTyped(query.text),
    weak: false,
    answer: null,
  };
}

/** A hit that was no candidate shows the first passages that hold the words. */
export const hitOf = (entry: RankedItem, first: readonly PassageHit[], matched: number): ItemHit =>
  asHit(entry.passages.length > 0 ? entry : { ...entry, passages: first }, matched);
