import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Words that no drawing instruction draws where they are seen: the value of a field, a note. */
export interface FieldText {
  /** The appearance that shows it; null when it has none. */
  readonly appearance: string | null;
  readonly text: string;
  /** Left, bottom, right, top in the page's own coordinates (points, y upwards). */
  readonly rect: readonly [number, number, number, number];
}

export interface Annotations {
  /** Appearances that are not read: boxes to tick, buttons, and fields read by their values. */
  readonly skipped: ReadonlySet<string>;
  readonly values: readonly FieldText[];
  /** Notes behind a sign on the page, which open when it is pressed. */
  readonly comments: readonly string[];
}

const NONE: Annotations = { skipped: new Set(), values: [], comments: [] };
/** Characters of one value or note. */
const LONGEST = 20_000;
const MOST = 5_000;

interface Annotation {
  readonly id?: unknown;
  readonly subtype?: unknown;
  readonly fieldType?: unknown;
  readonly fieldValue?: unknown;
  readonly password?: unknown;
  readonly hasAppearance?: unknown;
  readonly contentsObj?: { readonly str?: unknown };
  readonly rect?: unknown;
}

const plain = (value: unknown): string =>
  (Array.isArray(value)
    ? value.filter((v) => typeof v === 'string').join(', ')
    : String(value ?? '')
  )
    .slice(0, LONGEST)
    .trim();

function rectOf(rect: unknown): FieldText['rect'] | null {
  if (!Array.isArray(rect) || rect.length !== 4 || !rect.every((n) => Number.isFinite(n)))
    return null;
  const [a, b, c, d] = rect as [number, number, number, number];
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

/**
 * What stands on a page besides its own text. The values of form fields are read instead of their
 * appearances, whose fonts often say nothing of the letters; signatures, stamps and notes written on
 * the page are read by their appearances.
 */
export async function readAnnotations(page: PDFPageProxy): Promise<Annotations> {
  let all: readonly Annotation[];
  try {
    all = (await page.getAnnotations({ intent: 'display' })) as readonly Annotation[];
  } catch {
    // Damaged annotations cost themselves, not the page.
    return NONE;
  }
  const skipped = new Set<string>();
  const values: FieldText[] = [];
  const comments: string[] = [];
  for (const annotation of all.slice(0, MOST)) {
    const { subtype, fieldType, contentsObj } = annotation;
    const isValue = fieldType === 'Tx' || fieldType === 'Ch';
    const isNote = subtype === 'Text';
    if (isValue || isNote || fieldType === 'Btn') skipped.add(String(annotation.id));
    const contents = plain(contentsObj?.str);
    if (isNote && contents !== '') comments.push(contents);
    const text = isValue
      ? annotation.password === true
        ? ''
        : plain(annotation.fieldValue)
      : subtype === 'FreeText' && annotation.hasAppearance !== true
        ? contents
        : '';
    const rect = rectOf(annotation.rect);
    const appearance = annotation.hasAppearance === true ? String(annotation.id) : null;
    if (text !== '' && rect !== null) values.push({ text, rect, appearance });
  }
  return { skipped, values, comments };
}

export interface FieldWord {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly spaced: boolean;
}

/** Of the size: about as wide as letters are. */
const LETTER = 0.5;
/** Points: larger letters are seldom filled in. */
const LARGEST = 12;

/** Words of a value as they about stand in its field: on one line in the middle, or from the top. */
export function wordsInField({ text, rect: [left, bottom, right, top] }: FieldText): FieldWord[] {
  const [width, height] = [right - left, top - bottom];
  const size = Math.max(1, Math.min(LARGEST, 0.75 * height));
  const words: FieldWord[] = [];
  let y = height < 2.2 * LARGEST ? bottom + (height - size) / 2 + 0.2 * size : top - 1.1 * size;
  for (const line of text.split(/\r\n?|\n/u)) {
    let x = left + 2;
    for (const word of line.split(/\s+/u).filter((w) => w !== '')) {
      const wide = word.length * LETTER * size;
      if (x > left + 2 && x + wide > left + width && height >= 2.2 * LARGEST) {
        x = left + 2;
        y -= 1.2 * size;
      }
      words.push({ text: word, x, y, width: wide, size, spaced: true });
      x += wide + 0.3 * size;
    }
    y -= 1.2 * size;
  }
  return words;
}
