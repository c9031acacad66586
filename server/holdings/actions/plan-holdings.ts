import { messages as ofTables } from '#server/tables/messages.ts';
import { messages } from '#server/holdings/messages.ts';
import { can } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { dateInCell, tidyCell } from '#server/tables/cell-text.ts';
import type { FieldErrors } from '#server/base/errors.ts';
import {
  HOLDING_COLUMNS,
  holdingCells,
  holdingLabel,
  holdingStateOf,
  type HoldingColumn,
} from '../holding-row.ts';
import { parsePrice, registerKey, withState, type Holding } from '../holding.ts';
import type { Item } from '#server/items/item.ts';
import { isDay, WRONG_DAY } from '#server/base/partial-date.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import type { ImportRow } from '#server/imports/sheet-import.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import { findCopiedItem } from './find-item-of-copy.ts';
import { planRows, type CellChange } from '#server/tables/plan-rows.ts';
import { readTable, type JudgedRow, type SheetKind } from '#server/tables/read-table.ts';
import { blankHolding, holdingErrors, libraryObject } from './keep-holdings.ts';
import type { LibraryEntry } from '../library.ts';

/** What a line of the sheet would do, or did. */
export interface HoldingPlanRow {
  readonly line: number;
  readonly registerNumber: string;
  readonly title: string;
  readonly outcome: Extract<
    ImportRow['outcome'],
    'new' | 'changed' | 'same' | 'refused' | 'added' | 'updated'
  >;
  readonly changes: readonly CellChange[];
  /** Vietnamese sentences: why it is refused, what wants attention. */
  readonly notes: readonly string[];
  /** As it would be saved; null where nothing would be. */
  readonly holding: Holding | null;
}

export interface HoldingPlan {
  readonly rows: readonly HoldingPlanRow[];
  /** Headers that name no column: what stands below them is left out. */
  readonly unknown: readonly string[];
}

type Deps = Pick<ActionDeps, 'catalog' | 'newId' | 'now'>;
type Row = JudgedRow<HoldingColumn>;

/** Every line is shown before anything is written. */
export const MOST_LINES = 3_000;

const REGISTER: SheetKind<HoldingColumn> = {
  columns: HOLDING_COLUMNS,
  needed: ['registerNumber'],
  mostLines: MOST_LINES,
  // A register printed with its report has the figures above it.
  headerWithin: 60,
};

interface Plan {
  readonly deps: Deps;
  readonly actor: Actor;
  readonly places: readonly LibraryEntry[];
  /** Where lines stand that name no place; null when none was chosen. */
  readonly chosen: LibraryEntry | null;
  readonly today: string;
}

/** The place that a line names, or a sentence why there is none. */
function placeOf({ actor, places, chosen }: Plan, cell: string): LibraryEntry | string {
  if (cell === '') return chosen ?? messages.writeLibrary;
  const named = places.filter(({ id, value }) => id === cell || fold(value.name) === fold(cell));
  const place = named.find(({ id }) => id === chosen?.id) ?? named[0];
  if (place === undefined) return messages.noLibraryOfName(cell);
  if (named.length > 1 && place.id !== chosen?.id)
    return messages.severalLibrariesOfName(named.length, cell);
  return can(actor, 'keep-holdings', libraryObject(place))
    ? place
    : messages.libraryNotYours(place.value.name);
}

/** A day as it is kept; what is none is kept as it stands and refused. */
const dayOf = (cell: string): string => dateInCell(cell) ?? cell;

