import { messages } from '#server/imports/messages.ts';
import { can } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import type { Item, ItemRecord } from '#server/items/item.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import type { ImportRow } from '../sheet-import.ts';
import {
  unknownValues,
  type MeantValue,
  type SheetWords,
  type UnknownValue,
} from '../listed-values.ts';
import { planRows } from '#server/tables/plan-rows.ts';
import {
  readTable,
  type CellRow,
  type JudgedRow,
  type SheetMapping,
} from '#server/tables/read-table.ts';
import type { CatalogColumn } from '../catalog-row.ts';
import { CATALOG_SHEET, fileNames, FOREIGN_SHEET, readRow, type SheetRow } from './import-sheet.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { unitNameFaults, Units, withUnitId } from '../unit-cell.ts';
import { cellsChanged, filesChanged, originOf, type CatalogRow } from './foreign-origin.ts';
import { isId } from '#server/base/ids.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import { EMPTY_RECORD, missingForPublishing, recordErrors } from '#server/items/record-rules.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import { updateFromRow } from './update-from-row.ts';

export interface PlanInput {
  readonly actor: Actor;
  readonly content: SheetContent;
  readonly mapping: SheetMapping<CatalogColumn>;
  /** Paths of the files that came beside the sheet. */
  readonly files: readonly string[];
  /**
   * Whose drafts new items become where a line names no unit: the person's own where it is left
   * out.
   */
  readonly unitId?: string;
  /** Its lines came from a source, which offers files by their addresses. */
  readonly harvested?: boolean;
  /** What a person said that values mean which stand on no list. */
  readonly meant?: readonly MeantValue[];
}

export interface CatalogPlan {
  readonly rows: ImportRow[];
  readonly unknown: readonly UnknownValue[];
}

/**
 * Finds a file by its path, or by its bare name when only one has it, however its letters are
 * composed.
 */
