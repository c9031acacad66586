import type { ActionDeps } from '#server/action-deps.ts';
import { lawNumberKey, tidyNumber } from '#server/base/vietnamese/law-number.ts';
import type { Actor } from '#server/people/account.ts';
import type { CellChange } from '#server/tables/plan-rows.ts';
import { readTable, type JudgedRow } from '#server/tables/read-table.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import { authorise } from '#server/workflow/access.ts';
import { unknownLaw, type LawRecord } from '../law-record.ts';
import { LAW_SHEET, lawChanges, withCells, type LawColumn } from '../law-sheet.ts';
import { indexingAfter, lawErrors } from './save-law.ts';

/** What a line of the sheet would do. */
export interface LawPlanRow {
  readonly line: number;
  readonly number: string;
  readonly outcome: 'new' | 'changed' | 'same' | 'refused';
  readonly changes: readonly CellChange[];
  /** Why it is refused. */
  readonly faults: readonly string[];
  /** As it would be saved; null for a refused one. */
  readonly law: LawRecord | null;
}

const numberOf = ({ cells }: JudgedRow<LawColumn>): string => tidyNumber(cells.get('number') ?? '');

function planRow(row: JudgedRow<LawColumn>, stored: LawRecord | null): LawPlanRow {
  const { line } = row;
  const number = numberOf(row);
  const law = withCells(stored ?? unknownLaw(number), row);
  // What merged cells say is not known: the record cannot be judged by them.
  const faults = row.faults.length > 0 ? row.faults : Object.values(lawErrors(law));
  if (faults.length > 0)
    return { line, number, outcome: 'refused', changes: [], faults, law: null };
  const changes = lawChanges(stored ?? unknownLaw(''), law);
  const outcome = stored === null ? 'new' : changes.length > 0 ? 'changed' : 'same';
  return { line, number, outcome, changes, faults, law };
}

/**
 * What importing the sheet would do, line by line; nothing is written. Throws `not-allowed`,
 * `invalid-sheet` (no column of numbers), `invalid-input` (too many lines).
 */
export async function planLaws(
  deps: Pick<ActionDeps, 'catalog'>,
  actor: Actor,
  content: SheetContent,
): Promise<LawPlanRow[]> {
  authorise(actor, 'edit-law', 'shelf');
  const { rows } = readTable(content, LAW_SHEET);
  const keys = new Set(rows.map((row) => lawNumberKey(numberOf(row))));
  const stored = new Map((await deps.catalog.findLaws([...keys])).map((law) => [law.key, law]));
  return rows.map((row) => planRow(row, stored.get(lawNumberKey(numberOf(row))) ?? null));
}

/**
 * Saves what the plan says is new or changed, all or nothing; gives how many. Throws
 * `stale-version` when somebody saved one of them since the plan.
 */
export async function applyLaws(
  deps: Pick<ActionDeps, 'catalog' | 'now'>,
  plan: readonly LawPlanRow[],
): Promise<number> {
  const laws = plan.flatMap(({ outcome, law }) =>
    law !== null && (outcome === 'new' || outcome === 'changed') ? [law] : [],
  );
  if (laws.length === 0) return 0;
  const before = await deps.catalog.findLaws(laws.map(({ key }) => key));
  await deps.catalog.saveLaws(laws, indexingAfter(before, laws, deps.now()));
  return laws.length;
}
