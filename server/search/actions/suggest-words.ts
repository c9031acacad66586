import { fold } from '#server/base/vietnamese/syllables.ts';
import type { Search } from '#server/ports.ts';
import type { FrequentQuery } from '../query-catalog.ts';
import type { WordRow } from '../words/word-record.ts';
import type { OfferedPhrases, Phrase } from './offered-phrases.ts';

const SHORTEST_PREFIX = 2;
/** Of one list: the other half is for what people say. */
const MOST_TITLES = 5;
const MOST_FREQUENT = 3;
/** Of words that begin in the middle of what somebody typed, the last few are looked for. */
const TAIL_WORDS = 2;

/**
 * Phrases that begin, or hold a word that begins, like the prefix; those that begin so first, then
 * shorter ones.
 */
function fitting(phrases: Iterable<Phrase>, prefix: string): string[] {
  const found = new Map<string, { readonly text: string; readonly starts: boolean }>();
  for (const { text, folded } of phrases) {
    const starts = folded.startsWith(prefix);
    if ((starts || folded.includes(` ${prefix}`)) && !found.has(folded))
      found.set(folded, { text, starts });
  }
  return [...found.values()]
    .toSorted((a, b) => Number(b.starts) - Number(a.starts) || a.text.length - b.text.length)
    .map(({ text }) => text);
}

/** The end of a prefix of more words: somebody goes on where a phrase begins. */
const tailOf = (prefix: string): string | null => {
  const parts = prefix.split(' ');
  return parts.length > TAIL_WORDS ? parts.slice(-TAIL_WORDS).join(' ') : null;
};

/** What is typed with the phrase in the place of its end. */
const continued = (prefix: string, tail: string, text: string): string =>
  `${prefix.slice(0, prefix.length - tail.length)}${text}`;

/**
 * For what somebody types, each once: what several visitors asked and found, titles and keywords,
 * what people say and the words of law for it. Keys that were left over are decoded.
 */
export async function suggestWords(
  deps: {
    readonly search: Search;
    readonly readWords: () => Promise<readonly WordRow[]>;
    readonly frequent: () => Promise<readonly FrequentQuery[]>;
    readonly offered: OfferedPhrases;
  },
  prefix: string,
  limit: number,
): Promise<string[]> {
  const typed = fold(prefix).trim().replace(/\s+/gu, ' ');
  if (typed.length < SHORTEST_PREFIX) return [];
  const [titles, stored, asked] = await Promise.all([
    deps.search.suggest(prefix, limit),
    deps.readWords(),
    deps.frequent(),
  ]);
  const list = deps.offered.ofWords(stored);
  const { phrases } = list;
  const wanted = list.decoded(typed);
  const frequent = fitting(deps.offered.ofFrequent(asked), wanted).slice(0, MOST_FREQUENT);
  const sayings = fitting(phrases, wanted);
  const tail = sayings.length === 0 && frequent.length === 0 ? tailOf(wanted) : null;
  const ends =
    tail === null
      ? []
      : fitting(phrases, tail)
          .filter((text) => fold(text).startsWith(tail))
          .map((text) => continued(prefix.trim(), tail, text));
  const some = sayings.length + frequent.length === 0 ? titles : titles.slice(0, MOST_TITLES);
  const all = [...frequent, ...some, ...sayings, ...titles, ...ends];
  return [...new Map(all.toReversed().map((text) => [fold(text), text])).values()]
    .toReversed()
    .slice(0, limit);
}