export function fileFinder(files: readonly string[]): (name: string) => string | null {
  const tidy = (path: string): string =>
    path
      .replaceAll('\\', '/')
      .normalize('NFC')
      .replace(/^\.?\//u, '');
  const byPath = new Map(files.map((path) => [tidy(path), path]));
  const anyCase = Map.groupBy(files, (path) => tidy(path).toLowerCase());
  const anyName = Map.groupBy(files, (path) => tidy(path).split('/').at(-1)!.toLowerCase());
  const byName = new Map<string, string | null>();
  for (const path of files) {
    const name = tidy(path).split('/').at(-1)!;
    byName.set(name, byName.has(name) ? null : path);
  }
  // Windows takes `TO-GAP.PDF` for `to-gap.pdf`; where two are meant by it neither is.
  const alike = (name: string): string | null => {
    const wanted = tidy(name).toLowerCase();
    const paths = anyCase.get(wanted) ?? [];
    const found = paths.length > 0 ? paths : (anyName.get(wanted) ?? []);
    return found.length === 1 ? found[0]! : null;
  };
  return (name) => byPath.get(tidy(name)) ?? byName.get(tidy(name)) ?? alike(name);
}

/** What is wrong with the fields a row gives; those it leaves open may come from the file. */
const rowFaults = (record: Partial<ItemRecord>, vocabulary: SheetWords): string[] =>
  Object.values(recordErrors({ ...EMPTY_RECORD, title: 'x', ...record }, vocabulary));

const refused = (
  row: Pick<ImportRow, 'line' | 'title' | 'files' | 'itemId'>,
  notes: readonly string[],
): ImportRow => ({ ...row, outcome: 'refused', changes: [], notes });

/** A line of the catalogue alone: a record whose file comes later. */
const bareNotes = ({ record, origin }: SheetRow): string[] => [
  messages.draftWithoutFile,
  ...(record.identifier || origin ? [] : [messages.noIdentifier]),
];

/** All units, as they stand today, with what a person said that other names of them mean. */
export const readUnits = async (
  { catalog, now }: Pick<ActionDeps, 'catalog' | 'now'>,
  meant: readonly MeantValue[] = [],
): Promise<Units> =>
  new Units(
    await catalog.listUnits(),
    dayInVietnam(now()),
    meant.filter(({ column }) => column === 'unit'),
  );

/** Nobody puts items into a unit whose drafts they could not write (docs/domain.md). */
export const unitFaults = (actor: Actor, unit: string): string[] =>
  unit === '' || can(actor, 'edit', { state: 'draft', unitId: unit })
    ? []
    : [messages.unitNotYours(unit)];

/** What a line meets that is on the shelf already: shown only to those who may see it. */
export function metAlready(
  actor: Actor,
  base: Pick<ImportRow, 'line' | 'title'>,
  known: Item,
  note: string,
): ImportRow {
  const shown = can(actor, 'view', known);
  return {
    line: base.line,
    title: shown ? known.title : base.title,
    files: [],
    outcome: 'exists',
    itemId: shown ? known.id : null,
    changes: [],
    notes: [shown ? note : messages.elsewhere],
  };
}

/** Two libraries may give one number to two things: the number then stays with whoever has it. */
export const sameThing = (row: SheetRow, known: Item): boolean =>
  row.origin === undefined || fold(row.record.title ?? '') === fold(known.title);

interface Planning {
  readonly deps: Pick<ActionDeps, 'catalog' | 'newId'>;
  readonly actor: Actor;
  readonly unitId: string;
  readonly units: Units;
  readonly find: (name: string) => string | null;
  readonly vocabulary: SheetWords;
  /** Whether a name is that of a file which is fetched when the line is taken. */
  readonly offered: (name: string) => boolean;
  readonly gone: ReadonlySet<number>;
  readonly digests: Readonly<Record<string, string>> | undefined;
}

function planNew(
  { deps, actor, unitId, units, find, vocabulary, offered }: Planning,
  row: SheetRow,
  known: Item | null,
  told: readonly string[],
): ImportRow {
  const isThere = (name: string): boolean => offered(name) || find(name) !== null;
  const files = fileNames(row.files, isThere);
  const title = row.record.title ?? files[0] ?? '';
  const base = { line: row.line, title, files, itemId: null };
  if (known !== null && sameThing(row, known))
    return metAlready(actor, base, known, messages.identifierTaken);
  const missing = files.filter((name) => !isThere(name)).map((name) => messages.fileNotSent(name));
  const faults = [
    ...row.faults,
    ...rowFaults(row.record, vocabulary),
    ...(row.unit === '' ? [] : unitNameFaults(units, row.unit)),
    ...unitFaults(actor, row.unit || unitId),
    ...(files.length === 0 && (row.record.title ?? '').trim() === ''
      ? [messages.noTitleNoFile]
      : missing),
  ];
  return faults.length > 0
    ? refused(base, faults)
    : {
        ...base,
        outcome: 'new',
        itemId: deps.newId(),
        changes: [],
        notes: [
          ...told,
          ...row.notes,
          ...(known === null ? [] : [messages.identifierLeft(row.record.identifier ?? '')]),
          ...(files.length === 0 ? bareNotes(row) : []),
        ],
      };
}

/** What a record that came before changes now: what its source changed, nothing else. */
export function planRevisit(
  actor: Actor,
  item: Item,
  row: CatalogRow,
  vocabulary: SheetWords,
  digests?: Readonly<Record<string, string>>,
): ImportRow {
  const base = { line: row.line, title: row.cells.get('title') ?? '' };
  if (!can(actor, 'edit', item)) return metAlready(actor, base, item, messages.itemNotYours);
  if (item.state === 'withdrawn') return metAlready(actor, base, item, messages.withdrawnHere);
  const plan = planUpdate(actor, item, cellsChanged(item, row), vocabulary);
  return filesChanged(item, row, digests)
    ? { ...plan, notes: [...plan.notes, messages.filesChanged] }
    : plan;
}

function planGone(actor: Actor, row: CatalogRow, item: Item | null): ImportRow {
  const seen = item !== null && can(actor, 'view', item);
  return {
    line: row.line,
    outcome: 'gone',
    title: seen ? item.title : (row.cells.get('title') ?? ''),
    itemId: seen ? item.id : null,
    files: [],
    changes: [],
    notes: [
      item === null
        ? messages.goneUnknown
        : !seen
          ? messages.elsewhere
          : item.state === 'draft'
            ? messages.goneDraft
            : messages.gonePublished,
    ],
  };
}

/** What an exported and edited line changes. */
export function planUpdate(
  actor: Actor,
  stored: Item | null,
  row: CellRow<CatalogColumn>,
  vocabulary: SheetWords,
): ImportRow {
  // What a line would change shows how it stands now: only to those who may see that.
  const item = stored !== null && can(actor, 'view', stored) ? stored : null;
  const base = {
    line: row.line,
    title: item?.title ?? row.cells.get('title') ?? '',
    files: [],
    itemId: item?.id ?? null,
  };
  if (item === null) return refused(base, [messages.noItemOfCode(row.cells.get('id') ?? '')]);
  const { record, changes, faults, notes } = updateFromRow(item, row, vocabulary);
  if (faults.length === 0 && notes.length === 0 && changes.length === 0)
    return { ...base, outcome: 'same', changes, notes: [] };
  // What a cell could not be read as is nothing to show as a change, nor to judge the record by. A
  // line of which nothing else is left would be lost among those that change nothing.
  if (faults.length > 0 || changes.length === 0) return refused(base, [...faults, ...notes]);
  const errors = [
    ...Object.values(
      (item.state === 'published' ? missingForPublishing : recordErrors)(record, vocabulary, item),
    ),
    ...(can(actor, 'edit', item) ? [] : [messages.itemNotYours]),
  ];
  return errors.length > 0
    ? { ...refused(base, [...errors, ...notes]), changes }
    : { ...base, outcome: 'changed', changes, notes };
}

async function planRow(planning: Planning, row: JudgedRow<CatalogColumn>): Promise<ImportRow> {
  const { deps, actor, vocabulary, gone, digests } = planning;
  const cell = (column: CatalogColumn): string => row.cells.get(column) ?? '';
  const base = { line: row.line, title: cell('title') || cell('file'), files: [], itemId: null };
  if (row.faults.length > 0) return refused(base, [...row.faults, ...row.notes]);
  if (cell('id') !== '')
    return planUpdate(actor, await deps.catalog.findItem(cell('id')), row, vocabulary);
  const origin = originOf(row);
  const before = origin && (await deps.catalog.findItemByOrigin(origin.source, origin.id));
  if (gone.has(row.line)) return planGone(actor, row, before);
  if (before) return planRevisit(actor, before, row, vocabulary, digests);
  // A delivery of this very shelf has come home.
  const own = origin && isId(origin.id) ? await deps.catalog.findItem(origin.id) : null;
  if (own !== null) return metAlready(actor, base, own, messages.ownItem);
  const read = readRow(cell, row.line, vocabulary);
  const { identifier } = read.record;
  const known = identifier ? await deps.catalog.findItemByIdentifier(identifier) : null;
  return planNew(planning, read, known, row.notes);
}

/**
 * What importing the sheet would do, line by line, and the values that a person may say the meaning
 * of; nothing is written. Throws `invalid-input` (too many lines).
 */
export async function planCatalogSheet(
  deps: Pick<ActionDeps, 'catalog' | 'newId' | 'now'>,
  input: PlanInput,
): Promise<CatalogPlan> {
  const { actor, content, mapping, files, unitId = actor.unitId, harvested = false } = input;
  const meant = input.meant ?? [];
  const units = await readUnits(deps, meant);
  const words = { ...(await readVocabulary(deps)), meant };
  const planning = {
    deps,
    actor,
    unitId,
    units,
    find: fileFinder(files),
    offered: (name: string) => harvested && /^https?:\/\//iu.test(name),
    vocabulary: words,
    gone: new Set(content.gone),
    digests: content.digests,
  };
  const kind = content.columns === undefined ? CATALOG_SHEET : FOREIGN_SHEET;
  const table = readTable(content, kind, mapping);
  return {
    rows: await planRows(table.rows, (row) => planRow(planning, withUnitId(units, row))),
    unknown: unknownValues(table.rows, words, units),
  };
}
