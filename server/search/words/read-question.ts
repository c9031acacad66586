import { showToneKey } from '#server/base/vietnamese/show-tone.ts';
import { fold, foldKey, normalise, toneKey } from '#server/base/vietnamese/syllables.ts';
import { withPhrases, type TonePairs } from '#server/base/vietnamese/tone-pairs.ts';
import { walkTones, type WalkedWord } from '#server/base/vietnamese/tone-walk.ts';
import { SAYINGS } from './sayings.ts';
import { lawSpelling, otherI, REGIONAL_SPELLINGS, shortWord } from './spellings.ts';
import { decodeKeys, partJoined } from './left-over-keys.ts';
import type { AddedWords, SaidSyllable, WordEntry, WordMatcher } from './word-list.ts';

/** How a question is read: what is searched besides, or instead of, what was typed. */
export interface Reading {
  /** What is searched: keys decoded, words parted, tones put on what was typed bare. */
  readonly text: string;
  /** `toned`: only marks were put on it; `mended`: a word is another. */
  readonly change: 'none' | 'toned' | 'mended';
  /** Legal words that it is searched with besides. */
  readonly added: readonly AddedWords[];
}

/** What a question is read with. */
export interface ReadingSources {
  /** Whether a folded syllable stands in the index. */
  readonly isIndexed: (folded: string) => boolean;
  readonly pairs: TonePairs;
  readonly words: WordMatcher;
}

/** A phrase of everyday speech counts beside legal texts as if it stood there so often. */
const SAYING_TIMES = 3_000;
const ENTRY_TIMES = 1_500;
/** A question is short: longer ones are read as they were typed. */
const MOST_WORDS = 40;

/** Nats a syllable that joined words may cost where the index holds them joined too. */
const LIKELY_PARTS = 5;
/** Nats that a syllable costs that is spelled otherwise than it was typed. */
const OTHER_SPELLING = 3;
/** That a bare syllable costs where others of the question were typed with marks. */
const AMONG_MARKED = 4;

/** Tone pairs that know how people ask, and what entries of a list say. */
export const pairsForQuestions = (
  base: TonePairs,
  entries: Iterable<WordEntry>,
  titles: Iterable<string> = [],
): TonePairs =>
  withPhrases(
    base,
    (function* () {
      for (const text of SAYINGS.split('\n')) if (text !== '') yield { text, times: SAYING_TIMES };
      // As laws spell it: else what is said in a region would be taken for right.
      for (const { said } of entries)
        for (const text of said)
          if (text.split(' ').every((word) => lawSpelling(word) === null))
            yield { text, times: ENTRY_TIMES };
      for (const text of titles) yield { text, times: ENTRY_TIMES };
    })(),
  );

