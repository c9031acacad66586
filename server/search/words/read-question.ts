import { showToneKey } from '#server/base/vietnamese/show-tone.ts';
import { fold, foldKey, normalise, toneKey } from '#server/base/vietnamese/syllables.ts';
import { withPhrases, type TonePairs } from '#server/base/vietnamese/tone-pairs.ts';
import { walkTones, type WalkedWord } from '#server/base/vietnamese/tone-walk.ts';
import { SAYINGS } from './sayings.ts';
import { lawSpelling, otherI, REGIONAL_SPELLINGS, shortWord } from './spellings.ts';
import { isToneDoubtful, mostIn, slipsOf, type Between } from './slips.ts';
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
/** That a slip costs in what is no syllable, and in one that fits nowhere. */
const SLIP = 3;
const SLIP_IN_SYLLABLE = 6;
const SLIP_AMONG_MARKED = 9;
/**
 * A syllable is doubted only in questions this short, and where laws say the other this often, and so
 * much oftener.
 */
const MOST_TO_DOUBT = 7;
const FEWEST_IN_LAWS = 60;
const OFTENER = 20;
/** Words that people ask with, which laws do not say, are not doubted. */
const ASKING = new Set('ai bao gi hay may nao nen roi sao the thi vay'.split(' '));
/** That other marks cost where laws know no such syllable, or not between its neighbours. */
const UNKNOWN_MARKS = 0;
const OTHER_MARKS = 5;
/** That it costs where the slip had another tone. */
const OTHER_TONE = 2;
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

/** Signs that part phrases. */
const PARTS = /[.;:!?]/u;
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
function mended(
  tokens: readonly Token[],
  at: number,
  { isIndexed, pairs }: ReadingSources,
): Token[] {
  const token = tokens[at]!;
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
  const slips = slipsOf(pairs, betweenOf(tokens, at), 1);
  if (isIndexed(typed)) {
    if (slips.length > 0) return [token];
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
  const parts = slips.length > 0 ? null : partsOf(typed, pairs);
  return parts === null ? [token] : several(parts.parts);
}

/** What a region's spelling may be, as tone keys. */
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

const toneOf = (key: string): string => /\|\d$/u.exec(key)?.[0] ?? '';

/** A word and its bare neighbours, where nothing parts them. */
function betweenOf(tokens: readonly Token[], i: number): Between {
  const bareOf = (token: Token | undefined, parting: Token | undefined): string =>
    token === undefined || PARTS.test(parting?.before ?? '') ? '' : foldKey(token.key);
  return {
    before: bareOf(tokens[i - 1], tokens[i]),
    word: foldKey(tokens[i]!.key),
    after: bareOf(tokens[i + 1], tokens[i + 1]),
  };
}

const isCapital = (token: Token | undefined): boolean =>
  token !== undefined && token.shown[0] !== token.shown[0]?.toLowerCase();

/** Written as names are: in capitals, or with one where no sentence begins, or before another such. */
function isName(tokens: readonly Token[], i: number): boolean {
  const { shown } = tokens[i]!;
  if (shown.length > 1 && shown === shown.toUpperCase()) return true;
  return isCapital(tokens[i]) && (i > 0 || isCapital(tokens[1]));
}

/** What other marks than those that were typed cost: laws may know no such syllable, or not there. */
function leaveMarks(tokens: readonly Token[], i: number, pairs: TonePairs): number {
  const { key, typed } = tokens[i]!;
  if (typed.length < 2 || fold(typed) === typed || isName(tokens, i)) return Infinity;
  if (pairs.idOf(key) < 0) return UNKNOWN_MARKS;
  if (tokens.length > MOST_TO_DOUBT) return Infinity;
  const [before, after] = [tokens[i - 1]?.key ?? '', tokens[i + 1]?.key ?? ''];
  return isToneDoubtful(pairs, before, key, after) ? OTHER_MARKS : Infinity;
}

/** Readings of a word in which somebody slipped: one that is no syllable, or fits nowhere. */
function mendedSlips(
  tokens: readonly Token[],
  i: number,
  marked: boolean,
  { isIndexed, pairs }: ReadingSources,
): NonNullable<WalkedWord['others']> {
  const { key, typed, mended: isNew } = tokens[i]!;
  const between = betweenOf(tokens, i);
  const { word } = between;
  if (isNew || isName(tokens, i) || !/^[a-z]+$/u.test(word)) return [];
  const isBare = fold(typed) === typed;
  const isSyllable =
    /[aeiouy]/u.test(word) && (isBare ? pairs.sameLetters(word).length > 0 : pairs.idOf(key) >= 0);
  if (isSyllable && (tokens.length > MOST_TO_DOUBT || ASKING.has(word))) return [];
  const isOnShelf = !isSyllable && isIndexed(word);
  if (isOnShelf && !isBare) return [];
  // Villages, people and titles are made of such words: both neighbours must speak against one.
  const hasBoth = between.before !== '' && between.after !== '';
  if ((isSyllable || isOnShelf) && !hasBoth) return [];
  const fewest = isSyllable
    ? Math.max(FEWEST_IN_LAWS, OFTENER * mostIn(pairs, between))
    : isOnShelf
      ? 1
      : 0;
  const tone = toneOf(key);
  return slipsOf(pairs, between, fewest).map((other) => ({
    key: other,
    cost:
      (isSyllable ? (marked ? SLIP_AMONG_MARKED : SLIP_IN_SYLLABLE) : SLIP) +
      (tone === '' || tone === toneOf(other) ? 0 : OTHER_TONE),
  }));
}

function walked(
  tokens: readonly Token[],
  i: number,
  marked: boolean,
  sources: ReadingSources,
): WalkedWord {
  const { pairs } = sources;
  const [token, next] = [tokens[i]!, tokens[i + 1]];
  const { typed, key } = token;
  const bare = isBareWord(typed) && (typed.length > 1 || /^[aeouy]$/u.test(typed));
  const isSyllable = pairs.sameLetters(foldKey(key)).length > 0;
  const slips = mendedSlips(tokens, i, marked, sources);
  return {
    // What parts phrases costs nothing: a word that was surely slipped in must cost to be left.
    key: isSyllable || slips.length > 0 ? key : '',
    ends: PARTS.test(next?.before ?? ''),
    leave: !isSyllable
      ? Infinity
      : bare
        ? marked
          ? AMONG_MARKED
          : 0
        : leaveMarks(tokens, i, pairs),
    others: [
      ...otherSpellings(token, pairs).map((other) => ({ key: other, cost: OTHER_SPELLING })),
      ...slips,
    ],
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
  const words = tokensOf(text);
  const tokens = words.flatMap((_, i) => mended(words, i, sources));
  if (tokens.length === 0 || tokens.length > MOST_WORDS || /["“”«»]/u.test(text))
    return asTyped(typed);
  const { pairs } = sources;
  const marked = tokens.some(({ typed: word, mended: isNew }) => !isNew && fold(word) !== word);
  const keys = walkTones(
    pairs,
    tokens.map((_, i) => walked(tokens, i, marked, sources)),
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
