import {
  barShares,
  columnWidths,
  headerCells,
  isNumeric,
  PAPER_LAYOUT,
  shownCell,
  type PaperChart,
  type PaperTable,
} from '../paper.ts';
import {
  drawOrnament,
  drawText,
  points,
  textHeight,
  type PdfPages,
  type TextLook,
} from './pdf-pages.ts';

const PADDING = { x: 4, y: 3 };
const SIZE = PAPER_LAYOUT.size.table;
const LINE = 0.5;

interface DrawnCell {
  readonly text: string;
  readonly x: number;
  readonly width: number;
  readonly look: TextLook;
  readonly tag: 'TH' | 'TD';
  readonly bar?: number;
}

/** Where text begins and how wide it may be; below which line of the page none may stand. */
export const textArea = (doc: PdfPages) => {
  const { left, right, top, bottom } = doc.page.margins;
  return {
    x: left,
    top,
    width: doc.page.width - left - right,
    bottom: doc.page.height - bottom,
  };
};

const heightOf = (doc: PdfPages, cells: readonly DrawnCell[]): number =>
  Math.max(
    ...cells.map(({ text, width, look }) =>
      textHeight(doc, text === '' ? ' ' : text, width - 2 * PADDING.x, look),
    ),
  ) +
  2 * PADDING.y;

function drawCells(
  doc: PdfPages,
  cells: readonly DrawnCell[],
  y: number,
  parent: PDFKit.PDFStructureElement,
): number {
  const height = heightOf(doc, cells);
  const row = doc.struct('TR', {});
  parent.add(row);
  for (const { text, x, width, look, tag, bar } of cells) {
    drawOrnament(doc, () => {
      doc.lineWidth(LINE).rect(x, y, width, height).stroke('#000000');
      if (bar !== undefined && bar > 0)
        doc
          .rect(x + PADDING.x, y + PADDING.y, (width - 2 * PADDING.x) * bar, height - 2 * PADDING.y)
          .fill('#7a1f1f');
      doc.fillColor('#000000');
    });
    drawText(
      doc,
      text,
      { x: x + PADDING.x, y: y + PADDING.y, width: width - 2 * PADDING.x },
      { ...look, tag, parent: row },
    );
  }
  row.end();
  return y + height;
}

interface GridToDraw {
  readonly caption: string;
  readonly header: readonly (readonly DrawnCell[])[];
  readonly rows: readonly (readonly DrawnCell[])[];
}

const CAPTION: TextLook = { font: 'bold', size: SIZE, align: 'center' };

/** What stands together at the beginning: caption, header and the first row. */
const beginningHeight = (doc: PdfPages, { caption, header, rows }: GridToDraw): number =>
  (caption === '' ? 0 : textHeight(doc, caption, textArea(doc).width, CAPTION) + 4) +
  [...header, ...rows.slice(0, 1)].reduce((sum, row) => sum + heightOf(doc, row), 0);

/** Draws rows that are never cut; the header stands again on each page. Returns the y below. */
function drawGrid(doc: PdfPages, grid: GridToDraw, from: number): number {
  const { caption, header, rows } = grid;
  const area = textArea(doc);
  let y = from;
  if (y + beginningHeight(doc, grid) > area.bottom) {
    doc.addPage();
    y = area.top;
  }
  if (caption !== '') y = drawText(doc, caption, { x: area.x, y, width: area.width }, CAPTION) + 4;
  const table = doc.struct('Table', {});
  doc.addStructure(table);
  const drawHeader = (): void => {
    for (const row of header) y = drawCells(doc, row, y, table);
  };
  drawHeader();
  for (const row of rows) {
    if (y + heightOf(doc, row) > area.bottom) {
      doc.addPage();
      y = area.top;
      drawHeader();
    }
    y = drawCells(doc, row, y, table);
  }
  table.end();
  return y;
}

function tableGrid(doc: PdfPages, table: PaperTable): GridToDraw {
  const area = textArea(doc);
  const widths = columnWidths(table, area.width);
  const lefts = widths.map((_, i) => area.x + widths.slice(0, i).reduce((a, b) => a + b, 0));
  const spanned = (column: number, span: number): number =>
    widths.slice(column, column + span).reduce((a, b) => a + b, 0);
  const numeric = widths.map((_, column) => isNumeric(table, column));
  const sumsFrom = table.rows.length - (table.sums ?? 0);
  return {
    caption: table.caption,
    header: table.header.map((row) =>
      headerCells(row).map(({ text, column, span }) => ({
        text,
        x: lefts[column]!,
        width: spanned(column, span),
        look: { font: 'bold', size: SIZE, align: 'center' },
        tag: 'TH',
      })),
    ),
    rows: table.rows.map((row, i) =>
      row.map((cell, column) => ({
        text: shownCell(cell),
        x: lefts[column]!,
        width: widths[column]!,
        look: {
          size: SIZE,
          font: i >= sumsFrom ? 'bold' : 'plain',
          align: numeric[column] ? 'right' : 'left',
        },
        tag: 'TD',
      })),
    ),
  };
}

function chartGrid(doc: PdfPages, chart: PaperChart): GridToDraw {
  const area = textArea(doc);
  const [label, value, bar] = [area.width * 0.34, area.width * 0.16, area.width * 0.5];
  const shares = barShares(chart);
  const head: TextLook = { font: 'bold', size: SIZE, align: 'center' };
  const cell = (x: number, width: number, text: string, look: TextLook): DrawnCell => ({
    text,
    x,
    width,
    look,
    tag: 'TD',
  });
  return {
    caption: chart.caption,
    header: [
      [
        { ...cell(area.x, label, chart.header[0], head), tag: 'TH' },
        { ...cell(area.x + label, value + bar, chart.header[1], head), tag: 'TH' },
      ],
    ],
    rows: chart.bars.map((one, i) => [
      cell(area.x, label, one.label.normalize('NFC'), { size: SIZE }),
      cell(area.x + label, value, shownCell(one.value), { size: SIZE, align: 'right' }),
      { ...cell(area.x + label + value, bar, '', { size: SIZE }), bar: shares[i]! },
    ]),
  };
}

const gridOf = (doc: PdfPages, block: PaperTable | PaperChart): GridToDraw =>
  block.kind === 'table' ? tableGrid(doc, block) : chartGrid(doc, block);

/** Draws a table or a chart; returns the y below. */
export const drawTable = (doc: PdfPages, block: PaperTable | PaperChart, from: number): number =>
  drawGrid(doc, gridOf(doc, block), from);

/** How much of a page its beginning takes: a heading above it has to leave that. */
export const tableBeginning = (doc: PdfPages, block: PaperTable | PaperChart): number =>
  beginningHeight(doc, gridOf(doc, block));

/** Between blocks. */
export const GAP = points(2);
