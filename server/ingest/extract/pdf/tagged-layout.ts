import { around, textOfWords, type Block, type Line, type Row, type Word } from './lines.ts';
import { isLaidOutInBoxes, layOut, linesOfWords } from './regions.ts';
import type { Marks, TaggedUnit } from './structure-tree.ts';

/** Of the words of a page, so many at least must be tagged for its tags to be followed. */
const LEAST_TAGGED = 0.95;
/** Of the size: a word without a tag belongs to what stands as near as this in its line. */
const NEAR = 3;

/** A paragraph of the tags with its words. */
interface Slot {
  readonly words: Word[];
}

/** Slots of a page by the marks of their words. */
function slotsOf(units: readonly TaggedUnit[]): {
  readonly byMark: ReadonlyMap<number, Slot>;
  readonly byMarks: ReadonlyMap<Marks, Slot>;
} {
  const byMark = new Map<number, Slot>();
  const byMarks = new Map<Marks, Slot>();
  const all = units.flatMap((u) => (u.kind === 'block' ? [u.marks] : u.rows.flat(2)));
  for (const marks of all) {
    const slot: Slot = { words: [] };
    byMarks.set(marks, slot);
    for (const mark of marks) byMark.set(mark, slot);
  }
  return { byMark, byMarks };
}

/** What a word without a tag stands beside: the stamped number in `Số: … /KH-UBND`. */
function slotBeside(
  words: readonly Word[],
  i: number,
  slots: readonly (Slot | undefined)[],
): Slot | undefined {
  for (let k = i - 1; k >= 0; k--)
    if (slots[k] !== undefined)
      return words[i]!.left - words[k]!.right < NEAR * words[i]!.size ? slots[k] : undefined;
  for (let k = i + 1; k < words.length; k++)
    if (slots[k] !== undefined)
      return words[k]!.left - words[i]!.right < NEAR * words[i]!.size ? slots[k] : undefined;
  return undefined;
}

/** Puts words into the slots of their tags. @returns those that have none, with their rows */
function sortWords(
  rows: readonly Row[],
  byMark: ReadonlyMap<number, Slot>,
): { readonly artifacts: Row[]; readonly rest: Row[]; readonly share: number } {
  const artifacts: Row[] = [];
  const rest: Row[] = [];
  let [tagged, all] = [0, 0];
  for (const row of rows) {
    const slots = row.words.map((word) => (word.artifact ? undefined : byMark.get(word.mark)));
    const artifact = row.words.filter((word, i) => word.artifact && slots[i] === undefined);
    const left: Word[] = [];
    row.words.forEach((word, i) => {
      if (artifact.includes(word)) return;
      const slot = slots[i] ?? slotBeside(row.words, i, slots);
      all += word.text.length;
      if (slots[i] !== undefined || (word.mark < 0 && slot !== undefined))
        tagged += word.text.length;
      if (slot === undefined) left.push(word);
      else slot.words.push(word);
    });
    if (artifact.length > 0) artifacts.push({ ...row, ...around(artifact), words: artifact });
    if (left.length > 0) rest.push({ ...row, ...around(left), words: left });
  }
  return { artifacts, rest, share: all === 0 ? 0 : tagged / all };
}

/** Of the size: words of one line stand no further apart, those of two columns do. */
const COLUMN_GAP = 3;

/** Words of one line up to the next wide gap. */
function piecesOf({ words }: Line): Word[][] {
  const pieces: Word[][] = [];
  words.forEach((word, i) => {
    const before = words[i - 1];
    if (before !== undefined && word.left - before.right < COLUMN_GAP * word.size)
      pieces.at(-1)!.push(word);
    else pieces.push([word]);
  });
  return pieces;
}

/** Lines of a paragraph, which may go on at the top of the next column. */
function linesOfSlot({ words }: Slot): Line[] {
  const pieces = linesOfWords(words)
    .flatMap(piecesOf)
    .map((piece) => ({ piece, ...around(piece) }))
    .toSorted((x, y) => x.left - y.left);
  const columns: Word[][] = [];
  let right = -Infinity;
  for (const { piece, ...box } of pieces) {
    if (box.left > right) columns.push([...piece]);
    else columns.at(-1)!.push(...piece);
    right = Math.max(right, box.right);
  }
  return columns
    .flatMap(linesOfWords)
    .map((line, i) => ({ ...line, tag: i === 0 ? 'begins' : 'goes-on' }));
}

/** Paragraphs below each other in one column as one block. */
function inColumns(paragraphs: readonly (readonly Line[])[]): Block[] {
  const blocks: Line[][] = [];
  for (const lines of paragraphs.filter((p) => p.length > 0)) {
    const open = blocks.at(-1);
    const above = open === undefined ? null : around(open);
    const own = around(lines);
    const below =
      above !== null &&
      lines[0]!.baseline > open!.at(-1)!.baseline &&
      Math.min(above.right, own.right) > Math.max(above.left, own.left);
    if (below) open!.push(...lines);
    else blocks.push([...lines]);
  }
  return blocks.map((lines) => ({ kind: 'lines', lines }));
}

type Table = Extract<TaggedUnit, { kind: 'table' }>;

/** A table row by row; one that only lays out the head or end of a document, column by column. */
function blocksOfTable({ rows }: Table, byMarks: ReadonlyMap<Marks, Slot>): Block[] {
  const cells = rows.map((row) =>
    row.map((cell) => cell.map((marks) => linesOfSlot(byMarks.get(marks)!))),
  );
  const texts = cells.map((row) =>
    row.map((cell) => cell.flat().map(({ words }) => textOfWords(words))),
  );
  if (isLaidOutInBoxes(texts)) {
    const columns = Math.max(...cells.map((row) => row.length));
    return Array.from({ length: columns }, (_, c) =>
      inColumns(cells.flatMap((row) => row[c] ?? [])),
    ).flat();
  }
  return cells
    .map((row) => row.map((cell) => cell.flat()).filter((lines) => lines.length > 0))
    .filter((row) => row.length > 0)
    .map((row) => ({ kind: 'row', cells: row }));
}

/**
 * A page in the order of its tags; what the author marked as no part of the text, and what bears no
 * tag, stands before or after it.
 * @returns null when too few of its words are tagged
 */
export function layOutTagged(rows: readonly Row[], units: readonly TaggedUnit[]): Block[] | null {
  const { byMark, byMarks } = slotsOf(units);
  if (byMark.size === 0) return null;
  const { artifacts, rest, share } = sortWords(rows, byMark);
  if (share < LEAST_TAGGED) return null;
  const blocks: Block[] = [];
  let paragraphs: Line[][] = [];
  const flush = (): void => {
    blocks.push(...inColumns(paragraphs));
    paragraphs = [];
  };
  for (const unit of units) {
    if (unit.kind === 'block') {
      paragraphs.push(linesOfSlot(byMarks.get(unit.marks)!));
      continue;
    }
    flush();
    blocks.push(...blocksOfTable(unit, byMarks));
  }
  flush();
  const top = rows.find((row) => row.words.some((w) => byMark.has(w.mark)))?.baseline ?? 0;
  return [
    ...layOut(artifacts.filter((row) => row.baseline < top)),
    ...blocks,
    ...layOut(rest),
    ...layOut(artifacts.filter((row) => row.baseline >= top)),
  ];
}
