import { messages } from '#server/imports/messages.ts';
import {
  CATALOG_COLUMNS,
  columnLabel,
  isCatalogColumn,
  parseLawCell,
  type CatalogColumn,
} from '../catalog-row.ts';
import { headerKey } from '#server/tables/columns.ts';
import {
  bestHeader,
  cellRows,
  type CellRow,
  type SheetKind,
  type SheetMapping,
} from '#server/tables/read-table.ts';
import { MOST_SHEET_ROWS } from '#server/tables/sheet.ts';
import { LANGUAGES } from '#server/base/language.ts';
import { lawReference, tidyNumber, type LawReference } from '#server/base/vietnamese/law-number.ts';
import { dateInCell, listedIn } from '#server/tables/cell-text.ts';
import { RIGHTS, type RightsKind } from '#server/items/rights.ts';
import { SUBJECTS } from '#server/vocabulary/subject.ts';
import { withMainSubjects } from '#server/vocabulary/sub-subject.ts';
import { VALIDITY, type ValidityState } from '#server/items/validity.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import { AppError } from '#server/base/errors.ts';
import type { ItemOrigin, ItemRecord } from '#server/items/item.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';

/**
 * The catalogue as a sheet; a file, a number or a name may be missing, in an item or in the whole
 * sheet.
 */
export const CATALOG_SHEET: SheetKind<CatalogColumn> = {
  columns: CATALOG_COLUMNS,
  needed: [],
  mostLines: MOST_SHEET_ROWS,
  unique: (['id', 'identifier'] as const).map((column) => ({ cells }: CellRow<CatalogColumn>) => {
    const value = cells.get(column) ?? '';
    // An identifier is one however it is capitalised.
    return value === '' ? null : [value.toLowerCase(), value];
  }),
};

/** Records of elsewhere: one number may be two libraries', but not one library's twice. */
export const FOREIGN_SHEET: SheetKind<CatalogColumn> = {
  ...CATALOG_SHEET,
  mostLines: MOST_SHEET_ROWS + 1,
  unique: [
    ({ cells }) => {
      const id = cells.get('originId') ?? '';
      return id === '' ? null : [`${cells.get('originSource') ?? ''}\n${id}`, id];
    },
  ],
};

/**
 * Guesses what the columns of a catalogue are: by what was chosen for such headers before, else by
 * their own names.
 */
export function guessMapping(
  rows: readonly (readonly string[])[],
  remembered: Readonly<Record<string, string>> = {},
): SheetMapping<CatalogColumn> {
  return bestHeader(rows, (cell): CatalogColumn | null => {
    const key = headerKey(cell);
    const chosen = Object.hasOwn(remembered, key) ? remembered[key]! : CATALOG_COLUMNS.named(cell);
    return chosen !== null && isCatalogColumn(chosen) ? chosen : null;
  });
}

export interface SheetRow {
  /** Line of the sheet, from 1. */
  readonly line: number;
  /** Relative paths of the files, the first being the main one. */
  readonly files: readonly string[];
  /** Only what the row gives; the rest may come from the file. */
  readonly record: Partial<ItemRecord>;
  readonly unit: string;
  /** Where the record came from; absent for one that says nothing of it. */
  readonly origin?: Pick<ItemOrigin, 'source' | 'id'>;
  /** Vietnamese sentences on cells that could not be read. */
  readonly faults: readonly string[];
}

/** Names of files and titles of laws may hold a semicolon. */
const barred = (cell: string): string[] =>
  cell
    .split(cell.includes('|') ? '|' : '\n')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Parts of subjects stand in sheets as their codes: two subjects may have parts of one name. */
const SUB_SUBJECT = /^\d\d\.[a-z0-9-]+$/u;

/** A code by itself or by its label, however capitalised or marked. */
const codeOf = (
  cell: string,
  table: readonly { readonly code: string; readonly label: string; readonly short?: string }[],
): string | undefined =>
  table.find(
    (row) =>
      row.code === cell ||
      [row.code, row.label, row.short ?? row.label].some((name) => fold(name) === fold(cell)),
  )?.code;

/**
 * Reads a header row and data rows already split into cells. Throws `invalid-sheet` when no column
 * is known or `file` is missing.
 */
export function readSheet(
  rows: readonly (readonly string[])[],
  vocabulary: Vocabulary,
): SheetRow[] {
  const mapping = guessMapping(rows);
  if (!mapping.columns.includes('file'))
    throw new AppError('invalid-sheet', { header: rows[mapping.headerLine - 1] ?? [] });
  return cellRows(rows, mapping).map(({ line, cells }) =>
    readRow((key) => cells.get(key) ?? '', line, vocabulary),
  );
}

