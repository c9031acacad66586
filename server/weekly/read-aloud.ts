/**
 * A text as a loudspeaker's announcer reads it: abbreviations in full, numbers in words, where the
 * tables know how. What they do not know stays as it is written.
 */

/** Whole words, as they stand in legal texts. */
const SHORT_FORMS: readonly (readonly [written: string, read: string])[] = [
  ['UBND', 'Ủy ban nhân dân'],
  ['HĐND', 'Hội đồng nhân dân'],
  ['MTTQ', 'Mặt trận Tổ quốc'],
  ['TAND', 'Tòa án nhân dân'],
  ['VKSND', 'Viện kiểm sát nhân dân'],
  ['PBGDPL', 'phổ biến, giáo dục pháp luật'],
  ['BHXH', 'bảo hiểm xã hội'],
  ['BHYT', 'bảo hiểm y tế'],
  ['CCCD', 'căn cước công dân'],
  ['GCN', 'giấy chứng nhận'],
  ['QSDĐ', 'quyền sử dụng đất'],
  ['TTHC', 'thủ tục hành chính'],
];

/** Who issued a document, by the end of its number. */
const ISSUERS: readonly (readonly [ending: string, read: string])[] = [
  ['NĐ-CP', 'của Chính phủ'],
  ['NQ-CP', 'của Chính phủ'],
  ['QĐ-TTg', 'của Thủ tướng Chính phủ'],
  ['CT-TTg', 'của Thủ tướng Chính phủ'],
  ['TT-BTP', 'của Bộ Tư pháp'],
  ['TT-BTC', 'của Bộ Tài chính'],
  ['TT-BCA', 'của Bộ Công an'],
];

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const SCALES = ['', ' nghìn', ' triệu', ' tỷ'] as const;

/** 0–999; `whole`: hundreds are said although there are none. */
function threeDigits(n: number, whole: boolean): string {
  const [hundreds, tens, ones] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10];
  const parts: string[] = [];
  if (hundreds > 0 || whole) parts.push(`${DIGITS[hundreds]} trăm`);
  if (tens > 1) parts.push(`${DIGITS[tens]} mươi`);
  else if (tens === 1) parts.push('mười');
  else if (ones > 0 && parts.length > 0) parts.push('linh');
  if (ones > 0)
    parts.push(tens > 1 && ones === 1 ? 'mốt' : tens > 0 && ones === 5 ? 'lăm' : DIGITS[ones]!);
  return parts.join(' ');
}

/** A whole number in words: 2014 → `hai nghìn không trăm mười bốn`; null from a thousand milliards on. */
export function numberInWords(n: number): string | null {
  if (!Number.isInteger(n) || n < 0 || n >= 1e12) return null;
  if (n === 0) return DIGITS[0];
  const groups: string[] = [];
  for (let [rest, scale] = [n, 0]; rest > 0; rest = Math.floor(rest / 1_000), scale++) {
    const group = rest % 1_000;
    const whole = rest >= 1_000;
    if (group > 0) groups.unshift(`${threeDigits(group, whole)}${SCALES[scale]}`);
  }
  return groups.join(' ');
}

const spoken = (digits: string): string => numberInWords(Number(digits)) ?? digits;

/** `60/2014/QH13`, `123/2015/NĐ-CP`: number, year, who issued it. */
function readNumber(whole: string, number: string, year: string, ending: string): string {
  const assembly = /^QH(\d{1,2})$/u.exec(ending)?.[1];
  const issuer =
    assembly === undefined
      ? ISSUERS.find(([known]) => known === ending)?.[1]
      : `của Quốc hội khóa ${spoken(assembly)}`;
  return issuer === undefined ? whole : `${spoken(number)} năm ${spoken(year)} ${issuer}`;
}

/** Everything the tables know, in one line of words. */
export function readAloud(text: string): string {
  let read = text.normalize('NFC').replaceAll(/\s+/gu, ' ');
  read = read.replaceAll(
    /(\d{1,4})\/(\d{4})\/([\p{Lu}\d]{2,6}(?:-[\p{L}]{2,6})?)/gu,
    (whole, number: string, year: string, ending: string) =>
      readNumber(whole, number, year, ending),
  );
  read = read.replaceAll(
    /(\d{1,2})\/(\d{1,2})\/(\d{4})/gu,
    (_, d: string, m: string, y: string) => `${spoken(d)} tháng ${spoken(m)} năm ${spoken(y)}`,
  );
  for (const [written, full] of SHORT_FORMS)
    read = read.replaceAll(new RegExp(`(?<![\\p{L}\\d])${written}(?![\\p{L}\\d])`, 'gu'), full);
  return read
    .replaceAll(/(\d{1,3}(?:\.\d{3}){1,3})(?![\d.])/gu, (n: string) =>
      spoken(n.replaceAll('.', '')),
    )
    .replaceAll(/(?<![\p{L}\d.,/-])(\d{1,6})(?![\p{L}\d/-]|[.,]\d)/gu, (n: string) => spoken(n))
    .replaceAll(' %', '%')
    .replaceAll('%', ' phần trăm');
}

/** Vietnamese syllables stand between spaces; signs alone are none. */
export const syllableCount = (text: string): number =>
  text.split(/\s+/u).filter((word) => /[\p{L}\d]/u.test(word)).length;

/**
 * Sentences as they end; the last one of a line keeps its line end, because a heading or an entry of
 * a list is one though no stop ends it.
 */
export const sentencesOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .split(/\n+/u)
    .map((line) => line.replaceAll(/\s+/gu, ' ').trim())
    .filter((line) => line !== '')
    .flatMap((line) => `${line}\n`.split(/(?<=[.!?;…]) (?=[\p{Lu}\d“"]|[a-zđ]\))/u));
