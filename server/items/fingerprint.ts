import { fold } from '#server/base/vietnamese/syllables.ts';

/**
 * How alike two texts are, without the texts: one-permutation MinHash (Li, Owen, Zhang, NIPS 2012)
 * with optimal densification (Shrivastava, ICML 2017) over shingles of five folded syllables. The
 * part of equal values estimates the Jaccard share.
 */
export const PRINT_VALUES = 64;
const BANDS = 16;
const BAND_SIZE = PRINT_VALUES / BANDS;
const SHINGLE = 5;
/** Below this a chance line decides: such texts have no print. */
const LEAST_SHINGLES = 20;

/** {@link PRINT_VALUES} numbers of at most 26 bits. */
export type Fingerprint = readonly number[];

const SYLLABLE = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
/** Of the rolling hash (Rabin, Karp 1987), modulo 2^32. */
const BASE = 0x01000193;
const BASE_TO_SHINGLE = Array.from({ length: SHINGLE }, () => BASE).reduce(
  (power, base) => Math.imul(power, base),
  1,
);
const VALUE_BITS = 26;
const VALUE_MASK = 2 ** VALUE_BITS - 1;

/** The last step of MurmurHash3: every bit of the number moves every bit of the answer. */
function mix(n: number): number {
  let h = n;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** FNV-1a. */
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
function hashOf(word: string): number {
  let h = FNV_OFFSET;
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), FNV_PRIME);
  return h >>> 0;
}

const UNKNOWN = -3;
/** No letter by itself: a mark, half of a letter, one that folds to several. */
const ODD = -2;
const BETWEEN = -1;
/**
 * What each code unit is folded to, filled in as texts bring them: a book is hashed letter by
 * letter, without its syllables ever being cut out.
 */
const foldedUnits = new Int32Array(0x10000).fill(UNKNOWN);

function foldedUnit(unit: number): number {
  const letter = String.fromCharCode(unit);
  const folded = fold(letter);
  const kind = /[\p{M}\p{Cs}]/u.test(letter)
    ? ODD
    : !/[\p{L}\p{N}]/u.test(letter)
      ? BETWEEN
      : folded.length === 1
        ? folded.charCodeAt(0)
        : ODD;
  foldedUnits[unit] = kind;
  return kind;
}

/** Adds the numbers of a text whose letters fold one by one; false when they do not. */
function addByLetters(text: string, numbers: number[]): boolean {
  const before = numbers.length;
  let h = FNV_OFFSET;
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    let folded = foldedUnits[unit]!;
    if (folded === UNKNOWN) folded = foldedUnit(unit);
    if (folded === ODD) {
      numbers.length = before;
      return false;
    }
    if (folded >= 0) {
      h = Math.imul(h ^ folded, FNV_PRIME);
      inside = true;
    } else if (inside) {
      numbers.push(h >>> 0);
      h = FNV_OFFSET;
      inside = false;
    }
  }
  if (inside) numbers.push(h >>> 0);
  return true;
}

/** Numbers of the folded syllables of a text, in order. */
function syllableNumbers(texts: Iterable<string>): number[] {
  const numbers: number[] = [];
  for (const text of texts)
    if (!addByLetters(text, numbers))
      for (const syllable of text.match(SYLLABLE) ?? []) numbers.push(hashOf(fold(syllable)));
  return numbers;
}

/** Each empty place takes the value of a full one that every text would ask in the same order. */
function filled(least: readonly number[]): number[] {
  return least.map((value, place) => {
    let donor = place;
    for (let attempt = 1; least[donor]! < 0; attempt++)
      donor = mix(place * PRINT_VALUES + attempt) % PRINT_VALUES;
    return value < 0 ? least[donor]! : value;
  });
}

/**
 * The print of a text given in pieces, in reading order; null when it is too short to say anything.
 */
export function fingerprintOf(texts: Iterable<string>): Fingerprint | null {
  const syllables = syllableNumbers(texts);
  const least = Array.from({ length: PRINT_VALUES }, () => -1);
  const seen = new Set<number>();
  let rolling = 0;
  for (let end = 0; end < syllables.length; end++) {
    rolling =
      (Math.imul(rolling, BASE) +
        syllables[end]! -
        (end >= SHINGLE ? Math.imul(syllables[end - SHINGLE]!, BASE_TO_SHINGLE) : 0)) |
      0;
    if (end < SHINGLE - 1) continue;
    const h = mix(rolling);
    if (seen.size < LEAST_SHINGLES) seen.add(h);
    const place = h >>> VALUE_BITS;
    const value = h & VALUE_MASK;
    if (least[place]! < 0 || value < least[place]!) least[place] = value;
  }
  return seen.size < LEAST_SHINGLES ? null : filled(least);
}

/** The estimated share of common shingles, 0 to 1. */
export const shareOf = (a: Fingerprint, b: Fingerprint): number =>
  a.filter((value, i) => value === b[i]).length / PRINT_VALUES;

/**
 * One number for each band: prints that agree in one may be alike, others are not looked at. Whole
 * numbers below 2^37.
 */
export const bandsOf = (print: Fingerprint): number[] =>
  Array.from({ length: BANDS }, (_, band) => {
    let h = band;
    for (let i = 0; i < BAND_SIZE; i++) h = mix(Math.imul(h, 31) + print[band * BAND_SIZE + i]!);
    return band * 2 ** 32 + h;
  });
