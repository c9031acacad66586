import { toRoman } from '#server/base/roman.ts';

/**
 * Markers of list items: `b)` of a law is written by nobody, the list makes it. They are text of
 * the law, so they are computed wherever words are taken from a page.
 */

/** As browsers write it: numbers that have no Roman form stand in figures. */
const roman = (n: number): string => (n < 1 || n > 3999 ? String(n) : toRoman(n).toLowerCase());

/** 1 → first, 27 → first first: numerals without a zero. */
export function alphabetic(n: number, letters: readonly string[]): string {
  if (n < 1 || letters.length < 2) return String(n);
  let text = '';
  for (let rest = n; rest > 0; rest = Math.floor((rest - 1) / letters.length))
    text = letters[(rest - 1) % letters.length]! + text;
  return text;
}

const LATIN = [...'abcdefghijklmnopqrstuvwxyz'];
const GREEK = [...'αβγδεζηθικλμνξοπρστυφχψω'];

type Numeral = (n: number) => string;
const NUMERALS: Readonly<Record<string, Numeral>> = {
  decimal: String,
  'decimal-leading-zero': (n) => (n >= 0 && n < 10 ? `0${n}` : String(n)),
  'lower-alpha': (n) => alphabetic(n, LATIN),
  'upper-alpha': (n) => alphabetic(n, LATIN).toUpperCase(),
  'lower-roman': roman,
  'upper-roman': (n) => roman(n).toUpperCase(),
  'lower-greek': (n) => alphabetic(n, GREEK),
};
const ALIASES: Readonly<Record<string, string>> = {
  'lower-latin': 'lower-alpha',
  'upper-latin': 'upper-alpha',
};
const BULLETS: ReadonlySet<string> = new Set(['disc', 'circle', 'square', 'none']);

/** The name by which pages know a marker of CSS, or null for one that no page has. */
export function markerStyle(name: string): string | null {
  const known = ALIASES[name] ?? name;
  return Object.hasOwn(NUMERALS, known) || BULLETS.has(known) ? known : null;
}

/** A number as a style of CSS writes it; null for a style without numbers. */
export const numeral = (style: string, n: number): string | null =>
  Object.hasOwn(NUMERALS, style) ? NUMERALS[style]!(n) : null;

/** `<ol type>` for the styles that it can say, for copies of a page without its style sheet. */
const TYPES: Readonly<Record<string, string>> = {
  decimal: '1',
  'lower-alpha': 'a',
  'upper-alpha': 'A',
  'lower-roman': 'i',
  'upper-roman': 'I',
};
const BY_TYPE = new Map(Object.entries(TYPES).map(([style, type]) => [type, style]));

export const styleOfType = (type: string): string | null =>
  BY_TYPE.get(type) ?? markerStyle(type.toLowerCase());

const CLASS = /^marker-([a-z-]+)$/u;

/**
 * Attributes by which a list or an item carries a marker of {@link markerStyle}. The class says it
 * to our style sheets, whose selectors cannot tell `type="a"` from `type="A"`.
 */
export const markerAttributes = (element: string, style: string): [string, string][] => [
  ...(element === 'ol' && TYPES[style] !== undefined
    ? [['type', TYPES[style]] satisfies [string, string]]
    : []),
  ['class', `marker-${style}`],
];

interface List {
  readonly style: string;
  readonly step: 1 | -1;
  /** Null in a list that counts down from a number nobody knows yet. */
  next: number | null;
}

const styleOf = (attribs: Readonly<Record<string, string>>): string | null =>
  CLASS.exec(attribs['class'] ?? '')?.[1] ??
  (attribs['type'] ? styleOfType(attribs['type']) : null);

const whole = (text: string | undefined): number | null =>
  /^-?\d{1,6}$/u.test(text ?? '') ? Number(text) : null;

/** The markers of sanitised lists in the order in which their elements open and close. */
export class ListMarkers {
  readonly #open: List[] = [];

  openList(name: string, attribs: Readonly<Record<string, string>>): void {
    const reversed = attribs['reversed'] !== undefined;
    this.#open.push({
      style: styleOf(attribs) ?? (name === 'ol' ? 'decimal' : 'disc'),
      step: reversed ? -1 : 1,
      next: whole(attribs['start']) ?? (reversed ? null : 1),
    });
  }

  closeList(): void {
    this.#open.pop();
  }

  /** `b.`, or empty for a bullet or an item outside any list. */
  item(attribs: Readonly<Record<string, string>>): string {
    const list = this.#open.at(-1);
    if (list === undefined) return '';
    const number = whole(attribs['value']) ?? list.next;
    if (number === null) return '';
    list.next = number + list.step;
    const text = numeral(styleOf(attribs) ?? list.style, number);
    return text === null ? '' : `${text}.`;
  }
}
