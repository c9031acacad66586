import type { TextEncoding } from '#server/items/file-text.ts';

const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu;
/** Control characters other than tab and line ends. */
export const CONTROL = /(?![\t\n\r])\p{Cc}/gu;

/**
 * Composed letters and usual punctuation only: nearly all text, which need not be looked at again.
 */
export const isTidy = (text: string): boolean =>
  !/[^\n -~\u00A1-\u00AC\u00AE-\u00CF\u00D1-\u00EF\u00F1-\u02FF\u1EA0-\u1EF9\u2010-\u2027]/u.test(
    text,
  );

/**
 * Text as it may be shown and indexed: NFC, no invisible or control characters, plain blanks, Ð
 * typed for Đ repaired. Line breaks are kept. Run it only after {@link detectEncoding}: it removes
 * U+00AD, which is ư in TCVN3.
 */
export const cleanText = (text: string): string =>
  isTidy(text)
    ? text
    : text
        .toWellFormed()
        .normalize('NFC')
        .replace(/\r\n?|[\u2028\u2029\f]/gu, '\n')
        .replace(INVISIBLE, '')
        .replace(CONTROL, '')
        .replace(/[\u00A0\u2000-\u200A\u202F\u205F\u3000]/gu, ' ')
        .replaceAll('Ð', 'Đ')
        .replaceAll('ð', 'đ');

/** One clean line: for titles, headings and metadata. */
export const cleanLine = (text: string): string => cleanText(text).replace(/\s+/gu, ' ').trim();

const UNICODE_VIETNAMESE = /[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]/gu;
const DECOMPOSED = /[a-zA-ZâêôăơưÂÊÔĂƠƯ][\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031B]/gu;
const HIGH = /[\u00A1-\u00FF\u03BC\u2212\u2219]/gu;
/** Signs that stand for Vietnamese letters in TCVN3 and that no language writes inside words. */
const TCVN3_SIGN = /[¨©ª«¬\u00AD®µ¶·¸¹»¼½¾\u03BC\u2219]|(?<=\p{L}\s?)\u2212(?=\s?\p{L})/gu;
const VNI_PAIR = /[aeouyôöAEOUYÔÖ][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]/gu;
const TCVN3_FONT = /^(?:[A-Z]{6}\+)?\.?vn(?!i[\s-])[a-z]/iu;
const VNI_FONT = /^(?:[A-Z]{6}\+)?vni[\s-]/iu;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

const [IS_HIGH, IS_UNICODE, IS_MARK] = [1, 2, 3];
/** What {@link HIGH}, {@link UNICODE_VIETNAMESE} and {@link DECOMPOSED} say of each code unit. */
const kindOf = Uint8Array.from({ length: 0x2220 }, (_, unit) => {
  const c = String.fromCharCode(unit);
  if (c.match(UNICODE_VIETNAMESE)) return IS_UNICODE;
  if (c.match(HIGH)) return IS_HIGH;
  return unit >= 0x300 && unit <= 0x323 ? IS_MARK : 0;
});

type Vote = 'unicode' | 'tcvn3' | 'vni' | 'other';

/** One line's own encoding: real files mix them (docs/domain.md). */
function voteOfLine(line: string): { vote: Vote; weight: number } {
  let high = 0;
  let unicode = 0;
  let marks = false;
  for (let i = 0; i < line.length; i++) {
    const kind = kindOf[line.charCodeAt(i)];
    if (kind === undefined || kind === 0) continue;
    if (kind === IS_HIGH) high++;
    else if (kind === IS_UNICODE) unicode++;
    else marks = true;
  }
  if (marks) unicode += count(line, DECOMPOSED);
  if (unicode * 3 >= high) return { vote: 'unicode', weight: unicode + high };
  const signs = count(line, TCVN3_SIGN);
  const pairs = count(line, VNI_PAIR);
  if (pairs >= high * 0.3 && pairs > signs) return { vote: 'vni', weight: high };
  if (signs >= high * 0.12) return { vote: 'tcvn3', weight: high };
  return { vote: 'other', weight: high };
}

/**
 * Vietnamese words are short and have no f, j, w, z: rejects Spanish, German, French (§5 point 4).
 */
