import type { estypes } from '@elastic/elasticsearch';
import {
  CANDIDATES,
  CANDIDATES_OF_PART,
  CANDIDATES_TO_CHECK,
  isStrict,
  termsOfAll,
  wantsAll,
} from '#server/search/scoring/candidate-terms.ts';
import { MOST_PASSAGES } from '#server/search/scoring/rank-items.ts';
import type { QueryForm } from '#server/search/scoring/query-form.ts';
import {
  FILTER_NAMES,
  NO_FILTERS,
  type SearchFilters,
  type SearchQuery,
} from '#server/search/search-query.ts';

/**
 * Step 1 of a search (docs/storage.md) as requests to Elasticsearch; `search-reader.ts` sends them.
 */
type Body = estypes.SearchSearchRequestBody;

const TIME_LIMIT = '1s';
/** As many as one aggregation may give. */
const MOST_ITEMS = 65_000;

const filterClauses = (filters: SearchFilters): estypes.QueryDslQueryContainer[] =>
  FILTER_NAMES.filter((name) => filters[name].length > 0).map((name) => ({
    terms: { [name]: [...filters[name]] },
  }));

const holding = (
  terms: readonly string[],
  operator: 'and' | 'or',
): estypes.QueryDslQueryContainer => ({ match: { words: { query: terms.join(' '), operator } } });

/** Hits bring their packed entry and nothing else. */
const ENTRIES_ONLY = { _source: false, stored_fields: '_none_', docvalue_fields: ['entry'] };

const listing = (size: number, query: NonNullable<Body['query']>): Body => ({
  size,
  query,
  track_total_hits: false,
  timeout: TIME_LIMIT,
  ...ENTRIES_ONLY,
});

export interface StepOne {
  readonly candidates: Body | null;
  /** Candidates of words that were added to the question. */
  readonly added: readonly Body[];
  /** Passages that hold one of the query's số hiệu. */
  readonly numbered: Body | null;
  /** Every item with passages that hold all words, counted; whatever its filters. */
  readonly all: Body | null;
}

/** The terms that choose candidates: of the question itself, and of each words added to it. */
export interface ChoosingTerms {
  readonly rare: readonly string[];
  readonly added: readonly (readonly string[])[];
}

/** What to ask for a query's candidates, inside its filters or not. */
export function stepOne(
  form: QueryForm,
  query: SearchQuery,
  { rare, added }: ChoosingTerms,
  filtered: boolean,
): StepOne {
  const filter = filterClauses(filtered ? query.filters : NO_FILTERS);
  const strict = isStrict(form, query.exact);
  const every = termsOfAll(form);
  const choosing = strict ? every : rare;
  return {
    candidates:
      choosing.length === 0
        ? null
        : listing(strict ? CANDIDATES_TO_CHECK : CANDIDATES, {
            bool: { must: [holding(choosing, strict ? 'and' : 'or')], filter },
          }),
    added: added
      .filter((terms) => terms.length > 0)
      .map((terms) =>
        listing(CANDIDATES_OF_PART, { bool: { must: [holding(terms, 'or')], filter } }),
      ),
    numbered:
      form.numbers.length === 0
        ? null
        : listing(CANDIDATES, {
            bool: { filter: [{ terms: { numbers: [...form.numbers] } }, ...filter] },
          }),
    all:
      strict || !wantsAll(form) || every.length === 0
        ? null
        : {
            size: 0,
            track_total_hits: false,
            timeout: TIME_LIMIT,
            query: { bool: { filter: [holding(every, 'and')] } },
            aggregations: {
              items: { terms: { field: 'item', size: MOST_ITEMS, order: { _key: 'asc' } } },
            },
          },
  };
}

/** The first passages of each of these items that hold all words of the query. */
export const firstPassages = (form: QueryForm, itemIds: readonly string[]): Body => ({
  size: itemIds.length,
  track_total_hits: false,
  timeout: TIME_LIMIT,
  _source: false,
  query: {
    bool: { filter: [holding(termsOfAll(form), 'and'), { terms: { item: [...itemIds] } }] },
  },
  collapse: {
    field: 'item',
    inner_hits: {
      name: 'first',
      size: MOST_PASSAGES,
      sort: [{ n: 'asc' }],
      _source: false,
      docvalue_fields: ['entry'],
    },
  },
});
