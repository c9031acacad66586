import type { DrawnPage } from './glyphs.ts';
import { readRows, type Block, type Box, type Line } from './lines.ts';
import { layOutAround } from './regions.ts';
import { layOutTagged } from './tagged-layout.ts';
import { findGrids, turnRules } from './tables.ts';

/** What remains of a line once its page is laid out: thousands of pages are held at once. */
export interface SetLine extends Box {
  readonly text: string;
  readonly baseline: number;
  readonly size: number;
  readonly tag: 'begins' | 'goes-on' | undefined;
  /** The one font of its words; null when they differ. */
  readonly font: string | null;
  /** Width of its first word. */
  readonly first: number;
  /** Marked as no part of the text. */
  readonly artifact: boolean;
}

export type SetBlock = Block<SetLine>;

/** A page in the order of reading. */
export interface PageLayout {
  /** Text in the page's main direction. */
  readonly blocks: readonly SetBlock[];
  /** Text that runs in other directions: headings of tables, stamps, margins. */
  readonly turned: readonly SetBlock[];
  /** Pictures or drawings fill a good part of it. */
  readonly drawn: boolean;
  /** Notes that open when their sign is pressed. */
  readonly comments: readonly string[];
}

/** Of a page that cannot be read nobody knows what is on it. */
export const UNREAD_PAGE: PageLayout = { blocks: [], turned: [], drawn: true, comments: [] };

/** Lines of blocks, those of cells too, in the order of reading. */
export const linesOfBlocks = (blocks: readonly SetBlock[]): SetLine[] =>
  blocks.flatMap((b) => (b.kind === 'lines' ? b.lines : b.cells.flat()));

function setLine({ words, left, right, top, bottom, text, baseline, size, tag }: Line): SetLine {
  const first = words[0]!;
  return {
    left,
    right,
    top,
    bottom,
    text,
    baseline,
    size,
    tag,
    font: words.every((w) => w.font === first.font) ? first.font : null,
    first: first.right - first.left,
    artifact: words.every((w) => w.artifact),
  };
}

const setBlock = (block: Block): SetBlock =>
  block.kind === 'lines'
    ? { kind: 'lines', lines: block.lines.map(setLine) }
    : { kind: 'row', cells: block.cells.map((cell) => cell.map(setLine)) };

/** What is drawn on a page, laid out for reading. */
export function layOutPage({ glyphs, rules, drawn, comments, tags }: DrawnPage): PageLayout {
  const [main, ...others] = readRows(glyphs);
  const tagged = main === undefined ? null : layOutTagged(main.rows, tags);
  const blocks =
    main === undefined
      ? []
      : (tagged ?? layOutAround(main.rows, findGrids(turnRules(rules, main.direction))));
  return {
    blocks: blocks.map(setBlock),
    turned: others.flatMap(({ rows }) => layOutAround(rows, [])).map(setBlock),
    drawn,
    comments,
  };
}
