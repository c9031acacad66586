import { standsOn, unitToday, type Unit } from '#server/people/unit.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import type { CellRow } from '#server/tables/read-table.ts';
import type { CatalogColumn } from './catalog-row.ts';
import { messages } from './messages.ts';

/** All units as they stand on a day. */
export interface Units {
  readonly all: readonly Unit[];
  readonly today: string;
}

const named = (text: string): string => fold(text).replace(/\s+/gu, ' ').trim();

/**
 * The id of the unit that a cell names: by id or code, else by name; accents, case and blanks aside. Of
 * units of one name the one that stands today; the cell itself where it names none, or several.
 */
export function unitIdOf({ all, today }: Units, cell: string): string {
  const exact = all.find(({ id, code }) => id === cell || code === cell);
  if (exact !== undefined) return exact.id;
  const wanted = named(cell);
  const alike = all.filter(({ code, name }) => named(code) === wanted || named(name) === wanted);
  const standing = alike.filter((unit) => standsOn(unit, today));
  const [one, another] = standing.length > 0 ? standing : alike;
  return one !== undefined && another === undefined ? one.id : cell;
}

/** A line whose unit is named by its id, as the shelf knows it. */
export function withUnitId<Row extends CellRow<CatalogColumn>>(units: Units, row: Row): Row {
  const cell = row.cells.get('unit') ?? '';
  return cell === ''
    ? row
    : { ...row, cells: new Map(row.cells).set('unit', unitIdOf(units, cell)) };
}

/** What forbids a unit that a line names to have anything new: there is none such, or it ended. */
export function unitNameFaults({ all, today }: Units, id: string): string[] {
  const unit = all.find((one) => one.id === id);
  if (unit === undefined) return [messages.noUnit(id)];
  if (standsOn(unit, today)) return [];
  const successor = all.find((one) => one.id === unitToday(all, id) && one.id !== id);
  return [messages.unitEnded(unit.name, successor?.name ?? '')];
}
