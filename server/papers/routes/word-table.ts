import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
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

/** Twentieths of a point, the unit of Word. */
export const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);
const { page, margin, size } = PAPER_LAYOUT;
export const TEXT_WIDTH = twips(page.width - margin.left - margin.right);

const PADDING = { top: 50, bottom: 50, left: 80, right: 80, marginUnitType: WidthType.DXA };
/** Spaces in the longest bar of a chart. */
const BAR_SPACES = 56;

type Align = (typeof AlignmentType)[keyof typeof AlignmentType];

interface CellLook {
  readonly bold?: boolean;
  readonly align?: Align;
  readonly span?: number;
}

function cell(text: string, width: number, { bold = false, align, span = 1 }: CellLook): TableCell {
  return new TableCell({
    columnSpan: span,
    width: { size: Math.round(width), type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: PADDING,
    children: [
      new Paragraph({
        alignment: align ?? AlignmentType.LEFT,
        children: [new TextRun({ text, bold, size: size.table * 2 })],
      }),
    ],
  });
}

const caption = (text: string): Paragraph[] =>
  text === ''
    ? []
    : [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          keepNext: true,
          spacing: { before: 120, after: 60 },
          children: [
            new TextRun({ text: text.normalize('NFC'), bold: true, size: size.table * 2 }),
          ],
        }),
      ];

const tableOf = (rows: readonly TableRow[], widths: readonly number[]): Table =>
  new Table({
    rows: [...rows],
    columnWidths: widths.map(Math.round),
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
  });

/** Word joins tables that touch; an empty line parts them. */
const partingLine = (): Paragraph =>
  new Paragraph({ spacing: { before: 0, after: 60 }, children: [new TextRun({ size: 12 })] });

export function tableBlocks(table: PaperTable): (Paragraph | Table)[] {
  const widths = columnWidths(table, TEXT_WIDTH);
  const spanned = (column: number, span: number): number =>
    widths.slice(column, column + span).reduce((a, b) => a + b, 0);
  const numeric = widths.map((_, column) => isNumeric(table, column));
  const sumsFrom = table.rows.length - (table.sums ?? 0);
  const header = table.header.map(
    (row) =>
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: headerCells(row).map(({ text, column, span }) =>
          cell(text, spanned(column, span), { bold: true, align: AlignmentType.CENTER, span }),
        ),
      }),
  );
  const rows = table.rows.map(
    (row, i) =>
      new TableRow({
        cantSplit: true,
        children: row.map((one, column) =>
          cell(shownCell(one), widths[column]!, {
            bold: i >= sumsFrom,
            ...(numeric[column] ? { align: AlignmentType.RIGHT } : {}),
          }),
        ),
      }),
  );
  return [...caption(table.caption), tableOf([...header, ...rows], widths), partingLine()];
}

const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
/** Sides of a table, or of a cell, that nobody sees. */
export const NO_BORDERS = {
  top: NO_BORDER,
  bottom: NO_BORDER,
  left: NO_BORDER,
  right: NO_BORDER,
} as const;

/** A bar is a run of shaded spaces: every program of offices shows it, and readers read nothing. */
const barCell = (share: number, width: number): TableCell =>
  new TableCell({
    width: { size: Math.round(width), type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: PADDING,
    children: [
      new Paragraph({
        children: [
          new TextRun({
            text: '\u00A0'.repeat(Math.round(share * BAR_SPACES)),
            size: size.table * 2,
            shading: { type: ShadingType.CLEAR, fill: '7A1F1F', color: 'auto' },
          }),
        ],
      }),
    ],
  });

export function chartBlocks(chart: PaperChart): (Paragraph | Table)[] {
  const widths = [0.34, 0.16, 0.5].map((share) => share * TEXT_WIDTH);
  const shares = barShares(chart);
  const [label, value, bar] = widths as [number, number, number];
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: [
      cell(chart.header[0], label, { bold: true, align: AlignmentType.CENTER }),
      cell(chart.header[1], value + bar, { bold: true, align: AlignmentType.CENTER, span: 2 }),
    ],
  });
  const rows = chart.bars.map(
    (one, i) =>
      new TableRow({
        cantSplit: true,
        children: [
          cell(one.label.normalize('NFC'), label, {}),
          cell(shownCell(one.value), value, { align: AlignmentType.RIGHT }),
          barCell(shares[i]!, bar),
        ],
      }),
  );
  return [...caption(chart.caption), tableOf([header, ...rows], widths), partingLine()];
}
