import { fold } from '#server/base/vietnamese/syllables.ts';
import type { Search } from '#server/ports.ts';
import { allWords, type WordRow } from '../words/word-record.ts';
import type { WordCatalog } from './keep-words.ts';

const SHORTEST_PREFIX = 2;
/** Of one list: the other half is for what people say. */
const MOST_TITLES = 5;
/** Abbreviations are no suggestion. */
const SHORTEST_OFFERED = 4;

/** Words that begin, or hold a word that begins, like the prefix; those that begin so first. */
function sayingsFor(words: readonly WordRow[], prefix: string): string[] {
  const wanted = fold(prefix).trim().replace(/\s+/gu, ' ');
  if (wanted.length < SHORTEST_PREFIX) return [];
  const found = new Map<string, { readonly text: string; readonly starts: boolean }>();
  for (const { value } of words) {
    if (value.hidden) continue;
    for (const text of [...value.said, ...value.meant.map((meant) => meant.words)]) {
      const folded = fold(text);
      const starts = folded.startsWith(wanted);
      if (text.length >= SHORTEST_OFFERED && (starts || folded.includes(` ${wanted}`)))
        found.set(folded, { text, starts });
    }
  }
  return [...found.values()]
    .toSorted((a, b) => Number(b.starts) - Number(a.starts) || a.text.length - b.text.length)
    .map(({ text }) => text);
}

/** Titles, keywords and everyday words for what somebody types, each once. */
export async function suggestWords(
  { catalog, search }: { readonly catalog: WordCatalog; readonly search: Search },
  prefix: string,
  limit: number,
): Promise<string[]> {
  const titles = await search.suggest(prefix, limit);
  const sayings = sayingsFor(allWords(await catalog.listAuthority('word')), prefix);
  const first = sayings.length === 0 ? titles : titles.slice(0, MOST_TITLES);
  const all = new Map([...first, ...sayings, ...titles].map((text) => [fold(text), text]));
  return [...all.values()].slice(0, limit);
}
