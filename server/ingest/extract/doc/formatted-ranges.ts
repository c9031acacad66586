import { positionsOf, type WordFile } from './fib.ts';

/** A stretch of the text stream, in bytes, that has one format. */
export interface FormattedRange {
  readonly from: number;
  readonly to: number;
  /** Number of the paragraph's style; 0 for characters. */
  readonly style: number;
  /** The changes of properties, not yet read. */
  readonly changes: Buffer;
}

const PAGE = 512;
const PAGE_NUMBER = 0x3fffff;
const NOTHING = Buffer.alloc(0);

/** A counted list within a page; empty where the page ends before. */
const within = (page: Buffer, at: number, length: number): Buffer =>
  at + length <= page.length ? page.subarray(at, at + length) : NOTHING;

function characterRange(
  page: Buffer,
  count: number,
  i: number,
): Pick<FormattedRange, 'style' | 'changes'> {
  const at = page[(count + 1) * 4 + i]! * 2;
  return { style: 0, changes: at === 0 ? NOTHING : within(page, at + 1, page[at]!) };
}

const PARAGRAPH_RECORD = 13;
function paragraphRange(
  page: Buffer,
  count: number,
  i: number,
): Pick<FormattedRange, 'style' | 'changes'> {
  const record = (count + 1) * 4 + i * PARAGRAPH_RECORD;
  const at = record < page.length ? page[record]! * 2 : 0;
  if (at === 0) return { style: 0, changes: NOTHING };
  // The length counts words; 0 says that the next byte counts them, with one byte more.
  const long = page[at] === 0;
  const [from, length] = long ? [at + 2, (page[at + 1] ?? 0) * 2] : [at + 1, page[at]! * 2 - 1];
  const all = within(page, from, length);
  return all.length < 2
    ? { style: 0, changes: NOTHING }
    : { style: all.readUInt16LE(0), changes: all.subarray(2) };
}

/** Formats of a file's characters or paragraphs, in order of their bytes ([MS-DOC] 2.9.33, 2.9.175). */
export class FormattedRanges {
  readonly #ranges: readonly FormattedRange[];

  constructor(word: WordFile, kind: 'characters' | 'paragraphs') {
    const list = word.part(kind === 'characters' ? 'characterFormats' : 'paragraphFormats');
    const read = kind === 'characters' ? characterRange : paragraphRange;
    const ranges: FormattedRange[] = [];
    for (const record of positionsOf(list, 4).records) {
      const from = (record.readUInt32LE(0) & PAGE_NUMBER) * PAGE;
      const page = word.text.subarray(from, from + PAGE);
      if (page.length < PAGE) continue;
      const count = page[PAGE - 1]!;
      for (let i = 0; i < count && (i + 2) * 4 <= PAGE; i++)
        ranges.push({
          from: page.readUInt32LE(i * 4),
          to: page.readUInt32LE(i * 4 + 4),
          ...read(page, count, i),
        });
    }
    this.#ranges = ranges.toSorted((x, y) => x.from - y.from);
  }

  /** Number of the last range that begins at or before a byte; -1 for none. */
  #before(byte: number): number {
    let [low, high] = [-1, this.#ranges.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#ranges[middle]!.from <= byte) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The range that a byte stands in; undefined where the file says nothing of it. */
  at(byte: number): FormattedRange | undefined {
    const range = this.#ranges[this.#before(byte)];
    return range !== undefined && byte < range.to ? range : undefined;
  }

  /** Where the format that holds at a byte ends. */
  endOf(byte: number): number {
    const at = this.#before(byte);
    const range = this.#ranges[at];
    if (range !== undefined && byte < range.to) return range.to;
    return this.#ranges[at + 1]?.from ?? Number.MAX_SAFE_INTEGER;
  }
}
