import { withoutSpans } from '#server/base/spans.ts';
/**
 * Number formats of cells (ECMA-376 part 1 §18.8.30–31), as far as they decide what a value is: how
 * much of a date a person wrote, and the zeros and letters of a number that is a name.
 */

const DAY_MS = 86_400_000;
/** Day 0 of Excel's calendar, which has a 29 February 1900: right for every day after it. */
const EPOCH = Date.UTC(1899, 11, 30);

export type CellFormat =
  | { readonly kind: 'number' }
  /** Characters of `2024-05-12` that the cell shows: 4, 7 or 10. */
  | { readonly kind: 'date'; readonly shown: 4 | 7 | 10 }
  /** Digits in the places of `0` and `#`, the rest as it stands. */
  | { readonly kind: 'padded'; readonly parts: readonly (string | null)[] };

/** Excel takes 255 characters. */
const LONGEST_CODE = 1_000;

const NUMBER: CellFormat = { kind: 'number' };
const WHOLE_DAY: CellFormat = { kind: 'date', shown: 10 };

const MONTH_AND_YEAR = 17;

/** Formats that have no code of their own in the file. */
export function builtInFormat(id: number): CellFormat {
  if (id === MONTH_AND_YEAR) return { kind: 'date', shown: 7 };
  return (id >= 14 && id <= 22) || (id >= 45 && id <= 47) ? WHOLE_DAY : NUMBER;
}

/** The format of positive numbers, without colours, currencies and locales. */
const positive = (code: string): string =>
  withoutSpans(
    // What is never closed ends with the code.
    /(?:"[^"]*(?:"|$)|\\(?:.|$)|\[[^\]]*(?:\]|$)|[^;"\\[])+/su.exec(code)?.[0] ?? '',
    '[',
    ']',
  );

function dateFormat(bare: string): CellFormat | null {
  const [day, year] = [/d/iu.test(bare), /[ye]/iu.test(bare)];
  // `m` beside hours or seconds means minutes.
  const month = /m/iu.test(bare.replace(/(?<!h)h+[^a-z]*m+|(?<!m)m+[^a-z]*s+/giu, ''));
  if (!day && !/y/iu.test(bare)) return null;
  if (day || !year) return WHOLE_DAY;
  return { kind: 'date', shown: month ? 7 : 4 };
}

/** Two zeros or a word before them: `0000`, `"TP-"000`; not `0`, `#,##0`, `0.00`, `0%`. */
function paddedFormat(code: string): CellFormat | null {
  const parts: (string | null)[] = [];
  for (const [token] of code.matchAll(/"[^"]*"|\\.|_.|\*.|[\s\S]/gu)) {
    if (token === '0' || token === '#') parts.push(null);
    else if (token.startsWith('"')) parts.push(token.slice(1, -1));
    else if (token.startsWith('\\')) parts.push(token.slice(1));
    else if (/^[-/():+ ]$/u.test(token)) parts.push(token);
    else return null;
  }
  const zeros = code.replace(/"[^"]*"|\\./gu, '').match(/0/gu)?.length ?? 0;
  const first = parts.indexOf(null);
  const named = parts.slice(0, Math.max(first, 0)).some((part) => /\p{L}/u.test(part ?? ''));
  return zeros >= 2 || (zeros === 1 && named) ? { kind: 'padded', parts } : null;
}

/** What a format code of the file makes of a number. */
export function readFormat(written: string): CellFormat {
  const code = written.slice(0, LONGEST_CODE);
  // Formats that depend on the value say nothing about what it is.
  if (/\[[<>=]/u.test(code)) return NUMBER;
  const form = positive(code);
  const bare = form.replace(/"[^"]*"|\\.|_.|\*./gu, '');
  if (/^general$/iu.test(bare.trim()) || bare.includes('@')) return NUMBER;
  return dateFormat(bare) ?? paddedFormat(form) ?? NUMBER;
}

function padded(number: number, parts: readonly (string | null)[]): string {
  let digits = String(number);
  let text = '';
  let left = parts.filter((part) => part === null).length;
  for (const part of parts.toReversed()) {
    if (part !== null) {
      text = part + text;
      continue;
    }
    left--;
    // The first place takes all digits that are left.
    const taken = left === 0 ? digits.padStart(1, '0') : (digits.at(-1) ?? '0');
    digits = left === 0 ? '' : digits.slice(0, -1);
    text = taken + text;
  }
  return text;
}

/**
 * A number as its cell shows it: `2024-05` for one shown as a month, `0001` for one padded with
 * zeros, else in plain digits.
 * @param shift days between this book's calendar and that of 1900
 */
export function formatNumber(number: number, format: CellFormat, shift: number): string {
  if (format.kind === 'date' && number >= 1)
    return new Date(EPOCH + (Math.floor(number) + shift) * DAY_MS)
      .toISOString()
      .slice(0, format.shown);
  if (format.kind === 'padded' && Number.isSafeInteger(number) && number >= 0)
    return padded(number, format.parts);
  // 0.1 + 0.2 as Excel keeps it, and large numbers without an exponent.
  return String(Number(number.toPrecision(15)));
}
