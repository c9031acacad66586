import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { showPartialDate } from '#server/base/partial-date.ts';
import { columnsOf } from '#server/tables/columns.ts';
import type { CellRow, SheetKind } from '#server/tables/read-table.ts';
import { MOST_SHEET_ROWS } from '#server/tables/sheet.ts';
import { UNIT_KIND_LABELS, type Unit } from './unit.ts';

/** A unit as typed or as a line of the list; parent and successor by code. */
export interface UnitInput {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parent: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly successor: string;
}

/** What the form of a unit has besides the list: how many GB its files may take, empty for all. */
export interface UnitForm extends UnitInput {
  readonly quota: string;
}

/** Columns of the list of units, in their order. */
export const UNIT_COLUMNS = columnsOf<keyof UnitInput>({
  code: [FIELD_LABELS.code, FIELD_LABELS.unitCode],
  name: [FIELD_LABELS.name, FIELD_LABELS.unitName],
  kind: [FIELD_LABELS.kind, 'Loại đơn vị'],
  parent: ['Cấp trên', 'Mã cấp trên'],
  validFrom: [FIELD_LABELS.from, 'Có từ'],
  validTo: [FIELD_LABELS.until, 'Hết hoạt động'],
  successor: ['Kế thừa', 'Mã đơn vị kế thừa'],
});

export const UNIT_SHEET: SheetKind<keyof UnitInput> = {
  columns: UNIT_COLUMNS,
  needed: ['code', 'name'],
  mostLines: MOST_SHEET_ROWS,
  unique: [
    ({ cells }) => {
      const code = (cells.get('code') ?? '').toLowerCase();
      return [code, code];
    },
  ],
};

/** What a line says of a unit; codes in small letters, a commune where no kind is named. */
export function inputOf({ cells }: CellRow<keyof UnitInput>): UnitInput {
  const cell = (column: keyof UnitInput): string => cells.get(column) ?? '';
  return {
    code: cell('code').toLowerCase(),
    name: cell('name'),
    kind: cell('kind') || 'commune',
    parent: cell('parent').toLowerCase(),
    validFrom: cell('validFrom'),
    validTo: cell('validTo'),
    successor: cell('successor').toLowerCase(),
  };
}

const shown = (date: string | null): string => (date === null ? '' : showPartialDate(date));

/** The tree as lines of the list; importing them changes nothing. */
export function unitLines(units: readonly Unit[]): string[][] {
  const codes = new Map(units.map((unit) => [unit.id, unit.code]));
  const codeOf = (id: string | null): string => (id === null ? '' : (codes.get(id) ?? ''));
  return units.map((unit) => {
    const input: UnitInput = {
      code: unit.code,
      name: unit.name,
      kind: UNIT_KIND_LABELS[unit.kind],
      parent: codeOf(unit.parentId),
      validFrom: shown(unit.validFrom),
      validTo: shown(unit.validTo),
      successor: codeOf(unit.successorId),
    };
    return UNIT_COLUMNS.keys.map((column) => input[column]);
  });
}
