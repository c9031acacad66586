import { messages } from '#server/tables/messages.ts';
import { AppError } from '#server/base/errors.ts';
import { tidyCell } from './cell-text.ts';
import type { Columns } from './columns.ts';
import type { SheetContent } from './sheet.ts';

/** Which line names the columns, and what each column is; null for one that is left out. */
export interface SheetMapping<C extends string> {
  /** From 1. */
  readonly headerLine: number;
  readonly columns: readonly (C | null)[];
}

/** The named cells of one line; empty ones among them. */
export interface CellRow<C extends string> {
  /** Line of the sheet, from 1. */
  readonly line: number;
  readonly cells: ReadonlyMap<C, string>;
}

/**
 * A line with what makes it impossible to read: merged cells, values that are not known, a number
 * that stands in an earlier line.
 */
export interface JudgedRow<C extends string> extends CellRow<C> {
  /** Vietnamese sentences; a line that has any is refused. */
  readonly faults: readonly string[];
  /** Sentences on a line that is taken all the same. */
  readonly notes: readonly string[];
}

export interface Table<C extends string> {
  readonly rows: readonly JudgedRow<C>[];
  /** Headers that name no column: what stands below them is left out. */
  readonly unknown: readonly string[];
}

/** What tells a kind of sheet from others, and when a sheet of it is refused whole. */
export interface SheetKind<C extends string> {
  readonly columns: Columns<C>;
  /** Without these columns it is no such sheet. */
  readonly needed: readonly C[];
  readonly mostLines: number;
  /** The header stands among the first lines; below the figures of a report it may come late. */
  readonly headerWithin?: number;
  /** What must not stand in two lines: a key to compare by and how it is shown, or null. */
  readonly unique?: readonly ((row: CellRow<C>) => readonly [key: string, shown: string] | null)[];
}

const HEADER_WITHIN = 20;

/**
 * The line among the first that names most columns, each column meant once; line 1 when none is
 * known.
 */
export function bestHeader<C extends string>(
  rows: readonly (readonly string[])[],
  meaning: (header: string) => C | null,
  within = HEADER_WITHIN,
): SheetMapping<C> {
  const lines = rows.slice(0, within).map((row) => {
    const seen = new Set<C>();
    return row
      .map(meaning)
      .map((column) => (column === null || seen.has(column) ? null : (seen.add(column), column)));
  });
  const known = lines.map((line) => line.filter((column) => column !== null).length);
  const best = Math.max(known.indexOf(Math.max(0, ...known)), 0);
  return { headerLine: best + 1, columns: lines[best] ?? [] };
}

/** Lines below the header that say something. */
export const cellRows = <C extends string>(
  rows: readonly (readonly string[])[],
  { headerLine, columns }: SheetMapping<C>,
): CellRow<C>[] =>
  rows.slice(headerLine).flatMap((values, i) => {
    const cells = new Map(
      columns.flatMap((column, at) =>
        column === null ? [] : [[column, tidyCell(values[at] ?? '')] as const],
      ),
    );
    return [...cells.values()].every((cell) => cell === '')
      ? []
      : [{ line: headerLine + i + 1, cells }];
  });

/** Sentences on lines, each line with all of its own. */
class Sentences {
  readonly #lines = new Map<number, string[]>();

  add(line: number, text: string): void {
    const held = this.#lines.get(line);
    if (held === undefined) this.#lines.set(line, [text]);
    else held.push(text);
  }

  of(line: number): readonly string[] {
    return this.#lines.get(line) ?? [];
  }
}

function addUnread<C extends string>(
  faults: Sentences,
  content: SheetContent,
  headerLine: number,
  rows: readonly CellRow<C>[],
): void {
  for (const { line, text } of content.faults) faults.add(line, text);
  for (const { ref, from, to } of content.merged) {
    for (const { line } of rows)
      if (line > headerLine && line >= from && line <= to)
        faults.add(line, messages.mergedCell(ref));
  }
}

function addTwice<C extends string>(
  faults: Sentences,
  unique: NonNullable<SheetKind<C>['unique']>,
  rows: readonly CellRow<C>[],
): void {
  for (const keyOf of unique) {
    const seen = new Map<string, number>();
    for (const row of rows) {
      const [key, shown] = keyOf(row) ?? ['', ''];
      if (key === '') continue;
      const first = seen.get(key);
      if (first === undefined) seen.set(key, row.line);
      else faults.add(row.line, messages.alreadyInLine(shown, first));
    }
  }
}

/**
 * Finds the header of a sheet and the lines below it, each with the faults of its cells. `mapping`
 * stands in for the header where a person chose the columns. Throws `invalid-sheet` (a needed
 * column is missing) and `invalid-input` (too many lines).
 */
export function readTable<C extends string>(
  content: SheetContent,
  kind: SheetKind<C>,
  mapping: SheetMapping<C> = bestHeader(content.rows, kind.columns.named, kind.headerWithin),
): Table<C> {
  const header = content.rows[mapping.headerLine - 1] ?? [];
  const missing = kind.needed.filter((column) => !mapping.columns.includes(column));
  if (missing.length > 0)
    throw new AppError('invalid-sheet', {
      header,
      fields: {
        sheet: messages.noHeader(missing.map(kind.columns.label).join(', ')),
      },
    });
  const rows = cellRows(content.rows, mapping);
  if (rows.length > kind.mostLines)
    throw new AppError('invalid-input', {
      fields: {
        sheet: messages.tooManyLines(rows.length, kind.mostLines),
      },
    });
  const [faults, notes] = [new Sentences(), new Sentences()];
  for (const { line, text } of content.notes ?? []) notes.add(line, text);
  addUnread(faults, content, mapping.headerLine, rows);
  addTwice(faults, kind.unique ?? [], rows);
  return {
    rows: rows.map((row) => ({
      ...row,
      faults: faults.of(row.line),
      notes: notes.of(row.line),
    })),
    unknown: header.filter(
      (cell, i) => cell.trim() !== '' && (mapping.columns[i] ?? null) === null,
    ),
  };
}