/** A word of the question: what was typed there, and what it is read as. */
interface Token {
  readonly before: string;
  /** Small letters. */
  readonly typed: string;
  readonly shown: string;
  readonly key: string;
  readonly mended: boolean;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const isBareWord = (word: string): boolean => /^[a-z]+$/u.test(word);

function tokensOf(text: string): Token[] {
  let at = 0;
  return [...text.matchAll(WORD)].map((match) => {
    const before = text.slice(at, match.index);
    at = match.index + match[0].length;
    const typed = match[0].toLowerCase();
    return { before, typed, shown: match[0], key: toneKey(typed), mended: false };
  });
}

/** Costs of bare syllables following each other, the cheapest tones of each. */
function bareCost(pairs: TonePairs, before: string, syllable: string): number {
  let least = Infinity;
  const firsts = before === '' ? [0] : pairs.sameLetters(before);
  for (const second of pairs.sameLetters(syllable))
    for (const first of firsts) least = Math.min(least, pairs.cost(first, second));
  return least;
}

const partsOf = (word: string, pairs: TonePairs): ReturnType<typeof partJoined> =>
  partJoined(word, (first, second) => bareCost(pairs, first, second));

/** Keys left over and blanks left out, only in words that no index and no law knows. */
function mended(token: Token, { isIndexed, pairs }: ReadingSources): Token[] {
  const { typed, before } = token;
  const several = (parts: readonly string[]): Token[] =>
    parts.map((part, i) => ({
      before: i === 0 ? before : ' ',
      typed: part,
      shown: part,
      key: toneKey(part),
      mended: true,
    }));
  const short = shortWord(typed);
  if (short !== null && token.shown === typed) return several(short.split(' '));
  if (fold(typed) !== typed || pairs.sameLetters(typed).length > 0) return [token];
  if (isIndexed(typed)) {
    // Addresses on the web hold joined words too.
    const parts = partsOf(typed, pairs);
    return parts !== null && parts.cost <= LIKELY_PARTS * parts.parts.length
      ? several(parts.parts)
      : [token];
  }
  const known = (key: string): boolean => pairs.idOf(key) > 0;
  const letters = (key: string): boolean =>
    known(key) || pairs.sameLetters(foldKey(key)).length > 0;
  const key = decodeKeys(typed, known) ?? decodeKeys(typed, letters);
  if (key !== null) {
    const read = known(key) ? showToneKey(key) : foldKey(key);
    return [{ ...token, typed: read, shown: read, key: toneKey(read), mended: true }];
  }
  const parts = partsOf(typed, pairs);
  return parts === null ? [token] : several(parts.parts);
}

/** What else a word may be, as tone keys, each at the cost of another spelling. */
function otherSpellings(token: Token, pairs: TonePairs): string[] {
  const { typed } = token;
  if (!isBareWord(typed)) {
    const written = lawSpelling(typed);
    return written === null ? [] : [toneKey(written)];
  }
  const i = otherI(typed);
  return [
    ...REGIONAL_SPELLINGS.filter(([said]) => fold(said) === typed).map(([, w]) => toneKey(w)),
    ...(i === null ? [] : pairs.sameLetters(i).map((id) => pairs.keyOf(id))),
  ];
}

function walked(
  token: Token,
  next: Token | undefined,
  marked: boolean,
  pairs: TonePairs,
): WalkedWord {
  const { typed, key } = token;
  const bare = isBareWord(typed) && (typed.length > 1 || /^[aeouy]$/u.test(typed));
  const isSyllable = pairs.sameLetters(foldKey(key)).length > 0;
  return {
    key: isSyllable ? key : '',
    ends: /[.;:!?]/u.test(next?.before ?? ''),
    leave: bare && isSyllable ? (marked ? AMONG_MARKED : 0) : Infinity,
    others: otherSpellings(token, pairs).map((other) => ({ key: other, cost: OTHER_SPELLING })),
  };
}

/** The first letter as it was typed. */
const inCase = (shown: string, read: string): string =>
  shown[0] !== shown[0]?.toLowerCase() ? read[0]!.toUpperCase() + read.slice(1) : read;

/** A question as it was typed: nothing else is searched. */
export const asTyped = (text: string): Reading => ({ text, change: 'none', added: [] });

/**
 * Reads a question as a citizen means it. Quoted ones, and what was typed in capitals, keep the
 * tones they were typed with.
 */
export function readQuestion(typed: string, sources: ReadingSources): Reading {
  const text = normalise(typed.slice(0, 2_000));
  const tokens = tokensOf(text).flatMap((token) => mended(token, sources));
  if (tokens.length === 0 || tokens.length > MOST_WORDS || /["“”«»]/u.test(text))
    return asTyped(typed);
  const { pairs } = sources;
  const marked = tokens.some(({ typed: word, mended: isNew }) => !isNew && fold(word) !== word);
  const keys = walkTones(
    pairs,
    tokens.map((token, i) => walked(token, tokens[i + 1], marked, pairs)),
  );
  const read = tokens.map((token, i) => {
    const key = keys[i] === '' ? token.key : keys[i]!;
    const isOther = key !== token.key;
    return {
      ...token,
      key,
      shown: isOther ? inCase(token.shown, showToneKey(key)) : token.shown,
      other: isOther,
    };
  });
  const last = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].at(-1);
  const tail = text.slice(last === undefined ? 0 : last.index + last[0].length);
  const other = read.some((token) => token.mended || foldKey(token.key) !== fold(token.typed));
  return {
    text: read.map(({ before, shown }) => before + shown).join('') + tail,
    change: other ? 'mended' : read.some((token) => token.other) ? 'toned' : 'none',
    added: sources.words.added(
      read.map((token): SaidSyllable => ({
        typed: token.key === '' ? '' : toneKey(token.typed),
        meant: token.key,
      })),
    ),
  };
}
