import { AppError } from '#server/base/errors.ts';
import type { Search } from '#server/ports.ts';
import { readQuery, withAdded, type QueryForm } from '../scoring/query-form.ts';
import { NO_FILTERS } from '../search-query.ts';
import { withWords, type WordCatalog } from './keep-words.ts';

/**
 * What to mark of a query on the page that a hit led to: the words as the search read them, with
 * those that were added to it. Null for no query; as it was typed while the index cannot be asked.
 */
export async function formForMarks(
  { catalog, search }: { readonly catalog: WordCatalog; readonly search: Search },
  q: string,
): Promise<QueryForm | null> {
  if (q === '') return null;
  const asked = await withWords(() => catalog.listAuthority('word'), {
    text: q,
    filters: NO_FILTERS,
    sort: 'relevance',
    exact: false,
    collapse: true,
    limit: 1,
    after: null,
  });
  try {
    const { reading } = await search.query(asked);
    return withAdded(
      readQuery(reading.text),
      reading.added.map(({ words }) => readQuery(words)),
    );
  } catch (error) {
    if (error instanceof AppError && error.code === 'search-unavailable') return readQuery(q);
    throw error;
  }
}