type Cell = (key: CatalogColumn) => string;

interface Coded {
  readonly code: string;
  readonly label: string;
}

/** The cells of one line as values, with a sentence for each that cannot be read. */
class LineReader {
  readonly faults: string[] = [];
  readonly #cell: Cell;

  constructor(cell: Cell) {
    this.#cell = cell;
  }

  /**
   * A code by itself or by its label; undefined for an empty cell and for one that is on no list.
   */
  one(key: CatalogColumn, table: readonly Coded[]): string | undefined {
    const cell = this.#cell(key);
    if (cell === '') return undefined;
    const code = codeOf(cell, table);
    if (code === undefined) this.#refuse(key, cell, messages.unknownCode);
    return code;
  }

  many(key: CatalogColumn, table: readonly Coded[]): string[] {
    return listedIn(this.#cell(key)).flatMap((value) => {
      if (key === 'subjects' && SUB_SUBJECT.test(value)) return value;
      const code = codeOf(/^\d$/u.test(value) ? `0${value}` : value, table);
      if (code === undefined) this.#refuse(key, value, messages.unknownCode);
      return code ?? [];
    });
  }

  date(key: CatalogColumn): string | undefined {
    const cell = this.#cell(key);
    if (cell === '') return undefined;
    const date = dateInCell(cell);
    if (date === null) this.#refuse(key, cell, 'không phải ngày có thật');
    return date ?? undefined;
  }

  #refuse(key: CatalogColumn, cell: string, why: string): void {
    this.faults.push(`${columnLabel(key)} “${cell}” ${why}.`);
  }
}

const TEXTS = [
  'title',
  'altTitle',
  'publisher',
  'edition',
  'isbn',
  'extent',
  'abstract',
  'place',
  'series',
  'volume',
  'source',
  'identifier',
] as const satisfies readonly CatalogColumn[];

const textsOf = (cell: Cell): Partial<ItemRecord> =>
  Object.fromEntries(
    TEXTS.map((key) => [key, cell(key)] as const).filter(([, value]) => value !== ''),
  );

/** Only what is given: the rest may come from the file. */
const given = <Key extends keyof ItemRecord>(
  key: Key,
  value: ItemRecord[Key] | undefined,
): Partial<ItemRecord> => (value === undefined ? {} : { [key]: value });

function validityOf(cell: Cell, read: LineReader): ItemRecord['validity'] | undefined {
  const [from, to] = [read.date('validityFrom'), read.date('validityTo')];
  const state = read.one('validity', VALIDITY) as ValidityState | undefined;
  return state === undefined
    ? undefined
    : {
        state,
        from: from ?? null,
        to: to ?? null,
        reviewedAt: null,
        reason: cell('validityReason'),
      };
}

/**
 * What the cells of a line say: labels or codes, of hidden terms too, which the record is then
 * refused for.
 */
export function readRow(cell: Cell, line: number, { genres, audiences }: Vocabulary): SheetRow {
  const read = new LineReader(cell);
  const rights = read.one('rights', RIGHTS) as RightsKind | undefined;
  const record: Partial<ItemRecord> = {
    ...textsOf(cell),
    ...given('genre', read.one('genre', genres.all)),
    ...given('language', read.one('language', LANGUAGES)),
    ...given('issued', read.date('issued')),
    ...(rights === undefined ? {} : { rights: { kind: rights, note: cell('rightsNote') } }),
    ...given('validity', validityOf(cell, read)),
    ...nonEmpty('compilers', listedIn(cell('compilers'))),
    ...nonEmpty('subjects', withMainSubjects(read.many('subjects', SUBJECTS))),
    ...nonEmpty('audiences', read.many('audiences', audiences.all)),
    ...nonEmpty('keywords', listedIn(cell('keywords'))),
    ...nonEmpty('lawRefs', barred(cell('lawRefs')).map(lawCited)),
  };
  const id = cell('originId');
  return {
    line,
    files: barred(cell('file')),
    record,
    unit: cell('unit'),
    ...(id === '' ? {} : { origin: { source: cell('originSource'), id } }),
    faults: read.faults,
  };
}

function lawCited(text: string): LawReference {
  const { number, title, articles } = parseLawCell(text);
  return { ...lawReference(tidyNumber(number)), title, articles };
}

const nonEmpty = (key: keyof ItemRecord, values: readonly unknown[]): Partial<ItemRecord> =>
  values.length === 0 ? {} : { [key]: values };
