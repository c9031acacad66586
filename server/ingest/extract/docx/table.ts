import {
  child,
  drawsLines,
  elementsOf,
  toggleOf,
  valueOf,
  wholeNumber,
  type XmlElement,
} from './xml-element.ts';

interface Cell {
  html: string;
  /** Where its one paragraph stands, `center`; empty for the usual place. */
  readonly align: string;
  readonly span: number;
  rows: number;
  readonly isHeader: boolean;
}

const MOST_COLUMNS = 200;

/** Elements around rows and cells that change nothing of what is read. */
const AROUND = new Set(['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins', 'w:moveTo']);

function* within(parent: XmlElement, name: string): Generator<XmlElement> {
  for (const element of elementsOf(parent))
    if (element.name === name) yield element;
    else if (AROUND.has(element.name)) yield* within(element, name);
}

export interface TableReader {
  /** The paragraphs of a cell. */
  cell(cell: XmlElement): string;
  styleHasBorders(id: string): boolean;
  /** A row that is not shown. */
  hiddenRow(reason: 'hidden-text' | 'tracked-changes'): void;
}

function rowIsShown(row: XmlElement, reader: TableReader): boolean {
  const properties = child(row, 'w:trPr');
  if (child(properties, 'w:del') !== undefined) {
    reader.hiddenRow('tracked-changes');
    return false;
  }
  if (toggleOf(properties, 'w:hidden') === true) {
    reader.hiddenRow('hidden-text');
    return false;
  }
  return true;
}

/** Word writes every cell of a joined column; the first one of them is the one that is shown. */
function readRow(row: XmlElement, above: Map<number, Cell>, reader: TableReader): Cell[] {
  const properties = child(row, 'w:trPr');
  const isHeader = toggleOf(properties, 'w:tblHeader') ?? false;
  const cells: Cell[] = [];
  let column = 0;
  const skipped = Math.min(MOST_COLUMNS, wholeNumber(valueOf(properties, 'w:gridBefore')) ?? 0);
  if (skipped > 0) {
    cells.push({ html: '', align: '', span: skipped, rows: 1, isHeader: false });
    column = skipped;
  }
  for (const element of within(row, 'w:tc')) {
    const tcPr = child(element, 'w:tcPr');
    const span = Math.max(1, Math.min(MOST_COLUMNS, wholeNumber(valueOf(tcPr, 'w:gridSpan')) ?? 1));
    const merge = child(tcPr, 'w:vMerge');
    const content = loosened(reader.cell(element));
    const first = above.get(column);
    const goesOn = merge !== undefined && merge.attributes['w:val'] !== 'restart';
    if (goesOn && first !== undefined) {
      first.rows++;
      first.html += content.html;
    } else {
      const cell: Cell = { ...content, span, rows: 1, isHeader };
      cells.push(cell);
      if (merge === undefined) above.delete(column);
      else above.set(column, cell);
    }
    column += span;
  }
  return cells;
}

const tag = ({ html, align, span, rows, isHeader }: Cell): string => {
  const name = isHeader ? 'th' : 'td';
  const spans = `${span > 1 ? ` colspan="${span}"` : ''}${rows > 1 ? ` rowspan="${rows}"` : ''}`;
  const place = align === '' ? '' : ` class="${align}"`;
  return `<${name}${isHeader ? ' scope="col"' : ''}${place}${spans}>${html}</${name}>`;
};

/**
 * A cell of one paragraph is the text itself: the cells of a row are then read as one row.
 */
function loosened(html: string): Pick<Cell, 'html' | 'align'> {
  const [opening, align = ''] = /^<p(?: class="(\w+)")?>/u.exec(html) ?? [];
  const alone =
    opening !== undefined && html.endsWith('</p>') && html.indexOf('</p>') === html.length - 4;
  return alone ? { html: html.slice(opening.length, -4), align } : { html, align: '' };
}

/** Tables without lines only set text side by side: the heads of official documents. */
function hasBorders(table: XmlElement, reader: TableReader): boolean {
  const properties = child(table, 'w:tblPr');
  const own = child(properties, 'w:tblBorders');
  if (
    own === undefined
      ? reader.styleHasBorders(valueOf(properties, 'w:tblStyle') ?? '')
      : drawsLines(own)
  )
    return true;
  return [...within(table, 'w:tr')].some((row) =>
    [...within(row, 'w:tc')].some((cell) =>
      drawsLines(child(child(cell, 'w:tcPr'), 'w:tcBorders')),
    ),
  );
}

/** `w:tbl` as a table; empty when no row of it is shown. */
export function writeTable(table: XmlElement, reader: TableReader): string {
  const above = new Map<number, Cell>();
  const rows = [...within(table, 'w:tr')]
    .filter((row) => rowIsShown(row, reader))
    .map((row) => readRow(row, above, reader));
  if (rows.every((cells) => cells.every(({ html }) => html === ''))) return '';
  const looks = hasBorders(table, reader) ? '' : ' class="unruled"';
  return `<table${looks}>${rows.map((cells) => `<tr>${cells.map(tag).join('')}</tr>`).join('')}</table>`;
}
