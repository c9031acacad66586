import { lettersOfWord, phraseWord } from '#server/base/vietnamese/phrase-words.ts';
import { foldKey } from '#server/base/vietnamese/syllables.ts';
import { BREAK, type TonePairs } from '#server/base/vietnamese/tone-pairs.ts';

/** A word as it was settled, with what speaks for it and against it. */
export interface JudgedWord {
  readonly text: string;
  /** What the first reader read, where tones were mended. */
  readonly read?: string;
  /** What the second reader read; null where there is no second reader. */
  readonly second: string | null;
  /** As sure as the first reader is of its least sure sign; absent where it does not tell. */
  readonly least?: number;
}

/**
 * What each sign of doubt counts, rounded from two logistic regressions, each on half of the pages
 * and judged by the other half (docs/decisions/073). A word of `DOUBTED` or more is looked at.
 */
const DOUBTED = 2.5;
/** The readers read other letters or numbers. */
const DIFFERS = 2.5;
/** But the first one read a syllable that there is, and every sign surely: it is nearly always right. */
const SURE_SYLLABLE = -1;
/** They agree on letters, not on the signs beside them. */
const OTHER_SIGNS = 4.5;
/** Tones were mended, though the first reader was sure of them. */
const MENDED_SURE = 3;
const NO_SYLLABLE = 1.5;
/** A number, or letters and others in one word. */
const MIXED = 1;
const ODD_SIGN = 1.5;
/** A comma or a full stop between letters. */
const INNER_SIGN = 2.5;
/** Not sure of every sign, and as much again where it is hardly sure of one. */
const UNSURE = 1;
/** Not sure, and a sign stands at the end: `:` and `;` are alike on worn pages. */
const UNSURE_SIGN = 1;
/** For each nat by which other tones fit better between the words beside it. */
const FITS_BETTER = 0.375;
const FITS_BETTER_UNSURE = 0.875;
const MOST_BETTER = 8;

/** How sure the first reader is of signs that it reads right, and of those at the end of a word. */
const SURE = 0.99;
const QUITE_SURE = 0.97;
const SURE_OF_SIGN = 0.9;
/** Half as likely wrong as right: no less sure counts more. */
const HARDLY = 0.5;

const isSign = (sign: string): boolean => !/[\p{L}\p{N}]/u.test(sign);

/** A word without the signs before and after it. */
export function withoutSigns(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && isSign(text[from]!)) from++;
  while (to > from && isSign(text[to - 1]!)) to--;
  return text.slice(from, to);
}

const isSyllable = (pairs: TonePairs, text: string): boolean => {
  const { key } = phraseWord(text);
  return key !== '' && pairs.idOf(key) >= 0;
};

/** What the readers' difference counts. */
function difference(pairs: TonePairs, { text, read, second, least = 0 }: JudgedWord): number {
  if (second === null || second === text) return 0;
  if (withoutSigns(text) === withoutSigns(second)) return OTHER_SIGNS;
  const isSure = read === undefined && least >= SURE && isSyllable(pairs, text);
  // A number beside letters, or a blank between them, is no slip of the second reader alone.
  return isSure && !/[\p{N} ]/u.test(withoutSigns(second)) ? DIFFERS + SURE_SYLLABLE : DIFFERS;
}

/** What the word itself counts, its letters and signs. */
function strangeness(pairs: TonePairs, text: string): number {
  const bare = withoutSigns(text);
  const letters = lettersOfWord(text);
  let sum = 0;
  if (letters.length > 1 && !isSyllable(pairs, text)) sum += NO_SYLLABLE;
  if (bare !== '' && letters === '' && !/^\p{N}+$/u.test(bare)) sum += MIXED;
  if (/[^\p{L}\p{N}\-–.,;:()/]/u.test(text) || (bare !== '' && /^[.,;:)/]/u.test(text)))
    sum += ODD_SIGN;
  if (/\p{L}[,;:.]+\p{L}|\p{N}[,;:.]\p{L}/u.test(text)) sum += INNER_SIGN;
  return sum;
}

/** How much the first reader's own doubt counts. */
function unsureness({ text, read, least }: JudgedWord): number {
  if (least === undefined) return 0;
  if (least >= QUITE_SURE && read !== undefined) return MENDED_SURE;
  if (least >= SURE) return 0;
  const hardly = Math.min(1, (1 - least) / HARDLY);
  return UNSURE + hardly + (least < SURE_OF_SIGN && /[.,;:]$|^\(/u.test(text) ? UNSURE_SIGN : 0);
}

/** Nats by which another tone or hat fits better between the words beside it. */
function fitsBetter(pairs: TonePairs, before: string, text: string, after: string): number {
  const { key, ends } = phraseWord(text);
  if (key === '') return 0;
  const [first, last] = [phraseWord(before), phraseWord(after)];
  const idOf = (name: string): number => (name === '' ? BREAK : pairs.idOf(name));
  const [left, right] = [first.ends ? BREAK : idOf(first.key), ends ? BREAK : idOf(last.key)];
  const cost = (id: number): number => pairs.cost(left, id) + pairs.cost(id, right);
  const own = cost(pairs.idOf(key));
  const best = Math.min(own, ...pairs.sameLetters(foldKey(key)).map(cost));
  return Math.min(MOST_BETTER, own - best);
}

/**
 * Whether so much speaks against a word that a person has to look at it: where the readers differ,
 * unless the first is sure, and where they agree on what is strange. Tones mended as the second
 * reader read them are nearly always right; without a second reader each is looked at.
 * @param words as they follow each other
 */
export function isDoubted(pairs: TonePairs, words: readonly JudgedWord[], at: number): boolean {
  const word = words[at]!;
  if (word.second === null && word.read !== undefined) return true;
  const better = fitsBetter(pairs, words[at - 1]?.text ?? '', word.text, words[at + 1]?.text ?? '');
  const unsure = word.least === undefined || word.least < QUITE_SURE;
  const sum =
    difference(pairs, word) +
    strangeness(pairs, word.text) +
    unsureness(word) +
    better * (unsure ? FITS_BETTER_UNSURE : FITS_BETTER);
  return sum >= DOUBTED;
}