/** The copy with the edited cells put in; an emptied one empties what may be empty. */
function withCells(
  before: Holding,
  edited: ReadonlyMap<HoldingColumn, string>,
  today: string,
): { readonly holding: Holding; readonly faults: string[]; readonly notes: string[] } {
  const [faults, notes]: [string[], string[]] = [[], []];
  const cell = (column: HoldingColumn): string => edited.get(column) ?? '';
  const state = cell('state') === '' ? before.state : holdingStateOf(cell('state'));
  if (state === undefined) faults.push(messages.unknownState(holdingLabel('state'), cell('state')));
  else if (state !== before.state && (state === 'dang-muon' || before.state === 'dang-muon'))
    faults.push(messages.noLoansBySheet);
  const receivedOn = edited.has('receivedOn')
    ? dayOf(cell('receivedOn')) || null
    : before.receivedOn;
  const moved = state !== undefined && state !== before.state;
  const since =
    cell('since') === ''
      ? moved || before.version === 0
        ? before.version === 0 && state === 'con' && receivedOn !== null && isDay(receivedOn)
          ? receivedOn
          : today
        : before.since
      : dayOf(cell('since'));
  if (!isDay(since)) faults.push(`${holdingLabel('since')}: ${WRONG_DAY}`);
  else if (since > today) faults.push(messages.sinceInFuture);
  if (moved && cell('since') === '' && (state === 'mat' || state === 'thanh-ly'))
    notes.push(messages.sinceToday);
  const rest = {
    registerNumber: edited.has('registerNumber')
      ? cell('registerNumber').replaceAll(/\s+/gu, ' ')
      : before.registerNumber,
    receivedOn,
    price: edited.has('price') ? parsePrice(cell('price')) : before.price,
    source: edited.has('source') ? cell('source') : before.source,
    note: edited.has('note') ? cell('note') : before.note,
  };
  return {
    holding: { ...withState(before, state ?? before.state, since), ...rest },
    faults,
    notes,
  };
}

const wordsOf = (errors: FieldErrors): string[] =>
  Object.entries(errors).map(([field, words]) =>
    field === 'receivedOn' || field === 'price' ? `${holdingLabel(field)}: ${words}` : words,
  );

const refused = (
  row: Row,
  title: string,
  notes: readonly string[],
  changes: readonly CellChange[] = [],
): HoldingPlanRow => ({
  line: row.line,
  registerNumber: row.cells.get('registerNumber') ?? '',
  title,
  outcome: 'refused',
  changes,
  notes,
  holding: null,
});

async function planNew(plan: Plan, row: Row, place: LibraryEntry): Promise<HoldingPlanRow> {
  const cell = (column: HoldingColumn): string => row.cells.get(column) ?? '';
  const item = await findCopiedItem(plan.deps, plan.actor, {
    itemId: cell('itemId'),
    identifier: cell('identifier'),
    title: cell('title'),
  });
  const { holding, faults, notes } = withCells(
    blankHolding(place.id, typeof item === 'string' ? '' : item.id),
    row.cells,
    plan.today,
  );
  const wrong = [
    ...(typeof item === 'string' ? [item] : []),
    ...faults,
    ...wordsOf(holdingErrors(holding, plan.today)),
  ];
  const title = typeof item === 'string' ? cell('title') : item.title;
  if (wrong.length > 0) return refused(row, title, wrong);
  return {
    line: row.line,
    registerNumber: holding.registerNumber,
    title,
    outcome: 'new',
    changes: [],
    notes,
    holding: { ...holding, id: plan.deps.newId() },
  };
}

/**
 * Whether the line means another item than the one the copy is of; a title alone only when it fits
 * no better than the number.
 */
async function otherItem(
  { deps, actor }: Plan,
  row: Row,
  before: Holding,
  item: Item | null,
): Promise<boolean> {
  const cell = (column: HoldingColumn): string => row.cells.get(column) ?? '';
  if (cell('itemId') !== '') return cell('itemId') !== before.itemId;
  if (cell('identifier') !== '') return cell('identifier') !== (item?.identifier ?? '');
  if (cell('title') === '' || cell('title') === tidyCell(holdingCells(before, '', item).title))
    return false;
  const named = await findCopiedItem(deps, actor, {
    itemId: '',
    identifier: '',
    title: cell('title'),
  });
  return typeof named === 'string' || named.id !== before.itemId;
}