function readsLikeVietnamese(lines: readonly string[], kind: Vote, leastSigns: number): boolean {
  const all = lines.join('\n');
  // Quotation marks alone («…» in Arabic or Russian) are no letters: an encoding shows itself in
  // several signs.
  if (
    kind === 'tcvn3' &&
    new Set(Array.from(all.matchAll(TCVN3_SIGN), (m) => m[0])).size < leastSigns
  )
    return false;
  if (count(all, /\p{L}/gu) > 2 * count(all, /[A-Za-z\u00AA-\u00FF]/gu)) return false;
  let words = 0;
  let foreign = 0;
  for (const line of lines) {
    const bare = kind === 'vni' ? line.replace(VNI_PAIR, (pair) => pair[0]!) : line;
    for (const [word] of bare.matchAll(/[A-Za-z\u00A1-\u00FF\u03BC\u2212\u2219]+/gu)) {
      if (!/[A-Za-z]/u.test(word)) continue;
      words++;
      if (word.length > 7 || /[fjwz]/iu.test(word)) foreign++;
    }
  }
  return words > 0 && foreign / words <= 0.12;
}

const SYLLABLE =
  /^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?$/u;

function syllableShare(text: string): number {
  const words =
    text
      .slice(0, 400_000)
      .normalize('NFD')
      .replace(/[\u0300-\u036F]/gu, '')
      .replaceAll('đ', 'd')
      .toLowerCase()
      .match(/[^\s\d.,;:()/-]+/gu) ?? [];
  return words.length === 0 ? 1 : words.filter((w) => SYLLABLE.test(w)).length / words.length;
}

/**
 * Letters replaced by symbols, private-use or replacement characters: a font with its own private
 * encoding.
 */
function isGarbled(text: string): boolean {
  const sample = text.slice(0, 400_000);
  const solid = sample.replace(/\s+/gu, '');
  if (solid.length < 20) return false;
  if (count(solid, /[\uFFFD\p{Co}\p{Cc}]/gu) > solid.length * 0.1) return true;
  const words = sample.split(/\s+/u).filter((w) => /\p{L}/u.test(w));
  const odd = words.filter(
    (w) => /[\p{L}\d][\\{}|^~`[\]<>]+[\p{L}\d]/u.test(w) && !w.includes('://'),
  );
  return words.length >= 5 && odd.length > words.length * 0.15;
}

/**
 * Which encoding a text layer is in. Font names narrow, text decides: 44 % of the files that
 * declare `.VnTime` are Unicode already (docs/domain.md). Give it the raw text, before any
 * cleaning.
 * @returns `unknown` when the text is garbled and no table helps, so only OCR does.
 */
export function detectEncoding(text: string, fontNames: readonly string[] = []): TextEncoding {
  const weights: Record<Vote, number> = { unicode: 0, tcvn3: 0, vni: 0, other: 0 };
  const lines: Record<Vote, string[]> = { unicode: [], tcvn3: [], vni: [], other: [] };
  for (const line of text.split('\n', 20_000)) {
    // Plain ASCII says nothing either way.
    if (!/[^ -~\t]/u.test(line)) continue;
    const { vote, weight } = voteOfLine(line);
    weights[vote] += weight;
    if (weight > 0 && lines[vote].length < 2_000) lines[vote].push(line);
  }
  const font = fontNames.some((f) => TCVN3_FONT.test(f))
    ? 'tcvn3'
    : fontNames.some((f) => VNI_FONT.test(f))
      ? 'vni'
      : null;
  const total = weights.unicode + weights.tcvn3 + weights.vni + weights.other;
  const legacy = weights.tcvn3 >= weights.vni ? 'tcvn3' : 'vni';
  const [share, least, signs] = font === null ? [0.25, 12, 4] : [0.08, 4, 2];
  if (
    weights[legacy] >= least &&
    weights[legacy] >= total * share &&
    readsLikeVietnamese(lines[legacy], legacy, signs)
  )
    return legacy;
  // Plenty of real Vietnamese letters: no need to look for damage.
  if (weights.unicode > text.length * 0.1) return 'unicode';
  if (isGarbled(text)) return 'unknown';
  // A legacy font without one accented letter, and not Vietnamese without marks either: a private
  // encoding.
  if (font !== null && total < text.length * 0.01 && text.length > 60 && syllableShare(text) < 0.3)
    return 'unknown';
  return 'unicode';
}

/**
 * True when a text layer deserves the cost of reading its font names before {@link detectEncoding}
 * decides.
 */
export function looksSuspicious(text: string): boolean {
  const unicode = count(text, UNICODE_VIETNAMESE);
  const high = count(text, HIGH);
  // A few signs and foreign names make no legacy text.
  if (unicode * 3 < high && high > Math.max(3, text.length * 0.01)) return true;
  return (
    isGarbled(text) ||
    (unicode === 0 &&
      high === 0 &&
      text.length > 60 &&
      syllableShare(text) < 0.15 &&
      !/\b(?:the|and|of|et|la|de|und|der)\b/iu.test(text))
  );
}

export const countLetters = (text: string): number => count(text, /\p{L}/gu);
