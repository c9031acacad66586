import { readTable, type JudgedRow } from '#server/tables/read-table.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import type { Catalog } from '#server/ports.ts';
import { authorise } from '#server/workflow/access.ts';
import type { Actor } from '../account.ts';
import type { Unit } from '../unit.ts';
import { inputOf, UNIT_SHEET, type UnitInput } from '../unit-sheet.ts';
import { readUnit, treeOf } from './manage-units.ts';

/** What a line of the list would do. */
export interface UnitPlanRow {
  readonly line: number;
  readonly input: UnitInput;
  readonly outcome: 'new' | 'changed' | 'same' | 'refused';
  /** Vietnamese sentences. */
  readonly faults: readonly string[];
  readonly unit: Unit;
}

const same = (a: Unit, b: Unit): boolean =>
  (Object.keys(a) as (keyof Unit)[]).every((key) => a[key] === b[key]);

/**
 * Lines may name one another in any order: each is looked at in the tree as it would be once all
 * are in.
 */
function planLines(
  lines: readonly JudgedRow<keyof UnitInput>[],
  before: readonly Unit[],
): UnitPlanRow[] {
  const known = treeOf(before);
  const inputs = lines.map(inputOf);
  const alone = inputs.map(
    (input) => readUnit({ ...input, parent: '', successor: '' }, known).unit,
  );
  const named = treeOf([...before, ...alone]);
  const placed = inputs.map((input) => readUnit(input, named).unit);
  const tree = treeOf(new Map([...before, ...placed].map((unit) => [unit.id, unit])).values());
  return lines.map((row, i): UnitPlanRow => {
    const input = inputs[i]!;
    const { unit, errors } = readUnit(input, tree);
    const faults = [...row.faults, ...Object.values(errors)];
    const stored = known.byId.get(unit.id);
    const change = stored === undefined ? 'new' : same(stored, unit) ? 'same' : 'changed';
    return { line: row.line, input, faults, outcome: faults.length > 0 ? 'refused' : change, unit };
  });
}

/**
 * What importing the list of units would do, line by line. Throws `not-allowed`, `invalid-sheet`
 * (no column of codes or names).
 */
export async function planUnits(
  { catalog }: { readonly catalog: Catalog },
  actor: Actor,
  content: SheetContent,
): Promise<UnitPlanRow[]> {
  authorise(actor, 'manage-units', 'shelf');
  return planLines(readTable(content, UNIT_SHEET).rows, await catalog.listUnits());
}

/** Takes all lines in as one change; nothing where any line is refused. Tells whether it did. */
export async function applyUnits(
  { catalog }: { readonly catalog: Catalog },
  plan: readonly UnitPlanRow[],
): Promise<boolean> {
  if (plan.length === 0 || plan.some(({ outcome }) => outcome === 'refused')) return false;
  await catalog.saveUnits(plan.map(({ unit }) => unit));
  return true;
}
