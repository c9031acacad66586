import type { ActionDeps } from '#server/action-deps.ts';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { Actor } from '#server/people/account.ts';
import { countOutcomes, type CellChange, type RowOutcome } from '#server/tables/plan-rows.ts';
import { readTable, type JudgedRow } from '#server/tables/read-table.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import { authorise } from '#server/workflow/access.ts';
import { LAW_STATES, unknownLaw, type LawRecord, type LawSource } from '../law-record.ts';
import {
  LAW_SHEET,
  lawChanges,
  numberOfRow,
  unknownStateOf,
  withCells,
  type LawColumn,
} from '../law-sheet.ts';
import { messages } from '../messages.ts';
import { causedBy, lawErrors } from './save-law.ts';

/** What a line of the sheet would do. */
export interface LawPlanRow {
  readonly line: number;
  readonly number: string;
  readonly outcome: RowOutcome;
  readonly changes: readonly CellChange[];
  /** Why it is refused. */
  readonly faults: readonly string[];
  /** As it would be saved; null for a refused one. */
  readonly law: LawRecord | null;
}

/** What is wrong with a line: what merged cells say is not known, so nothing else is said then. */
function faultsOf(row: JudgedRow<LawColumn>, law: LawRecord): readonly string[] {
  if (row.faults.length > 0) return row.faults;
  const { state, ...errors } = lawErrors(law);
  const word = unknownStateOf(row);
  if (state === undefined || word === null)
    return Object.values({ ...errors, ...(state === undefined ? {} : { state }) });
  const known = LAW_STATES.map(({ label }) => label).join(', ');
  return [...Object.values(errors), messages.unknownState(word, known)];
}

function planRow(
  row: JudgedRow<LawColumn>,
  stored: LawRecord | null,
  source: LawSource | null,
  day: string,
): LawPlanRow {
  const { line } = row;
  const number = numberOfRow(row);
  const law = { ...withCells(stored ?? unknownLaw(number), row, day), source };
  const faults = faultsOf(row, law);
  if (faults.length > 0)
    return { line, number, outcome: 'refused', changes: [], faults, law: null };
  const changes = lawChanges(stored ?? unknownLaw(''), law);
  const outcome = stored === null ? 'new' : changes.length > 0 ? 'changed' : 'same';
  return { line, number, outcome, changes, faults, law };
}

const LONGEST_NAME = 200;

/** What a whole list would do. */
export interface LawPlan {
  readonly rows: readonly LawPlanRow[];
  /** Headers of columns that are left out. */
  readonly unknown: readonly string[];
}

/**
 * What importing the list would do, line by line; nothing is written. `name` of the file is
 * remembered with every law it names; null for none. Throws `not-allowed`, `invalid-sheet` (no column of numbers), `invalid-input`
 * (too many lines).
 */
export async function planLaws(
  deps: Pick<ActionDeps, 'catalog' | 'now'>,
  actor: Actor,
  content: SheetContent,
  name: string | null,
): Promise<LawPlan> {
  authorise(actor, 'edit-law', 'shelf');
  const day = dayInVietnam(deps.now());
  const source = name === null ? null : { name: name.slice(0, LONGEST_NAME), on: day };
  const { rows, unknown } = readTable(content, LAW_SHEET);
  const keys = new Set(rows.map((row) => lawNumberKey(numberOfRow(row))));
  const stored = new Map((await deps.catalog.findLaws([...keys])).map((law) => [law.key, law]));
  return {
    rows: rows.map((row) =>
      planRow(row, stored.get(lawNumberKey(numberOfRow(row))) ?? null, source, day),
    ),
    unknown,
  };
}

/**
 * Saves what the plan says, all or nothing; gives how many laws are new or changed. Laws that the
 * list only confirms remember it as their source too. Throws `not-allowed`, and `stale-version` when
 * somebody saved one of them since the plan.
 */
export async function applyLaws(
  deps: Pick<ActionDeps, 'catalog' | 'now'>,
  actor: Actor,
  { rows }: LawPlan,
): Promise<number> {
  authorise(actor, 'edit-law', 'shelf');
  const laws = rows.flatMap(({ outcome, law }) =>
    law === null || (outcome === 'same' && law.source === null) ? [] : [law],
  );
  if (laws.length === 0) return 0;
  const before = await deps.catalog.findLaws(laws.map(({ key }) => key));
  await deps.catalog.saveLaws(laws, causedBy(before, laws, deps.now()));
  const { new: added, changed } = countOutcomes(rows);
  return added + changed;
}
