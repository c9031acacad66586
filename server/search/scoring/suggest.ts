import { fold } from '#server/base/vietnamese/syllables.ts';
import type { LoadedItem } from './loaded-item.ts';

const SHORTEST_PREFIX = 2;

/** Titles and keywords that begin, or hold a word that begins, like the prefix; best first. */
export function suggestFrom(items: Iterable<LoadedItem>, prefix: string, limit: number): string[] {
  const wanted = fold(prefix).trim().replace(/\s+/gu, ' ');
  if (wanted.length < SHORTEST_PREFIX) return [];
  const found = new Map<string, { text: string; weight: number }>();
  const offer = (text: string, folded: string, weight: number): void => {
    const starts = folded.startsWith(wanted);
    if (!starts && !folded.includes(` ${wanted}`)) return;
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
