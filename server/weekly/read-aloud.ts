import { fromRoman } from '#server/base/roman.ts';
import { digitsInWords, numberInWords } from './number-words.ts';
import { ISSUERS, SHORT_FORMS, UNITS } from './spoken-tables.ts';

/**
 * A text as a loudspeaker's announcer reads it: abbreviations in full, numbers in words, where the
 * tables know how. What they do not know stays as it is written.
 */

const spoken = (digits: string): string => numberInWords(Number(digits)) ?? digits;

/** One step of reading: what is written, and how it is said. */
type Step = readonly [written: RegExp, said: (...parts: string[]) => string];

/** `QH15`, `NĐ-CP`, `TTLT-BTP-BCA`: who issued a document; null where the table does not know. */
function issuerOf(ending: string): string | null {
  const [, body = '', term = ''] = /^(QH|UBTVQH)(\d{1,2})$/u.exec(ending) ?? [];
  if (body !== '')
    return `của ${body === 'QH' ? '' : 'Ủy ban Thường vụ '}Quốc hội khóa ${spoken(term)}`;
  const names = ending
    .split('-')
    .slice(1)
    .map((code) => ISSUERS[code]);
  return names.length === 0 || names.includes(undefined) ? null : `của ${names.join(' và ')}`;
}

/** `60/2014/QH13`, `123/2015/NĐ-CP`: number, year, who issued it. */
function readNumber(whole: string, number: string, year: string, ending: string): string {
  const issuer = issuerOf(ending);
  return issuer === null ? whole : `${spoken(number)} năm ${spoken(year)} ${issuer}`;
}

const readTime = (whole: string, hour: string, minute = ''): string =>
  Number(hour) > 24 || Number(minute) > 59
    ? whole
    : `${spoken(hour)} giờ${Number(minute) === 0 ? '' : ` ${spoken(minute)}`}`;

/** `0,25` → `không phẩy hai mươi lăm`; `0,05` digit by digit. */
const readDecimal = (_: string, whole: string, part: string): string =>
  `${spoken(whole)} phẩy ${part.startsWith('0') || part.length > 2 ? digitsInWords(part) : spoken(part)}`;

const DATES_AND_NUMBERS: readonly Step[] = [
  [/(\d{1,4})\/(\d{4})\/([\p{Lu}\d]{2,8}(?:-\p{L}{2,8}){0,3})/gu, readNumber],
  // A site is said; where a path follows, nobody types what they hear.
  [
    /(?:https?:\/\/)?(?<![\w@.-])((?:[a-z\d-]{1,40}\.){1,4}(?:vn|com|net|org))(?![\w./-]*[\w/-])/gu,
    (_, host) => host!.replaceAll('.', ' chấm '),
  ],
  [/(?<![\d.,/-])0\d(?:[ .]?\d){7,9}(?!\d)/gu, (digits) => digitsInWords(digits!)],
  [/(?<!\d)1[89]00(?:[ .]?\d){4,6}(?!\d)/gu, (digits) => digitsInWords(digits!)],
  [
    /(?<=(?:gọi|tổng đài|đường dây nóng)(?: số)? )1\d\d(?!\d)/gu,
    (digits) => digitsInWords(digits!),
  ],
  [
    /(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)/gu,
    (_, d, _sign, m, y) => `${spoken(d!)} tháng ${spoken(m!)} năm ${spoken(y!)}`,
  ],
  [/(?<=ngày )(\d{1,2})\/(\d{1,2})(?![\d/])/gu, (_, d, m) => `${spoken(d!)} tháng ${spoken(m!)}`],
  [/(?<=tháng )(\d{1,2})\/(\d{4})(?!\d)/gu, (_, m, y) => `${spoken(m!)} năm ${spoken(y!)}`],
  [
    /(?<!\p{L})([Qq]uý|[Cc]hương|[Pp]hần(?: thứ)?|[Mm]ục|[Pp]hụ lục|[Kk]hoản|[Kk]ỳ|[Ll]oại|[Hh]ạng|[Nn]hóm|[Kk]hóa|thứ) ([IVXL]{1,6})(?:\/(\d{4}))?(?![\p{L}\d])/gu,
    (_, what, roman, year) =>
      `${what} ${spoken(String(fromRoman(roman!)))}${year === undefined ? '' : ` năm ${spoken(year)}`}`,
  ],
  [
    /(?<![\p{L}\d.,/:-])(\d{1,2})(?:h|g|:)([0-5]\d)(?![\d:])/gu,
    (whole, hour, minute) => readTime(whole!, hour!, minute),
  ],
  [/(?<![\p{L}\d.,/:-])(\d{1,2})h(?![\p{L}\d])/gu, (whole, hour) => readTime(whole!, hour!)],
];

const wholeWord = (written: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\d])${written}(?![\\p{L}\\d])`, 'gu');
const SHORT: readonly Step[] = SHORT_FORMS.map(([written, full]) => [
  wholeWord(written),
  () => full,
]);

const AFTER_NUMBERS: readonly Step[] = [
  ...UNITS.map(([written, full]): Step => [
    new RegExp(`(?<=\\d) ?${written}(?![\\p{L}\\d])`, 'gu'),
    () => ` ${full}`,
  ]),
  [/(?<=\d{3}) ?đ(?!\p{L})/gu, () => ' đồng'],
  [/ ?%/gu, () => ' phần trăm'],
  [
    /(?<=đồng|phần trăm|mét|vuông|gam|lần|ngày|giờ)\/(tháng|năm|ngày|giờ|người|hộ|lần|tuần|buổi|mét|m2|m²)(?!\p{L})/gu,
    (_, each) => ` một ${/^m[2²]$/u.test(each!) ? 'mét vuông' : each}`,
  ],
];

const NUMBERS: readonly Step[] = [
  [/(\d{1,3}(?:\.\d{3}){1,3})(?![\d.])/gu, (n) => spoken(n!.replaceAll('.', ''))],
  // `khoản 1,2` is a list that lacks a blank.
  [
    /(?<!(?:[Kk]hoản|[Đđ]iểm|[Đđ]iều|[Mm]ục|số) )(?<![\p{L}\d.,/-])(\d{1,6}),(\d{1,3})(?![\p{L}\d/,-])/gu,
    readDecimal,
  ],
  [
    /(?<!(?:ngày|tháng|số|tổ|thửa|ngõ) )(?<![\p{L}\d.,/-])([1-9])\/([2-9]|10)(?![\p{L}\d/,-])/gu,
    (_, over, under) => `${spoken(over!)} phần ${under === '4' ? 'tư' : spoken(under!)}`,
  ],
  [
    /(?<![\p{L}\d.,/-])(\d{1,6}) ?[-–] ?(\d{1,6})(?![\p{L}\d/-]|[.,]\d)/gu,
    (_, from, to) => `${spoken(from!)} đến ${spoken(to!)}`,
  ],
  [
    /(?<![\p{L}\d.,/-])(\d{1,4})([a-zđ])(?![\p{L}\d])/gu,
    (_, n, letter) => `${spoken(n!)} ${letter}`,
  ],
  [/(?<![\p{L}\d.,/-])(\d{1,6})(?![\p{L}\d/-]|[.,]\d)/gu, (n) => spoken(n!)],
];

/** Everything the tables know, in one line of words. */
export const readAloud = (text: string): string =>
  [...DATES_AND_NUMBERS, ...SHORT, ...AFTER_NUMBERS, ...NUMBERS].reduce(
    (read, [written, said]) => read.replaceAll(written, said),
    text.normalize('NFC').replaceAll(/\s+/gu, ' '),
  );

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
