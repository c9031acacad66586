import { fold } from '#server/base/vietnamese/syllables.ts';
import type { LoadedItem } from './loaded-item.ts';

const SHORTEST_PREFIX = 2;
const SPACES = /\s+/gu;

/**
 * Titles and keywords that begin, or hold a word that begins, like the prefix; best first.
 * @param prefixes as typed, and as it is read where keys were left over
 */
export function suggestFrom(
  items: Iterable<LoadedItem>,
  prefixes: readonly string[],
  limit: number,
): string[] {
  const wanted = [...new Set(prefixes.map((p) => fold(p).trim().replace(SPACES, ' ')))].filter(
    (prefix) => prefix.length >= SHORTEST_PREFIX,
  );
  if (wanted.length === 0) return [];
  const found = new Map<string, { text: string; weight: number }>();
  const offer = (text: string, folded: string, weight: number): void => {
    const starts = wanted.some((prefix) => folded.startsWith(prefix));
    if (!starts && !wanted.some((prefix) => folded.includes(` ${prefix}`))) return;
    const entry = found.get(folded) ?? { text, weight: starts ? 2 : 0 };
    entry.weight += weight;
    found.set(folded, entry);
  };
  for (const item of items) {
    item.foldedKeywords.forEach((folded, i) => offer(item.keywords[i]!, folded, 1));
    offer(item.title, item.folded, 0.5);
  }
  return [...found.values()]
    .toSorted(
      (a, b) => b.weight - a.weight || a.text.length - b.text.length || (a.text < b.text ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ text }) => text);
}
