/** A cell of a table; a number stands in Vietnamese form and to the right. */
export type PaperCell = string | number;

/** A table that goes on over pages: its header stands on each, no row is cut. */
export interface PaperTable {
  readonly kind: 'table';
  /** Above it; '' for none. */
  readonly caption: string;
  /** One header row, or two of the same length; a cell equal to the one before it is joined with it. */
  readonly header: readonly (readonly string[])[];
  readonly rows: readonly (readonly PaperCell[])[];
  /** Shares of the width, one a column; equal ones when left out. */
  readonly widths?: readonly number[];
  /** Rows at the end that are sums, in bold. */
  readonly sums?: number;
}

/** A chart as a table: each value in figures, with a bar beside it as long as its share of the largest. */
export interface PaperChart {
  readonly kind: 'chart';
  readonly caption: string;
  readonly header: readonly [label: string, value: string];
  /** Values ≥ 0. */
  readonly bars: readonly { readonly label: string; readonly value: number }[];
}

export type PaperBlock =
  | { readonly kind: 'paragraph'; readonly text: string; readonly look?: 'bold' | 'italic' }
  /** Level 1: I., II. in capitals; 2: 1., 2. in bold; 3: in bold italics. The number is part of the text. */
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'list'; readonly numbered: boolean; readonly entries: readonly string[] }
  | PaperTable
  | PaperChart
  | { readonly kind: 'page-break' };

export interface PaperSignature {
  /** TM., KT. or TL. lines, in capitals, e.g. 'KT. GIÁM ĐỐC'; may be empty. */
  readonly authority: readonly string[];
  readonly position: string;
  /** '' leaves the place for a name. */
  readonly name: string;
}

export interface PaperAppendix {
  /** E.g. 'Phụ lục I'. */
  readonly heading: string;
  readonly title: string;
  readonly blocks: readonly PaperBlock[];
}

/**
 * An official document after Phụ lục I Nghị định 30/2020/NĐ-CP as plain data, so that a thread can
 * be handed it: what it says, nothing of how a file of it is made.
 */
export interface Paper {
  /** The body above, '' for none, and the body that issues it. */
  readonly bodies: { readonly above: string; readonly body: string };
  /** E.g. 'Số: 12/BC-STP'. */
  readonly number: string;
  /** E.g. 'Lâm Đồng, ngày 05 tháng 01 năm 2026'. */
  readonly placeAndDay: string;
  /** E.g. 'BÁO CÁO'; '' for an official letter, whose summary stands below its number. */
  readonly title: string;
  /** Trích yếu. */
  readonly summary: string;
  /** After "Kính gửi:", each on a line of its own where there are several. */
  readonly addressees: readonly string[];
  readonly blocks: readonly PaperBlock[];
  readonly signature: PaperSignature | null;
  /** Nơi nhận, without dashes. */
  readonly recipients: readonly string[];
  readonly appendices: readonly PaperAppendix[];
}

/** Lengths of Phụ lục I Nghị định 30/2020/NĐ-CP in millimetres and points. */
export const PAPER_LAYOUT = {
  page: { width: 210, height: 297 },
  margin: { top: 20, bottom: 20, left: 30, right: 15 },
  size: { body: 13, table: 12, small: 11, kept: 12 },
  /** First line of a paragraph. */
  indent: 10,
} as const;

/** What a cell shows: numbers in Vietnamese form (1.234,5), at most two decimals. */
export const shownCell = (cell: PaperCell): string =>
  typeof cell === 'number' ? FIGURE.format(cell) : cell.normalize('NFC');
const FIGURE = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 });

/** Columns of numbers, shares and what stands for none of them: they stand to the right. */
export const isNumeric = ({ rows }: PaperTable, column: number): boolean =>
  rows.some((row) => typeof row[column] === 'number') ||
  (rows.length > 0 && rows.every((row) => /^(?:–|[\d.,]+%?)$/u.test(String(row[column] ?? ''))));

/** Joined cells of a header row: text, first column and how many columns it spans. */
export function headerCells(
  row: readonly string[],
): { readonly text: string; readonly column: number; readonly span: number }[] {
  const cells: { text: string; column: number; span: number }[] = [];
  for (const [column, text] of row.entries()) {
    const last = cells.at(-1);
    if (last !== undefined && last.text === text && text !== '') last.span++;
    else cells.push({ text: text.normalize('NFC'), column, span: 1 });
  }
  return cells;
}

/** Widths of the columns in the unit of `whole`, in the shares the table asks for. */
export function columnWidths(table: PaperTable, whole: number): number[] {
  const count = table.header[0]?.length ?? table.rows[0]?.length ?? 1;
  const shares = table.widths ?? Array.from({ length: count }, () => 1);
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => (whole * share) / sum);
}

/** Shares 0–1 of the longest bar, in order. */
export function barShares({ bars }: PaperChart): number[] {
  const most = Math.max(0, ...bars.map(({ value }) => value));
  return bars.map(({ value }) => (most === 0 ? 0 : value / most));
}
