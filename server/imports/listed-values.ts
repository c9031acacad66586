import { LANGUAGES } from '#server/base/language.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import { SUBJECT_WORDS } from '#server/cataloguing/subject-words.ts';
import { RIGHTS } from '#server/items/rights.ts';
import { VALIDITY } from '#server/items/validity.ts';
import { listedIn } from '#server/tables/cell-text.ts';
import type { CellRow } from '#server/tables/read-table.ts';
import { SUBJECTS } from '#server/vocabulary/subject.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import type { CatalogColumn } from './catalog-row.ts';
import { knownName, nearNames, type KnownName } from './near-name.ts';
import type { Units } from './unit-cell.ts';

/** Columns whose values stand on a list, and whether a cell may hold several of them. */
export const LISTED_COLUMNS = {
  genre: 'one',
  subjects: 'many',
  audiences: 'many',
  language: 'one',
  validity: 'one',
  rights: 'one',
  unit: 'one',
} as const satisfies Partial<Record<CatalogColumn, 'one' | 'many'>>;
export type ListedColumn = keyof typeof LISTED_COLUMNS;
type RecordColumn = Exclude<ListedColumn, 'unit'>;

export const isListedColumn = (column: string): column is ListedColumn =>
  Object.hasOwn(LISTED_COLUMNS, column);

/** What a person said that a value of a column means. */
export interface MeantValue {
  readonly column: ListedColumn;
  readonly value: string;
  readonly codes: readonly string[];
}

/** A value of a column that stands on no list, and what it may mean. */
export interface UnknownValue {
  readonly column: ListedColumn;
  readonly value: string;
  /** How many lines have it. */
  readonly lines: number;
  readonly near: readonly { readonly code: string; readonly label: string }[];
}

/** The lists by which cells are read, with what a person said of values that stand on none. */
export interface SheetWords extends Vocabulary {
  readonly meant?: readonly MeantValue[];
}

interface Coded {
  readonly code: string;
  readonly label: string;
  readonly short?: string;
}

/** All that a column may say, hidden terms among it: a record is then refused for them. */
export const tableOf = (
  column: RecordColumn,
  { genres, audiences }: Vocabulary,
): readonly Coded[] =>
  ({
    genre: genres.all,
    audiences: audiences.all,
    subjects: SUBJECTS,
    language: LANGUAGES,
    validity: VALIDITY,
    rights: RIGHTS,
  })[column];

/** What a value of the column may be meant to be: only what may be chosen today. */
function offered(column: RecordColumn, vocabulary: Vocabulary): readonly KnownName[] {
  const { genres, audiences } = vocabulary;
  if (column === 'subjects')
    return SUBJECTS.map(({ code, label }) => {
      const words = SUBJECT_WORDS.filter(({ subject }) => subject === code);
      return knownName(
        code,
        label,
        words.map(({ word }) => word),
      );
    });
  if (column === 'genre')
    return genres.all.flatMap(({ code, label, short, offered: may }) =>
      may ? [knownName(code, label, [short])] : [],
    );
  const table =
    column === 'audiences'
      ? audiences.all.filter((one) => one.offered)
      : tableOf(column, vocabulary);
  return table.map(({ code, label }) => knownName(code, label));
}

/** Names by column, made ready once for each vocabulary. */
const ready = new WeakMap<object, Map<RecordColumn, readonly KnownName[]>>();

function namesOf(column: RecordColumn, vocabulary: Vocabulary): readonly KnownName[] {
  const byColumn = ready.get(vocabulary.genres) ?? new Map<RecordColumn, readonly KnownName[]>();
  ready.set(vocabulary.genres, byColumn);
  const names = byColumn.get(column) ?? offered(column, vocabulary);
  byColumn.set(column, names);
  return names;
}

/** Parts of subjects stand in sheets as their codes: two subjects may have parts of one name. */
const SUB_SUBJECT = /^\d\d\.[a-z0-9-]+$/u;

/** A code by itself or by its label, however capitalised or marked. */
const codeOf = (cell: string, table: readonly Coded[]): string | undefined =>
  table.find(
    (row) =>
      row.code === cell ||
      [row.code, row.label, row.short ?? row.label].some((name) => fold(name) === fold(cell)),
  )?.code;

const sameValue = (one: string, other: string): boolean => fold(one) === fold(other);

/** What a person said that a value means; none where nobody said it. */
export const meaningOf = (
  meant: readonly MeantValue[] | undefined,
  column: ListedColumn,
  value: string,
): readonly string[] =>
  meant?.find((said) => said.column === column && sameValue(said.value, value))?.codes ?? [];

/** The codes that one value of a cell names; none where it stands on no list. */
export function codesOf(column: RecordColumn, value: string, words: SheetWords): readonly string[] {
  if (column === 'subjects' && SUB_SUBJECT.test(value)) return [value];
  // Spreadsheets drop the zero of `09`.
  const typed = column === 'subjects' && /^\d$/u.test(value) ? `0${value}` : value;
  const code = codeOf(typed, tableOf(column, words));
  return code === undefined ? meaningOf(words.meant, column, value) : [code];
}

/** Names of what a value may mean, the likeliest first. */
export const nearValues = (
  column: RecordColumn,
  value: string,
  words: Vocabulary,
): UnknownValue['near'] => {
  const names = namesOf(column, words);
  return nearNames(value, names).map((code) => ({
    code,
    label: names.find((name) => name.code === code)!.label,
  }));
};

const valuesIn = (column: ListedColumn, cell: string): string[] =>
  LISTED_COLUMNS[column] === 'many' ? listedIn(cell) : cell === '' ? [] : [cell];

/** More than this many different ones are the work of a wrong column. */
const MOST_UNKNOWN = 100;

/** Values of these lines that stand on no list, the commonest first; for a person to say what is meant. */
export function unknownValues(
  rows: readonly CellRow<CatalogColumn>[],
  words: SheetWords,
  units: Units,
): UnknownValue[] {
  const counted = new Map<string, { column: ListedColumn; value: string; lines: number }>();
  const known = new Map<string, boolean>();
  for (const { cells } of rows)
    for (const column of Object.keys(LISTED_COLUMNS).filter(isListedColumn))
      for (const value of valuesIn(column, cells.get(column) ?? '')) {
        const key = `${column}\n${fold(value)}`;
        if (!known.has(key))
          known.set(
            key,
            column === 'unit'
              ? units.find(units.idOf(value)) !== null
              : codesOf(column, value, words).length > 0,
          );
        if (known.get(key)) continue;
        const lines = (counted.get(key)?.lines ?? 0) + 1;
        counted.set(key, { column, value: counted.get(key)?.value ?? value, lines });
      }
  return [...counted.values()]
    .toSorted((a, b) => b.lines - a.lines)
    .slice(0, MOST_UNKNOWN)
    .map((one) => ({
      ...one,
      near:
        one.column === 'unit' ? units.near(one.value) : nearValues(one.column, one.value, words),
    }));
}
