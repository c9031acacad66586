import { fromRoman, toRoman } from '#server/base/roman.ts';

/**
 * Printed numbers of pages that follow each other: `prefix` and a number that grows by one with
 * each page, in figures, Roman numerals or letters; or one word for a page that has no number.
 */
export interface PageLabels {
  /** First page, from 1; the range ends where the next begins. */
  readonly from: number;
  readonly prefix: string;
  readonly style: 'figures' | 'roman' | 'ROMAN' | 'letters' | 'LETTERS' | 'none';
  /** The number of the first page. */
  readonly start: number;
}

/** An attachment carries no more ranges. */
const MOST_RANGES = 200;
const LONGEST_LABEL = 40;

/** The number that lower-case Roman signs write; null for other words. */
function romanNumber(text: string): number | null {
  const number = fromRoman(text);
  return number > 0 && toRoman(number).toLowerCase() === text ? number : null;
}

/** `a` … `z`, `aa` … `zz`, as PDF counts with letters. */
const toLetters = (number: number): string =>
  String.fromCodePoint(97 + ((number - 1) % 26)).repeat(Math.floor((number - 1) / 26) + 1);

const inStyle = (style: PageLabels['style'], number: number): string => {
  switch (style) {
    case 'figures':
      return String(number);
    case 'roman':
      return toRoman(number).toLowerCase();
    case 'ROMAN':
      return toRoman(number);
    case 'letters':
      return toLetters(number);
    case 'LETTERS':
      return toLetters(number).toUpperCase();
    case 'none':
      return '';
  }
};

const shown = ({ from, prefix, style, start }: PageLabels, page: number): string =>
  prefix + inStyle(style, start + page - from);

/** Ways in which a label may begin a range, the likeliest first. */
function readings(label: string, page: number): PageLabels[] {
  const found: PageLabels[] = [];
  const add = (style: PageLabels['style'], prefix: string, start: number | null): void => {
    if (start !== null) found.push({ from: page, prefix, style, start });
  };
  const figures = /^(.*?)(\d{1,7})$/u.exec(label);
  if (figures !== null && !/^0./u.test(figures[2]!))
    add('figures', figures[1]!, Number(figures[2]));
  const numeral = /^(.*?)([ivxlcdm]{1,12}|[IVXLCDM]{1,12})$/u.exec(label);
  if (numeral !== null) {
    const upper = numeral[2] !== numeral[2]!.toLowerCase();
    add(upper ? 'ROMAN' : 'roman', numeral[1]!, romanNumber(numeral[2]!.toLowerCase()));
  }
  const letter = /^(.*?)([a-z]|[A-Z])$/u.exec(label);
  if (letter !== null) {
    const lower = letter[2]!.toLowerCase();
    add(lower === letter[2] ? 'letters' : 'LETTERS', letter[1]!, lower.codePointAt(0)! - 96);
  }
  add('none', label, 1);
  return found;
}

/**
 * Labels of all pages as ranges; empty when the pages only count from 1, and when there are more
 * ranges than a book has.
 */
export function packLabels(labels: readonly string[]): PageLabels[] {
  const clean = labels.map((label) =>
    label.normalize('NFC').replace(/\s+/gu, ' ').trim().slice(0, LONGEST_LABEL),
  );
  const ranges: PageLabels[] = [];
  for (let i = 0; i < clean.length;) {
    // The reading that goes on longest: `i` may be a letter or a numeral.
    let [best, length] = [readings(clean[i]!, i + 1)[0]!, 0];
    for (const range of readings(clean[i]!, i + 1)) {
      let end = i;
      while (end < clean.length && shown(range, end + 1) === clean[end]) end++;
      if (end - i > length) [best, length] = [range, end - i];
    }
    ranges.push(best);
    i += Math.max(1, length);
    if (ranges.length > MOST_RANGES) return [];
  }
  const [only, ...more] = ranges;
  const counts =
    more.length === 0 && only?.style === 'figures' && only.prefix === '' && only.start === 1;
  return counts ? [] : ranges;
}

/** The printed number of a page; null where none is printed or it is the page's own number. */
export function pageLabel(ranges: readonly PageLabels[] | undefined, page: number): string | null {
  const range = ranges?.findLast(({ from }) => from <= page);
  const label = range === undefined ? '' : shown(range, page);
  return label === '' || label === String(page) ? null : label;
}
