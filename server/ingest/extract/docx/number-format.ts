import { toRoman } from '#server/base/roman.ts';
import { cardinalWords, ordinalNumber, ordinalWords, vietnameseWords } from './number-words.ts';

const LARGEST_ROMAN = 32_767;

/** a … z, then aa, bb … zz, aaa: Word repeats the letter. */
function repeated(n: number, alphabet: readonly string[]): string {
  const times = Math.floor((n - 1) / alphabet.length) + 1;
  return alphabet[(n - 1) % alphabet.length]!.repeat(Math.min(times, 20));
}

const LATIN = Array.from('abcdefghijklmnopqrstuvwxyz');
const RUSSIAN = Array.from('абвгдежзиклмнопрстуфхцчшщыэюя');
const CHICAGO = ['*', '†', '‡', '§'] as const;
const CIRCLED_FROM = 0x24_60;
const FULL_WIDTH_FROM = 0xff_10;
const HAN = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;
const digits = (n: number, signs: readonly string[]): string =>
  Array.from(String(n), (d) => signs[Number(d)]!).join('');

function hanCounting(n: number): string {
  if (n >= 100) return digits(n, HAN);
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  if (tens === 0) return HAN[ones]!;
  return `${tens === 1 ? '' : HAN[tens]!}十${ones === 0 ? '' : HAN[ones]!}`;
}

const FORMATS: Readonly<Record<string, (n: number, language: string) => string>> = {
  decimal: String,
  decimalZero: (n) => String(n).padStart(2, '0'),
  decimalFullWidth: (n) =>
    digits(
      n,
      Array.from({ length: 10 }, (_, d) => String.fromCodePoint(FULL_WIDTH_FROM + d)),
    ),
  decimalEnclosedCircle: (n) =>
    n >= 1 && n <= 20 ? String.fromCodePoint(CIRCLED_FROM + n - 1) : String(n),
  decimalEnclosedParen: (n) => `(${n})`,
  decimalEnclosedFullstop: (n) => `${n}.`,
  numberInDash: (n) => `- ${n} -`,
  hex: (n) => n.toString(16).toUpperCase(),
  upperRoman: toRoman,
  lowerRoman: (n) => toRoman(n).toLowerCase(),
  upperLetter: (n) => repeated(n, LATIN).toUpperCase(),
  lowerLetter: (n) => repeated(n, LATIN),
  russianUpper: (n) => repeated(n, RUSSIAN).toUpperCase(),
  russianLower: (n) => repeated(n, RUSSIAN),
  chicago: (n) => repeated(n, CHICAGO),
  ordinal: ordinalNumber,
  ordinalText: ordinalWords,
  cardinalText: cardinalWords,
  vietnameseCounting: vietnameseWords,
  ideographDigital: (n) => digits(n, HAN),
  japaneseDigitalTenThousand: (n) => digits(n, HAN),
  chineseCounting: hanCounting,
  chineseCountingThousand: hanCounting,
  japaneseCounting: hanCounting,
  taiwaneseCounting: hanCounting,
};

/**
 * A number as Word writes it (ST_NumberFormat, ECMA-376 part 1, 17.18.59). `custom` formats are
 * the sample of the first number, `001`; a format that is not known is written in digits.
 * @param n 0 … 32,767
 */
export function formatNumber(
  n: number,
  format: string,
  { language = '', sample = '' }: { readonly language?: string; readonly sample?: string } = {},
): string {
  if (format === 'none') return '';
  if (format === 'custom') return String(n).padStart(/^0*\d/u.exec(sample)?.[0].length ?? 1, '0');
  const write = FORMATS[format];
  // Letters and Roman numbers have no zero: Word then writes the digit.
  if (write === undefined || n < 0 || n > LARGEST_ROMAN || (n === 0 && !ZERO_KNOWN.test(format)))
    return String(n);
  return write(n, language);
}

const ZERO_KNOWN = /^(?:decimal|number|hex|ordinal$|cardinal|vietnamese|ideograph)/u;
