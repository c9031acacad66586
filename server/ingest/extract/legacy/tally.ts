import { FREQUENT_SYLLABLES } from './frequent-syllables.ts';
import { isSyllable } from './spelling.ts';
import { fromTcvn3 } from './tcvn3.ts';
import { fromVni } from './vni.ts';

export type LegacyEncoding = 'tcvn3' | 'vni';
export type Reading = LegacyEncoding | 'unicode';

export type Counts = Readonly<Record<Reading, number>>;

/** What the words of a text that bear marks say of its encoding. */
export interface Tally {
  readonly words: number;
  /** Those right as they stand with letters that only Unicode has. */
  readonly certain: number;
  /** How many of them are spelled right in each reading. */
  readonly right: Counts;
  /** How many of these are common words. */
  readonly common: Counts;
}

const NONE: Counts = { unicode: 0, tcvn3: 0, vni: 0 };
export const NO_WORDS: Tally = { words: 0, certain: 0, right: NONE, common: NONE };

const sum = (one: Counts, other: Counts): Counts => ({
  unicode: one.unicode + other.unicode,
  tcvn3: one.tcvn3 + other.tcvn3,
  vni: one.vni + other.vni,
});

export const added = (one: Tally, other: Tally): Tally => ({
  words: one.words + other.words,
  certain: one.certain + other.certain,
  right: sum(one.right, other.right),
  common: sum(one.common, other.common),
});

/** Words, with the signs that stand for letters in TCVN3. */
const WORD = /(?:[A-Za-z\u00A1-\u024F\u1EA0-\u1EF9\u03BC\u2212\u2219]|\p{M})+/gu;
const BEARS_MARK = /[^A-Za-z]/u;
const SIGNS_AROUND = /^[^\p{L}\p{M}]+|[^\p{L}\p{M}]+$/gu;
/** Signs that also stand against a word of Unicode, and are no letters of TCVN3 there. */
const QUOTES_AROUND = /^[¡¿§«»°±·×÷]+|[®©²³«»°×÷]+$/gu;
/** Letters that only Unicode has: what stands beside them in a word is Unicode too. */
const OF_UNICODE = /[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]|\p{M}/u;

/** Texts repeat their words: each is looked at once. */
const known = new Map<string, Tally>();
const MOST_KNOWN = 50_000;

/** A capital amid small letters is a byte of another encoding: `TÊn` is Tấn in TCVN3. */
const REGULAR_CASE = /^(?:\p{L}\p{Ll}*|\p{Lu}+)$/u;

/** The word in letters of Unicode; null where it is no Vietnamese syllable. */
function syllable(text: string): string | null {
  const word = text
    .replace(QUOTES_AROUND, '')
    .replaceAll('Ð', 'Đ')
    .replaceAll('ð', 'đ')
    .normalize('NFC');
  return REGULAR_CASE.test(word) && isSyllable(word) ? word : null;
}

const isCommon = (word: string | null): boolean =>
  word !== null && FREQUENT_SYLLABLES.has(word.toLowerCase());

function judge(word: string): Tally {
  const asIs = syllable(word);
  const isCertain = OF_UNICODE.test(word);
  const decoded = (unicode: string): string | null => (isCertain ? null : syllable(unicode));
  const readings = {
    unicode: asIs,
    tcvn3: decoded(fromTcvn3(word)),
    vni: decoded(fromVni(word)),
  };
  // Quotation marks and degrees that nothing makes letters of say nothing.
  if (word.replace(SIGNS_AROUND, '') === '' && readings.tcvn3 === null) return NO_WORDS;
  const counted = (test: (word: string | null) => boolean): Counts => ({
    unicode: test(readings.unicode) ? 1 : 0,
    tcvn3: test(readings.tcvn3) ? 1 : 0,
    vni: test(readings.vni) ? 1 : 0,
  });
  return {
    words: 1,
    certain: isCertain && asIs !== null ? 1 : 0,
    right: counted((reading) => reading !== null),
    common: counted(isCommon),
  };
}

function tallyOfWord(word: string): Tally {
  const before = known.get(word);
  if (before !== undefined) return before;
  const tally = judge(word);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(word, tally);
  return tally;
}

/** Looks at every word of a raw text that bears a mark: nothing may have been cleaned before. */
export function tallyOf(text: string): Tally {
  let tally = NO_WORDS;
  for (const [word] of text.matchAll(WORD))
    if (BEARS_MARK.test(word)) tally = added(tally, tallyOfWord(word));
  return tally;
}

/** One word where its line is in one reading and its font in another. */
function decodeWord(word: string, encoding: LegacyEncoding, line: Reading): string {
  const unicode = decode(word, encoding);
  if (unicode === word) return word;
  const [asIs, decoded] = [syllable(word), syllable(unicode)];
  if (line === 'unicode') return asIs === null && decoded !== null ? unicode : word;
  const stays = asIs !== null && (decoded === null || (isCommon(asIs) && !isCommon(decoded)));
  return stays ? word : unicode;
}

/**
 * Decodes word by word a line in which both stand: `tại QuyÕt ®ịnh`.
 * @param line what most of its words are in
 */
export const decodeWords = (text: string, encoding: LegacyEncoding, line: Reading): string =>
  text.replace(WORD, (word) => (BEARS_MARK.test(word) ? decodeWord(word, encoding, line) : word));

/** @param drawn the text stands in a font of this encoding */
export const decode = (text: string, reading: Reading, drawn = false): string =>
  reading === 'tcvn3' ? fromTcvn3(text, drawn) : reading === 'vni' ? fromVni(text) : text;
