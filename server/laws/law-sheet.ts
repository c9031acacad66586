import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { parsePartialDate, showPartialDate } from '#server/base/partial-date.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import { lawNumberKey, tidyNumber } from '#server/base/vietnamese/law-number.ts';
import { listed } from '#server/tables/cell-text.ts';
import { columnsOf } from '#server/tables/columns.ts';
import type { CellChange } from '#server/tables/plan-rows.ts';
import type { CellRow, SheetKind } from '#server/tables/read-table.ts';
import { MOST_SHEET_ROWS } from '#server/tables/sheet.ts';
import { findLawState, LAW_STATES, vbplIdOf, type LawRecord } from './law-record.ts';
import { LAW_LABELS } from './law-labels.ts';

/**
 * Columns of the sheet of laws, as exports of the national database of legal documents call them
 * and as people do.
 */
export const LAW_COLUMNS = columnsOf({
  number: [LAW_LABELS.number],
  title: [LAW_LABELS.title, FIELD_LABELS.name, 'Trích yếu'],
  kind: [LAW_LABELS.kind, FIELD_LABELS.kind],
  issuer: [LAW_LABELS.issuer, 'Nơi ban hành'],
  issued: [LAW_LABELS.issued],
  signer: [LAW_LABELS.signer],
  effectiveFrom: ['Ngày có hiệu lực', LAW_LABELS.effectiveFrom, 'Ngày hiệu lực'],
  effectiveTo: ['Ngày hết hiệu lực', LAW_LABELS.effectiveTo],
  state: [LAW_LABELS.state, FIELD_LABELS.state],
  replacedBy: [LAW_LABELS.replacedBy, 'Thay bằng'],
  url: [LAW_LABELS.url],
  vbplId: [LAW_LABELS.vbplId, 'Mã vbpl'],
  checkedAt: [LAW_LABELS.checkedAt, 'Ngày đối chiếu'],
  note: [LAW_LABELS.note],
});
export type LawColumn = (typeof LAW_COLUMNS.keys)[number];

export const LAW_SHEET: SheetKind<LawColumn> = {
  columns: LAW_COLUMNS,
  needed: ['number'],
  mostLines: MOST_SHEET_ROWS,
  unique: [
    ({ cells }) => {
      const number = tidyNumber(cells.get('number') ?? '');
      return [lawNumberKey(number), number];
    },
  ],
};

const DATES: readonly LawColumn[] = ['issued', 'effectiveFrom', 'effectiveTo', 'checkedAt'];

const numbersOf = (cell: string): string[] => [
  ...new Set(
    cell
      .split('|')
      .map(tidyNumber)
      .filter((number) => number !== ''),
  ),
];

/**
 * A cell as the record keeps it; what cannot be read stays as it stands, and the record is refused
 * for it.
 */
function valueOf(column: LawColumn, cell: string): unknown {
  if (DATES.includes(column)) return parsePartialDate(cell) ?? cell;
  if (column === 'state')
    return LAW_STATES.find((s) => s.code === cell || fold(s.label) === fold(cell))?.code ?? cell;
  return column === 'replacedBy' ? numbersOf(cell) : cell;
}

/** The record with the cells that are filled; an empty cell says nothing. */
export function withCells(before: LawRecord, { cells }: CellRow<LawColumn>): LawRecord {
  const given = Object.fromEntries(
    [...cells]
      .filter(([column, cell]) => cell !== '' && column !== 'number')
      .map(([column, cell]) => [column, valueOf(column, cell)]),
  ) as Partial<LawRecord>;
  const address = given.url ?? null;
  return {
    ...before,
    ...given,
    vbplId: given.vbplId ?? (address === null ? before.vbplId : vbplIdOf(address)),
  };
}

const shown = (value: LawRecord[LawColumn]): string =>
  value === null ? '' : typeof value === 'string' ? value : listed(value);

export const lawChanges = (before: LawRecord, after: LawRecord): CellChange[] =>
  LAW_COLUMNS.keys.flatMap((column) => {
    const [was, is] = [shown(before[column]), shown(after[column])];
    return was === is ? [] : [{ column: LAW_COLUMNS.label(column), before: was, after: is }];
  });

/** What the sheet says of a law; importing it changes nothing. */
export const lawCells = (law: LawRecord): string[] =>
  LAW_COLUMNS.keys.map((column) => {
    const value = shown(law[column]);
    if (column === 'state') return findLawState(law.state)?.label ?? law.state;
    return DATES.includes(column) && value !== '' ? showPartialDate(value) : value;
  });
