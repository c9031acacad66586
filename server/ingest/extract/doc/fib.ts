import { AppError } from '#server/base/errors.ts';
import type { CompoundFile } from '../compound/compound-file.ts';

/** Words of the file's head that say where everything stands ([MS-DOC] 2.5). */
export const WORD_MAGIC = 0xa5ec;
/** The first version whose text is described so: Word 97. */
const WORD_97 = 0xc1;
const FIRST_PAIR = 0x9a;
const LEAST_HEAD = 0x1b2;
const [ENCRYPTED, SECOND_TABLE] = [0x0100, 0x0200];

/** The texts of a document, one behind the other. */
export const STORIES = [
  'main',
  'footnotes',
  'headers',
  'macros',
  'annotations',
  'endnotes',
  'boxes',
  'headerBoxes',
] as const;
export type StoryName = (typeof STORIES)[number];

/** Number of a pair of offset and length in the head. */
const PAIRS = {
  styles: 1,
  footnoteRefs: 2,
  footnoteTexts: 3,
  annotationRefs: 4,
  headerTexts: 11,
  characterFormats: 12,
  paragraphFormats: 13,
  fonts: 15,
  pieces: 33,
  shapes: 40,
  endnoteRefs: 46,
  endnoteTexts: 47,
  boxTexts: 56,
  lists: 73,
  listOverrides: 74,
} as const;

/** The streams of a Word file and what its head says of them. */
export interface WordFile {
  /** Text and formats. */
  readonly text: Buffer;
  readonly table: Buffer;
  /** Where each story begins and how many characters it has. */
  readonly stories: Readonly<
    Record<StoryName, { readonly start: number; readonly length: number }>
  >;
  /** A part of the table stream; empty when the file has none. */
  part(name: keyof typeof PAIRS): Buffer;
  /** Where that part begins in the table stream. */
  offset(name: keyof typeof PAIRS): number;
}

function storiesOf(head: Buffer): WordFile['stories'] {
  let start = 0;
  const stories = STORIES.map((name, i) => {
    const length = Math.max(0, head.readInt32LE(0x4c + i * 4));
    const story = [name, { start, length }] as const;
    start += length;
    return story;
  });
  return Object.fromEntries(stories) as WordFile['stories'];
}

/**
 * @returns null for a document of Word 6.0 or 95, which is written otherwise
 * @throws AppError file-encrypted | file-broken
 */
export async function openWordFile(compound: CompoundFile): Promise<WordFile | null> {
  const text = await compound.read('WordDocument');
  if (text.length < 32 || (text.readUInt16LE(0) !== WORD_MAGIC && text.readUInt16LE(2) >= WORD_97))
    throw new AppError('file-broken');
  const flags = text.readUInt16LE(10);
  if ((flags & ENCRYPTED) !== 0) throw new AppError('file-encrypted');
  if (text.readUInt16LE(2) < WORD_97) return null;
  if (text.length < LEAST_HEAD) throw new AppError('file-broken');
  const table = await compound.read((flags & SECOND_TABLE) === 0 ? '0Table' : '1Table');
  const pair = (name: keyof typeof PAIRS): readonly [offset: number, length: number] => {
    const at = FIRST_PAIR + PAIRS[name] * 8;
    return at + 8 > text.length ? [0, 0] : [text.readUInt32LE(at), text.readUInt32LE(at + 4)];
  };
  return {
    text,
    table,
    stories: storiesOf(text),
    offset: (name) => pair(name)[0],
    part(name) {
      const [offset, length] = pair(name);
      return table.subarray(offset, offset + length);
    },
  };
}

/**
 * A list of positions with a record of fixed size behind each but the last ([MS-DOC] 2.2.2).
 * @param size bytes of a record
 */
export function positionsOf(
  bytes: Buffer,
  size: number,
): { readonly positions: readonly number[]; readonly records: readonly Buffer[] } {
  const count = Math.max(0, Math.floor((bytes.length - 4) / (4 + size)));
  if (count === 0) return { positions: [], records: [] };
  const from = (count + 1) * 4;
  return {
    positions: Array.from({ length: count + 1 }, (_, i) => bytes.readUInt32LE(i * 4)),
    records: Array.from({ length: count }, (_, i) =>
      bytes.subarray(from + i * size, from + (i + 1) * size),
    ),
  };
}
