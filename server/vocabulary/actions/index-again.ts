import type { ActionDeps } from '#server/action-deps.ts';
import { indexItemJob } from '#server/base/job.ts';
import type { Search } from '#server/ports.ts';
import { NO_FILTERS, type SearchFilters } from '#server/search/search-query.ts';

const AT_ONCE = 100;

/** Items are found by the names officials gave: those that fit the filter are indexed anew. */
export async function indexAgain(
  { search, queue }: { readonly search: Search } & Pick<ActionDeps, 'queue'>,
  filter: Partial<SearchFilters>,
): Promise<void> {
  let after: string | null = null;
  do {
    const { hits, next }: Awaited<ReturnType<Search['query']>> = await search.query({
      text: '',
      filters: { ...NO_FILTERS, ...filter },
      sort: 'newest',
      exact: false,
      collapse: false,
      limit: AT_ONCE,
      after,
    });
    if (hits.length > 0) await queue.submit(hits.map(({ itemId }) => indexItemJob(itemId)));
    after = next;
  } while (after !== null);
}
