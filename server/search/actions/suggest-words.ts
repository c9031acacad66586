import { fold, foldKey } from '#server/base/vietnamese/syllables.ts';
import { words } from '#server/base/vietnamese/tokens.ts';
import type { Search } from '#server/ports.ts';
import type { FrequentQuery } from '../query-catalog.ts';
import { decodeKeys } from '../words/left-over-keys.ts';
import { allWords, type WordRow } from '../words/word-record.ts';
import type { WordCatalog } from './keep-words.ts';

const SHORTEST_PREFIX = 2;
/** Of one list: the other half is for what people say. */
const MOST_TITLES = 5;
const MOST_FREQUENT = 3;
/** Abbreviations are no suggestion. */
const SHORTEST_OFFERED = 4;
/** Of words that begin in the middle of what somebody typed, the last few are looked for. */
const TAIL_WORDS = 2;

interface Phrase {
  readonly text: string;
  readonly folded: string;
}

const phrase = (text: string): Phrase => ({ text, folded: fold(text) });

/** What the list says on both sides, once each; what is turned off is left out. */
const phrasesOf = (rows: readonly WordRow[]): Phrase[] =>
  rows
    .filter(({ value }) => !value.hidden)
    .flatMap(({ value }) => [...value.said, ...value.meant.map((meant) => meant.words)])
    .filter((text) => text.length >= SHORTEST_OFFERED)
    .map(phrase);

/** Left-over keys of a prefix decoded where the phrases know the syllable. */
function decoded(prefix: string, phrases: readonly Phrase[]): string {
  const keys = new Set(phrases.flatMap(({ text }) => words(text).map(({ key }) => key)));
  const bare = new Set([...keys].map(foldKey));
  return prefix
    .split(' ')
    .map((word) => {
      const key = bare.has(word) ? null : decodeKeys(word, (one) => keys.has(one));
      return key === null ? word : foldKey(key);
    })
    .join(' ');
}

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
    readonly catalog: WordCatalog;
    readonly search: Search;
    readonly frequent: () => Promise<readonly FrequentQuery[]>;
  },
  prefix: string,
  limit: number,
): Promise<string[]> {
  const typed = fold(prefix).trim().replace(/\s+/gu, ' ');
  if (typed.length < SHORTEST_PREFIX) return [];
  const [titles, stored, asked] = await Promise.all([
    deps.search.suggest(prefix, limit),
    deps.catalog.listAuthority('word'),
    deps.frequent(),
  ]);
  const phrases = phrasesOf(allWords(stored));
  const wanted = decoded(typed, phrases);
  const frequent = fitting(
    asked.map(({ shown }) => phrase(shown)),
    wanted,
  ).slice(0, MOST_FREQUENT);
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
