import type { Search } from '#server/ports.ts';
import { readQuery, withAdded, type QueryForm } from '../scoring/query-form.ts';
import type { WordRow } from '../words/word-record.ts';
import { wordsQuery } from '../words-query.ts';
import { withWords } from './keep-words.ts';
import { readingOf } from './reading-of.ts';

/**
 * What to mark of a query on the page that a hit led to: the words as the search read them, with
 * those that were added to it. Null for no query; as it was typed while the index cannot be asked.
 */
export async function formForMarks(
  {
    search,
    readWords,
  }: { readonly search: Search; readonly readWords: () => Promise<readonly WordRow[]> },
  q: string,
): Promise<QueryForm | null> {
  if (q === '') return null;
  const reading = await readingOf(search, await withWords(readWords, wordsQuery(q, 1)));
  return withAdded(
    readQuery(reading.text),
    reading.added.map(({ words }) => readQuery(words)),
  );
}
