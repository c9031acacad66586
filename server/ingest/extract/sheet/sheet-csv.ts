import { parse } from 'csv-parse/sync';
import { AppError } from '#server/base/errors.ts';
import { MOST_SHEET_ROWS, type SheetContent } from '#server/tables/sheet.ts';
import { utf16Form } from '#server/ingest/utf16.ts';
import { decodeText } from '../decode-text.ts';
import { fromTcvn3 } from '../legacy/tcvn3.ts';
import { cleanText, detectEncoding } from '../vietnamese-text.ts';

/** The rarest inside names first. */
const DELIMITERS = ['\t', ';', ','] as const;

function decode(bytes: Buffer): { text: string; encoding: SheetContent['encoding'] } {
  if (utf16Form(bytes) !== null) return { text: decodeText(bytes), encoding: 'utf-16' };
  const latin = bytes.toString('latin1');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    if (detectEncoding(latin) === 'tcvn3') return { text: fromTcvn3(latin), encoding: 'tcvn3' };
    return { text: decodeText(bytes), encoding: 'windows-1258' };
  }
}

/** Fewer cells may also be a single column of names with commas in them. */
const CELLS_OF_A_TABLE = 4;

/**
 * The same where a title stands above the table and has no sign: what cuts most lines below it into
 * cells.
 */
function delimiterBelow(lines: readonly string[]): string {
  const cut = (sign: string): number =>
    lines.filter((line) => line.split(sign).length >= CELLS_OF_A_TABLE).length;
  return DELIMITERS.toSorted((x, y) => cut(y) - cut(x))[0]!;
}

/**
 * The sign that cuts most lines into as many cells as the first: commas also stand inside names,
 * quoted or not.
 */
function delimiterOf(text: string): string {
  const bare = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/gu, '');
  const lines = bare
    .split(/\r?\n|\r/u)
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  const alike = (sign: string): number => {
    const cells = (lines[0] ?? '').split(sign).length;
    return cells === 1 ? 0 : lines.filter((line) => line.split(sign).length === cells).length;
  };
  const best = DELIMITERS.toSorted((x, y) => alike(y) - alike(x))[0]!;
  return alike(best) > 0 ? best : delimiterBelow(lines);
}

/** @throws AppError sheet-too-large, invalid-sheet */
export function readCsvSheet(bytes: Buffer): SheetContent {
  const { text, encoding } = decode(bytes);
  const delimiter = delimiterOf(text);
  let rows: string[][];
  try {
    rows = parse(text, {
      delimiter,
      bom: true,
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: false,
      to: MOST_SHEET_ROWS + 2,
    }) as string[][];
  } catch (cause) {
    throw new AppError('invalid-sheet', {}, { cause });
  }
  if (rows.length > MOST_SHEET_ROWS + 1)
    throw new AppError('sheet-too-large', { limit: MOST_SHEET_ROWS });
  return {
    kind: 'csv',
    rows: rows.map((row) => row.map(cleanText)),
    sheet: '',
    sheets: [],
    encoding,
    delimiter,
    merged: [],
    faults: [],
  };
}
