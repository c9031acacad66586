import type { DrawnPage } from './glyphs.ts';
import { readRows, type Block, type Line } from './lines.ts';
import { layOutAround } from './regions.ts';
import { layOutTagged } from './tagged-layout.ts';
import { findGrids, turnRules } from './tables.ts';

/** A page in the order of reading. */
export interface PageLayout {
  /** Text in the page's main direction. */
  readonly blocks: readonly Block[];
  /** Text that runs in other directions: headings of tables, stamps, margins. */
  readonly turned: readonly Block[];
  /** Something besides text is drawn. */
  readonly drawn: boolean;
  /** Notes that open when their sign is pressed. */
  readonly comments: readonly string[];
}

/** Of a page that cannot be read nobody knows what is on it. */
export const UNREAD_PAGE: PageLayout = { blocks: [], turned: [], drawn: true, comments: [] };

/** Lines of blocks, those of cells too, in the order of reading. */
export const linesOfBlocks = (blocks: readonly Block[]): Line[] =>
  blocks.flatMap((b) => (b.kind === 'lines' ? b.lines : b.cells.flat()));

/** What is drawn on a page, laid out for reading. */
export function layOutPage({ glyphs, rules, drawn, comments, tags }: DrawnPage): PageLayout {
  const [main, ...others] = readRows(glyphs);
  const tagged = main === undefined ? null : layOutTagged(main.rows, tags);
  return {
    blocks:
      main === undefined
        ? []
        : (tagged ?? layOutAround(main.rows, findGrids(turnRules(rules, main.direction)))),
    turned: others.flatMap(({ rows }) => layOutAround(rows, [])),
    drawn,
    comments,
  };
}
