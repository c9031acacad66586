import { standsOn, unitToday, type Unit } from '#server/people/unit.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import type { CellRow } from '#server/tables/read-table.ts';
import type { CatalogColumn } from './catalog-row.ts';
import { messages } from './messages.ts';
import { knownName, nearNames, type KnownName } from './near-name.ts';

/** All units as they stand on a day, looked up by what cells say. */
export class Units {
  readonly all: readonly Unit[];
  readonly today: string;
  /** What a person said that other names mean, by {@link named}. */
  readonly #meant: ReadonlyMap<string, string>;
  readonly #byId: ReadonlyMap<string, Unit>;
  readonly #byName = new Map<string, Unit[]>();
  #names: readonly KnownName[] | null = null;
  readonly #near = new Map<string, readonly NamedUnit[]>();

  constructor(
    all: readonly Unit[],
    today: string,
    meant: readonly { readonly value: string; readonly codes: readonly string[] }[] = [],
  ) {
    this.all = all;
    this.today = today;
    this.#meant = new Map(meant.map(({ value, codes }) => [named(value), codes[0] ?? '']));
    this.#byId = new Map([
      ...all.map((unit) => [unit.code, unit] as const),
      ...all.map((unit) => [unit.id, unit] as const),
    ]);
    for (const unit of all)
      for (const name of new Set([named(unit.code), named(unit.name)]))
        this.#byName.set(name, [...(this.#byName.get(name) ?? []), unit]);
  }

  /** By its id. */
  find(id: string): Unit | null {
    const unit = this.#byId.get(id);
    return unit?.id === id ? unit : null;
  }

  /**
   * The id of the unit that a cell names: by id or code, else by name; accents, case and blanks aside.
   * Of units of one name the one that stands today; the cell itself where it names none, or several.
   */
  idOf(cell: string): string {
    const exact = this.#byId.get(cell);
    if (exact !== undefined) return exact.id;
    const alike = this.#byName.get(named(cell)) ?? [];
    const standing = alike.filter((unit) => standsOn(unit, this.today));
    const [one, another] = standing.length > 0 ? standing : alike;
    if (one !== undefined && another === undefined) return one.id;
    return this.#meant.get(named(cell)) ?? cell;
  }

  /** Units standing today that a name may mean, the likeliest first. */
  near(cell: string): readonly NamedUnit[] {
    const before = this.#near.get(cell);
    if (before !== undefined) return before;
    this.#names ??= this.all
      .filter((unit) => standsOn(unit, this.today))
      .map(({ id, name }) => knownName(id, name));
    const found = nearNames(cell, this.#names).map((id) => ({ code: id, label: this.#label(id) }));
    this.#near.set(cell, found);
    return found;
  }

  /** Two of one name are told apart by their codes. */
  #label(id: string): string {
    const { name, code } = this.find(id)!;
    return (this.#byName.get(named(name)) ?? []).length > 1 ? `${name} (${code})` : name;
  }
}

interface NamedUnit {
  /** Its id. */
  readonly code: string;
  readonly label: string;
}

const named = (text: string): string => fold(text).replace(/\s+/gu, ' ').trim();

/** A line whose unit is named by its id, as the shelf knows it. */
export function withUnitId<Row extends CellRow<CatalogColumn>>(units: Units, row: Row): Row {
  const cell = row.cells.get('unit') ?? '';
  return cell === '' ? row : { ...row, cells: new Map(row.cells).set('unit', units.idOf(cell)) };
}

/** What forbids a unit that a line names to have anything new: there is none such, or it ended. */
export function unitNameFaults(units: Units, id: string): string[] {
  const unit = units.find(id);
  if (unit === null)
    return [
      messages.noUnit(
        id,
        units.near(id).map(({ label }) => label),
      ),
    ];
  if (standsOn(unit, units.today)) return [];
  const successor = units.all.find((one) => one.id === unitToday(units.all, id) && one.id !== id);
  return [messages.unitEnded(unit.name, successor?.name ?? '')];
}
