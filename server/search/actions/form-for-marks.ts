import type { Search } from '#server/ports.ts';
import { readQuery, withAdded, type QueryForm } from '../scoring/query-form.ts';
import { wordsQuery } from '../words-query.ts';
import { withWords, type WordCatalog } from './keep-words.ts';
import { readingOf } from './reading-of.ts';

/**
 * What to mark of a query on the page that a hit led to: the words as the search read them, with
 * those that were added to it. Null for no query; as it was typed while the index cannot be asked.
 */
export async function formForMarks(
  { catalog, search }: { readonly catalog: WordCatalog; readonly search: Search },
  q: string,
): Promise<QueryForm | null> {
  if (q === '') return null;
  const asked = await withWords(() => catalog.listAuthority('word'), wordsQuery(q, 1));
  const reading = await readingOf(search, asked);
  return withAdded(
    readQuery(reading.text),
    reading.added.map(({ words }) => readQuery(words)),
  );
}