async function planUpdate(
  plan: Plan,
  row: Row,
  place: LibraryEntry,
  before: Holding,
): Promise<HoldingPlanRow> {
  const item = await plan.deps.catalog.findItem(before.itemId);
  const now = holdingCells(before, place.value.name, item);
  if (await otherItem(plan, row, before, item))
    return refused(row, now.title, [messages.numberOfOtherItem(now.title)]);
  const fixed: readonly HoldingColumn[] = [
    'title',
    'identifier',
    'itemId',
    'place',
    'registerNumber',
  ];
  // A line of an export says all that a copy has; in one typed by hand an empty cell says nothing.
  const exported = (row.cells.get('itemId') ?? '') !== '';
  const edited = new Map(
    [...row.cells].filter(
      ([column, cell]) =>
        !fixed.includes(column) && (exported || cell !== '') && tidyCell(now[column]) !== cell,
    ),
  );
  const { holding, faults, notes } = withCells(before, edited, plan.today);
  const wrong = [
    ...faults,
    ...(edited.size === 0 ? [] : wordsOf(holdingErrors(holding, plan.today))),
  ];
  if (wrong.length > 0) return refused(row, now.title, wrong);
  const after = holdingCells(holding, place.value.name, item);
  const changes = [...edited.keys(), ...(holding.since === before.since ? [] : ['since' as const])]
    .filter((column, i, all) => all.indexOf(column) === i && after[column] !== now[column])
    .map((column) => ({ column: holdingLabel(column), before: now[column], after: after[column] }));
  return {
    line: row.line,
    registerNumber: before.registerNumber,
    title: now.title,
    outcome: changes.length > 0 ? 'changed' : 'same',
    changes,
    notes: changes.length > 0 ? notes : [],
    holding: changes.length > 0 ? holding : null,
  };
}

/**
 * A register number may stand once in the register of a library, which a line may name: it is
 * looked at line by line.
 */
function numberTwice(
  row: Row,
  place: LibraryEntry,
  number: string,
  seen: Map<string, number>,
): HoldingPlanRow | null {
  const key = `${place.id} ${registerKey(number)}`;
  const first = seen.get(key);
  seen.set(key, first ?? row.line);
  if (number === '' || first === undefined) return null;
  return refused(row, row.cells.get('title') ?? '', [ofTables.alreadyInLine(number, first)]);
}

async function planRow(plan: Plan, row: Row, seen: Map<string, number>): Promise<HoldingPlanRow> {
  const number = (row.cells.get('registerNumber') ?? '').replaceAll(/\s+/gu, ' ');
  const place = placeOf(plan, row.cells.get('place') ?? '');
  const title = row.cells.get('title') ?? '';
  if (row.faults.length > 0) return refused(row, title, row.faults);
  if (typeof place === 'string') return refused(row, title, [place]);
  const twice = numberTwice(row, place, number, seen);
  if (twice !== null) return twice;
  const before =
    number === '' ? null : await plan.deps.catalog.findHoldingByNumber(place.id, number);
  return before === null ? planNew(plan, row, place) : planUpdate(plan, row, place, before);
}

/**
 * What importing the sheet would do, line by line; nothing is written. Throws `invalid-sheet` (no
 * column of register numbers) and `invalid-input` (too many lines).
 */
export async function planHoldings(
  deps: Deps,
  actor: Actor,
  content: SheetContent,
  chosen: LibraryEntry | null,
): Promise<HoldingPlan> {
  const { rows, unknown } = readTable(content, REGISTER);
  const plan: Plan = {
    deps,
    actor,
    chosen,
    today: dayInVietnam(deps.now()),
    places: (await deps.catalog.listAuthority('place')).filter((place) =>
      can(actor, 'view-holdings', libraryObject(place)),
    ),
  };
  const seen = new Map<string, number>();
  return { rows: await planRows(rows, (row) => planRow(plan, row, seen)), unknown };
}
