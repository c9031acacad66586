import { joinBlocks, type DocxBlock } from '../docx/blocks.ts';
import { edgeTable, type EdgeCell, type EdgeRow } from '../office/edge-table.ts';
import { BOLD, RichParagraph } from '../office/rich-paragraph.ts';

/** What `\pard` sets back. */
export interface ParagraphFormat {
  readonly inTable: boolean;
  readonly align: '' | 'center' | 'right';
  /** 1 … 6 for a heading, 0 for text. */
  readonly heading: number;
}

export const PLAIN_PARAGRAPH: ParagraphFormat = { inTable: false, align: '', heading: 0 };

interface CellFormat {
  readonly right: number;
  readonly joined: boolean;
  readonly downwards: EdgeCell['downwards'];
}

/** What `\trowd` sets back. */
export class RowFormat {
  left = 0;
  isHeader = false;
  ruled = false;
  readonly cells: CellFormat[] = [];
  joined = false;
  downwards: EdgeCell['downwards'] = null;

  /** `\cellx`: the edge of a cell ends what was said of it. */
  endCell(right: number): void {
    if (this.cells.length < MOST_CELLS)
      this.cells.push({ right, joined: this.joined, downwards: this.downwards });
    this.joined = false;
    this.downwards = null;
  }
}

/** Word itself takes 63. */
const MOST_CELLS = 200;
/** Where a cell ends whose row does not say so. */
const USUAL_CELL = 1_000;
/** A longer one is a paragraph that merely bears the look of a heading. */
const LONGEST_HEADING = 300;

/** Text that flows by itself: the document, a note, a text box, the head of pages. */
export class RtfFlow {
  readonly #blocks: DocxBlock[] = [];
  #paragraph = new RichParagraph();
  #cell: DocxBlock[] = [];
  #cells: string[] = [];
  #rows: EdgeRow[] = [];
  #ruled = false;

  get paragraph(): RichParagraph {
    return this.#paragraph;
  }

  endParagraph(format: ParagraphFormat): void {
    if (!format.inTable) this.#endTable();
    const paragraph = this.#paragraph;
    this.#paragraph = new RichParagraph();
    if (paragraph.isEmpty) return;
    (format.inTable ? this.#cell : this.#blocks).push(blockOf(paragraph, format));
  }

  /** A text box, behind the paragraph that it is anchored in or amid the text. */
  addBox(html: string, format: ParagraphFormat): void {
    if (html === '') return;
    (format.inTable ? this.#cell : this.#blocks).push({
      kind: 'markup',
      html: `<div>${html}</div>`,
    });
  }

  endCell(format: ParagraphFormat): void {
    this.endParagraph({ ...format, inTable: true });
    if (this.#cells.length < MOST_CELLS) this.#cells.push(markupOf(this.#cell));
    this.#cell = [];
  }

  endRow(format: RowFormat): void {
    const cells: EdgeCell[] = [];
    let left = format.left;
    this.#cells.forEach((html, i) => {
      const { right, joined, downwards } = format.cells[i] ?? {
        right: left + USUAL_CELL,
        joined: false,
        downwards: null,
      };
      const before = cells.at(-1);
      if (joined && before !== undefined)
        cells[cells.length - 1] = { ...before, html: before.html + html, right };
      else cells.push({ html, left, right, downwards });
      left = right;
    });
    this.#ruled ||= format.ruled;
    this.#rows.push({ cells, isHeader: format.isHeader });
    this.#cells = [];
  }

  #endTable(): void {
    if (this.#cell.length > 0) this.#cells.push(markupOf(this.#cell));
    this.#cell = [];
    if (this.#cells.length > 0) this.endRow(new RowFormat());
    if (this.#rows.length === 0) return;
    const html = edgeTable(this.#rows, this.#ruled);
    if (html !== '') this.#blocks.push({ kind: 'markup', html });
    this.#rows = [];
    this.#ruled = false;
  }

  html(): string {
    this.endParagraph(PLAIN_PARAGRAPH);
    return markupOf(this.#blocks);
  }
}

const markupOf = (blocks: readonly DocxBlock[]): string =>
  blocks.length === 0 ? '' : joinBlocks(blocks);

function blockOf(
  paragraph: RichParagraph,
  { inTable, align, heading }: ParagraphFormat,
): DocxBlock {
  const html = paragraph.html();
  if (heading > 0 && !inTable && paragraph.length <= LONGEST_HEADING)
    return { kind: 'markup', html: `<h${heading}>${paragraph.html(BOLD)}</h${heading}>` };
  const place = align === '' || inTable ? '' : ` class="${align}"`;
  return { kind: 'markup', html: `<p${place}>${html}</p>` };
}
