import { LEVELS } from '../docx/level-counters.ts';
import type { WordFile } from './fib.ts';
import { sprmsOf, type Sprm } from './sprms.ts';

/** One level of a list, as Word writes it before its paragraphs ([MS-DOC] 2.9.150). */
export interface ListLevel {
  readonly start: number;
  /** How its number is written, by the name of the standard: `decimal`, `upperRoman`, `bullet`. */
  readonly format: string;
  /** Characters 0 … 8 stand for the numbers of these levels. */
  readonly text: string;
  readonly gap: string;
  /** All numbers in digits. */
  readonly legal: boolean;
  /** A level above this number begins this one anew; 0 never. */
  readonly restart: number;
  /** How the label looks. */
  readonly look: readonly Sprm[];
}

/** A use of a list: paragraphs name it by its place, from 1. */
export interface ListUse {
  /** Uses of one list count on together. */
  readonly list: number;
  readonly levels: readonly ListLevel[];
  /** Numbers with which this use begins its levels anew when it first comes. */
  readonly starts: ReadonlyMap<number, number>;
}

const FORMATS: Readonly<Record<number, string>> = {
  0: 'decimal',
  1: 'upperRoman',
  2: 'lowerRoman',
  3: 'upperLetter',
  4: 'lowerLetter',
  5: 'ordinal',
  6: 'cardinalText',
  7: 'ordinalText',
  22: 'decimalZero',
  23: 'bullet',
  255: 'none',
};
const [LIST, LEVEL, USE] = [28, 28, 16];
const LONGEST_TEXT = 255;
const NO_GAP = 2;
const [LEGAL, NO_RESTART] = [0x04, 0x08];
const [HAS_START, HAS_LEVEL] = [0x10, 0x20];

/** Reads one record after the other; beyond the end everything is nothing. */
class Records {
  readonly #bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** @returns null when fewer bytes are left */
  take(length: number): Buffer | null {
    if (this.at + length > this.#bytes.length) return null;
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  level(index: number): ListLevel | null {
    const head = this.take(LEVEL);
    if (head === null) return null;
    this.take(head[25]!);
    const look = this.take(head[24]!);
    const length = this.take(2)?.readUInt16LE(0) ?? 0;
    const text = this.take(length * 2)?.toString('utf16le') ?? '';
    const flags = head[5]!;
    return {
      start: Math.max(0, head.readInt32LE(0)),
      format: FORMATS[head[4]!] ?? 'decimal',
      text: text.slice(0, LONGEST_TEXT),
      gap: head[15] === NO_GAP ? '' : ' ',
      legal: (flags & LEGAL) !== 0,
      restart: (flags & NO_RESTART) === 0 ? index : head[26]!,
      look: sprmsOf(look ?? Buffer.alloc(0)),
    };
  }
}

/** The levels of every list by its number; they stand behind the table that counts the lists. */
function listsOf(word: WordFile): Map<number, ListLevel[]> {
  const table = word.part('lists');
  const lists = new Map<number, ListLevel[]>();
  const count = table.length < 2 ? 0 : Math.max(0, table.readInt16LE(0));
  const records = new Records(word.table, word.offset('lists') + table.length);
  for (let i = 0; i < count; i++) {
    const head = table.subarray(2 + i * LIST, 2 + (i + 1) * LIST);
    if (head.length < LIST) break;
    const isSimple = (head[26]! & 1) !== 0;
    const levels: ListLevel[] = [];
    for (let n = 0; n < (isSimple ? 1 : LEVELS); n++) {
      const level = records.level(n);
      if (level === null) return lists;
      levels.push(level);
    }
    lists.set(head.readInt32LE(0), levels);
  }
  return lists;
}

/** The uses of lists in their order ([MS-DOC] 2.9.201); empty for a document without lists. */
export function listUses(word: WordFile): ListUse[] {
  const lists = listsOf(word);
  const table = word.part('listOverrides');
  const count = table.length < 4 ? 0 : table.readUInt32LE(0);
  const uses: ListUse[] = [];
  const records = new Records(table, 4 + count * USE);
  for (let i = 0; i < count; i++) {
    const head = table.subarray(4 + i * USE, 4 + (i + 1) * USE);
    if (head.length < USE) break;
    const list = head.readInt32LE(0);
    const levels = [...(lists.get(list) ?? [])];
    const starts = new Map<number, number>();
    records.take(4);
    for (let n = 0; n < head[12]!; n++) {
      const override = records.take(8);
      if (override === null) break;
      const flags = override.readUInt32LE(4);
      const index = flags & 0xf;
      if ((flags & HAS_START) !== 0) starts.set(index, Math.max(0, override.readInt32LE(0)));
      const level = (flags & HAS_LEVEL) === 0 ? null : records.level(index);
      if (level !== null) levels[index] = level;
    }
    uses.push({ list, levels, starts });
  }
  return uses;
}
