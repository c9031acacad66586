import { fold, foldKey } from '#server/base/vietnamese/syllables.ts';
import { words } from '#server/base/vietnamese/tokens.ts';
import type { FrequentQuery } from '../query-catalog.ts';
import { decodeKeys } from '../words/left-over-keys.ts';
import { allWords, type WordRow } from '../words/word-record.ts';

/** Abbreviations are no suggestion. */
const SHORTEST_OFFERED = 4;

export interface Phrase {
  readonly text: string;
  readonly folded: string;
}

const phrase = (text: string): Phrase => ({ text, folded: fold(text) });

/** What a list of words offers while somebody types. */
export class PhraseList {
  readonly phrases: readonly Phrase[];
  /** Tone keys of all syllables. */
  readonly #keys: ReadonlySet<string>;
  readonly #bare: ReadonlySet<string>;

  constructor(texts: readonly string[]) {
    this.phrases = texts.map(phrase);
    this.#keys = new Set(texts.flatMap((text) => words(text).map(({ key }) => key)));
    this.#bare = new Set([...this.#keys].map(foldKey));
  }

  /** Left-over keys of a folded prefix decoded where the phrases know the syllable. */
  decoded(prefix: string): string {
    return prefix
      .split(' ')
      .map((word) => {
        const key = this.#bare.has(word) ? null : decodeKeys(word, (one) => this.#keys.has(one));
        return key === null ? word : foldKey(key);
      })
      .join(' ');
  }
}

/** What the list says on both sides, once each; what is turned off is left out. */
const offeredBy = (rows: readonly WordRow[]): string[] => [
  ...new Set(
    rows
      .filter(({ value }) => !value.hidden)
      .flatMap(({ value }) => [...value.said, ...value.meant.map((meant) => meant.words)])
      .filter((text) => text.length >= SHORTEST_OFFERED),
  ),
];

/** An entry's words are others when its version is. */
const standOf = (stored: readonly WordRow[]): string =>
  stored.map(({ id, version }) => `${id} ${version}`).join('\n');

/**
 * Phrases that are offered at every key, folded and taken apart once: those of the words of citizens
 * as long as that list stands, those of frequent queries as long as it is the same reading of them.
 */
export class OfferedPhrases {
  #stand: string | null = null;
  #list = new PhraseList([]);
  #asked: readonly FrequentQuery[] = [];
  #frequent: readonly Phrase[] = [];

  /** @param stored entries that officials changed or made */
  ofWords(stored: readonly WordRow[]): PhraseList {
    const stand = standOf(stored);
    if (stand !== this.#stand) {
      this.#list = new PhraseList(offeredBy(allWords(stored)));
      this.#stand = stand;
    }
    return this.#list;
  }

  ofFrequent(asked: readonly FrequentQuery[]): readonly Phrase[] {
    if (asked !== this.#asked) {
      this.#frequent = asked.map(({ shown }) => phrase(shown));
      this.#asked = asked;
    }
    return this.#frequent;
  }
}
