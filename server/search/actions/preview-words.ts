import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { Search } from '#server/ports.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import { foldedWords } from '#server/base/vietnamese/tokens.ts';
import type { SearchQuery } from '../search-query.ts';
import { wordsQuery } from '../words-query.ts';
import type { QueryCatalog } from '../query-catalog.ts';
import { changesOf, type WordPreview, type WordRow } from '../words/word-record.ts';
import type { WordCatalog } from './keep-words.ts';

const MOST_TRIED = 6;
const MOST_LOOKED_AT = 300;
const SHOWN = 3;

interface Deps {
  readonly catalog: WordCatalog & QueryCatalog & ItemCatalog;
  readonly search: Search;
}

const asking = (text: string, words: SearchQuery['words']): SearchQuery => ({
  ...wordsQuery(text, SHOWN),
  ...(words === undefined ? {} : { words }),
});

async function titles({ catalog, search }: Deps, query: SearchQuery): Promise<string[]> {
  const { hits } = await search.query(query);
  return (await catalog.findItems(hits.map(({ itemId }) => itemId))).map(({ title }) => title);
}

/** What readers looked for lately that holds words of the entry, most asked first. */
async function lately({ catalog }: Deps, { value }: WordRow): Promise<string[]> {
  const said = value.said.map((one) => ` ${foldedWords(one).join(' ')} `);
  const asked = await catalog.emptyQueries(MOST_LOOKED_AT);
  return asked
    .map(({ folded }) => folded)
    .filter((folded) => said.some((one) => ` ${fold(folded)} `.includes(one)));
}

/** What saving the entry would change, for a question or for those that readers asked lately. */
export async function previewWord(
  deps: Deps,
  word: WordRow,
  question: string,
): Promise<WordPreview[]> {
  const stored = await deps.catalog.listAuthority('word');
  const [before, after] = [
    changesOf(stored),
    changesOf([...stored.filter(({ id }) => id !== word.id), word]),
  ];
  const asked = question === '' ? await lately(deps, word) : [question];
  const tried = asked.length > 0 ? asked : word.value.said;
  return Promise.all(
    tried.slice(0, MOST_TRIED).map(async (text) => ({
      question: text,
      before: await titles(deps, asking(text, before)),
      after: await titles(deps, asking(text, after)),
    })),
  );
}
