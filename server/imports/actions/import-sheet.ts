import { messages } from '#server/imports/messages.ts';
import {
  CATALOG_COLUMNS,
  columnLabel,
  isCatalogColumn,
  lawsIn,
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
import { lawReference, tidyNumber, type LawReference } from '#server/base/vietnamese/law-number.ts';
import { dateInCell, listedIn } from '#server/tables/cell-text.ts';
import type { RightsKind } from '#server/items/rights.ts';
import { withMainSubjects } from '#server/vocabulary/sub-subject.ts';
import type { ValidityState } from '#server/items/validity.ts';
import { AppError } from '#server/base/errors.ts';
import type { ItemOrigin, ItemRecord } from '#server/items/item.ts';
import { codesOf, nearValues, type ListedColumn, type SheetWords } from '../listed-values.ts';
import { withoutFaults } from '../optional-faults.ts';

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
  /** Vietnamese sentences on cells that could not be read and for which the line is refused. */
  readonly faults: readonly string[];
  /** Sentences on optional values that were left out: the line is taken all the same. */
  readonly notes: readonly string[];
  /** Columns of which nothing could be read. */
  readonly unread: readonly CatalogColumn[];
}

/** Names of files may hold a semicolon; {@link fileNames} looks whether one does. */
const barred = (cell: string): string[] =>
  cell
    .split(cell.includes('|') ? '|' : '\n')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Several files of one cell, a semicolon being part of a name only where such a file is there. */
export const fileNames = (
  files: readonly string[],
  isThere: (name: string) => boolean,
): readonly string[] =>
  files.flatMap((file) => {
    const parts = file.split(';').map((part) => part.trim());
    return parts.length < 2 || isThere(file) || parts.includes('') ? [file] : parts;
  });

/**
 * Reads a header row and data rows already split into cells. Throws `invalid-sheet` when no column
 * is known or `file` is missing.
 */
export function readSheet(
  rows: readonly (readonly string[])[],
  vocabulary: SheetWords,
): SheetRow[] {
  const mapping = guessMapping(rows);
  if (!mapping.columns.includes('file'))
    throw new AppError('invalid-sheet', { header: rows[mapping.headerLine - 1] ?? [] });
  return cellRows(rows, mapping).map(({ line, cells }) =>
    readRow((key) => cells.get(key) ?? '', line, vocabulary),
  );
}

type Cell = (key: CatalogColumn) => string;

/** The cells of one line as values, with a sentence for each that cannot be read. */
class LineReader {
  readonly faults: string[] = [];
  readonly notes: string[] = [];
  readonly unread: CatalogColumn[] = [];
  readonly #cell: Cell;
  readonly #words: SheetWords;

  constructor(cell: Cell, words: SheetWords) {
    this.#cell = cell;
    this.#words = words;
  }

  /**
   * A code by itself or by its label; undefined for an empty cell and for one that is on no list.
   */
  one(key: Exclude<ListedColumn, 'unit'>): string | undefined {
    const cell = this.#cell(key);
    if (cell === '') return undefined;
    const [code] = codesOf(key, cell, this.#words);
    if (code === undefined) this.#refuse(key, cell, this.#notListed(key, cell));
    return code;
  }

  /** The values that are on the list; `needed` ones sink the line where none is left. */
  many(key: 'subjects' | 'audiences', needed: boolean): string[] {
    const values = listedIn(this.#cell(key));
    const unknown: string[] = [];
    const codes = values.flatMap((value) => {
      const found = codesOf(key, value, this.#words);
      if (found.length === 0) unknown.push(value);
      return found;
    });
    const sinks = needed && codes.length === 0;
    for (const value of unknown)
      (sinks ? this.#refuse : this.#leaveOut).call(this, key, value, this.#notListed(key, value));
    if (unknown.length > 0 && codes.length === 0) this.unread.push(key);
    return [...new Set(codes)];
  }

  date(key: CatalogColumn, needed: boolean): string | undefined {
    const cell = this.#cell(key);
    if (cell === '') return undefined;
    const date = dateInCell(cell);
    if (date !== null) return date;
    if (!needed) this.unread.push(key);
    (needed ? this.#refuse : this.#leaveOut).call(this, key, cell, messages.noSuchDay);
    return undefined;
  }

  /** How many pages it has: a number, with or without words. */
  extent(): string | undefined {
    const cell = this.#cell('extent');
    if (cell === '' || /\d/u.test(cell)) return cell || undefined;
    this.unread.push('extent');
    this.#leaveOut('extent', cell, messages.noNumber);
    return undefined;
  }

  #notListed(key: Exclude<ListedColumn, 'unit'>, value: string): string {
    const near = nearValues(key, value, this.#words).map(({ label }) => label);
    return messages.notListed(near);
  }

  #refuse(key: CatalogColumn, cell: string, why: string): void {
    this.faults.push(messages.ofCell(columnLabel(key), cell, why));
  }

  #leaveOut(key: CatalogColumn, cell: string, why: string): void {
    this.notes.push(messages.leftOut(messages.ofCell(columnLabel(key), cell, why)));
  }
}

const TEXTS = [
  'title',
  'altTitle',
  'publisher',
  'edition',
  'isbn',
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
  const [from, to] = [read.date('validityFrom', false), read.date('validityTo', false)];
  const state = read.one('validity') as ValidityState | undefined;
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
 * refused for. An optional value that cannot be read, or may not stand, is left out with a note.
 * `before` is the record that the line changes.
 */
export function readRow(
  cell: Cell,
  line: number,
  words: SheetWords,
  before?: ItemRecord,
): SheetRow {
  const read = new LineReader(cell, words);
  const rights = read.one('rights') as RightsKind | undefined;
  const said: Partial<ItemRecord> = {
    ...textsOf(cell),
    ...given('extent', read.extent()),
    ...given('genre', read.one('genre')),
    ...given('language', read.one('language')),
    ...given('issued', read.date('issued', true)),
    ...(rights === undefined ? {} : { rights: { kind: rights, note: cell('rightsNote') } }),
    ...given('validity', validityOf(cell, read)),
    ...nonEmpty('compilers', listedIn(cell('compilers'))),
    ...nonEmpty('subjects', withMainSubjects(read.many('subjects', true))),
    ...nonEmpty('audiences', read.many('audiences', false)),
    ...nonEmpty('keywords', listedIn(cell('keywords'))),
    ...nonEmpty('lawRefs', lawsIn(cell('lawRefs')).map(lawCited)),
  };
  const { record, notes } = withoutFaults(said, words, before);
  const id = cell('originId');
  return {
    line,
    files: barred(cell('file')),
    record,
    unit: cell('unit'),
    ...(id === '' ? {} : { origin: { source: cell('originSource'), id } }),
    faults: read.faults,
    notes: [...read.notes, ...notes],
    unread: read.unread,
  };
}

function lawCited(text: string): LawReference {
  const { number, title, articles } = parseLawCell(text);
  return { ...lawReference(tidyNumber(number)), title, articles };
}

const nonEmpty = (key: keyof ItemRecord, values: readonly unknown[]): Partial<ItemRecord> =>
  values.length === 0 ? {} : { [key]: values };
