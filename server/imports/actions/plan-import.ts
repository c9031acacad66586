import { messages } from '#server/imports/messages.ts';
import { can } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import type { Item, ItemRecord } from '#server/items/item.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import type { ImportRow } from '../sheet-import.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import { planRows } from '#server/tables/plan-rows.ts';
import { readTable, type CellRow, type SheetMapping } from '#server/tables/read-table.ts';
import type { CatalogColumn } from '../catalog-row.ts';
import { CATALOG_SHEET, readRow, type SheetRow } from './import-sheet.ts';
import { EMPTY_RECORD, missingForPublishing, recordErrors } from '#server/items/record-rules.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import { updateFromRow } from './update-from-row.ts';

export interface PlanInput {
  readonly actor: Actor;
  readonly content: SheetContent;
  readonly mapping: SheetMapping<CatalogColumn>;
  /** Paths of the files that came beside the sheet. */
  readonly files: readonly string[];
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
  const byName = new Map<string, string | null>();
  for (const path of files) {
    const name = tidy(path).split('/').at(-1)!;
    byName.set(name, byName.has(name) ? null : path);
  }
  return (name) => byPath.get(tidy(name)) ?? byName.get(tidy(name)) ?? null;
}

/** What is wrong with the fields a row gives; those it leaves open may come from the file. */
const rowFaults = (record: Partial<ItemRecord>, vocabulary: Vocabulary): string[] =>
  Object.values(recordErrors({ ...EMPTY_RECORD, title: 'x', ...record }, vocabulary));

const refused = (
  row: Pick<ImportRow, 'line' | 'title' | 'files' | 'itemId'>,
  notes: readonly string[],
): ImportRow => ({ ...row, outcome: 'refused', changes: [], notes });

/** A line of the catalogue alone: a record whose file comes later. */
const bareNotes = ({ record }: SheetRow): string[] => [
  messages.draftWithoutFile,
  ...(record.identifier ? [] : [messages.noIdentifier]),
];

/** Nobody puts items into a unit whose drafts they could not write (docs/domain.md). */
export const unitFaults = (actor: Actor, unit: string): string[] =>
  unit === '' || can(actor, 'edit', { state: 'draft', unitId: unit })
    ? []
    : [messages.unitNotYours(unit)];

function planNew(
  deps: Pick<ActionDeps, 'newId'>,
  actor: Actor,
  row: SheetRow,
  known: Item | null,
  find: (name: string) => string | null,
  vocabulary: Vocabulary,
): ImportRow {
  const title = row.record.title ?? row.files[0] ?? '';
  const base = { line: row.line, title, files: row.files, itemId: null };
  if (known !== null)
    return {
      ...base,
      outcome: 'exists',
      itemId: known.id,
      title: known.title,
      changes: [],
      notes: [messages.identifierTaken],
    };
  const missing = row.files
    .filter((name) => find(name) === null)
    .map((name) => messages.fileNotSent(name));
  const faults = [
    ...row.faults,
    ...rowFaults(row.record, vocabulary),
    ...unitFaults(actor, row.unit),
    ...(row.files.length === 0 && (row.record.title ?? '').trim() === ''
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
        notes: row.files.length === 0 ? bareNotes(row) : [],
      };
}

/** What an exported and edited line changes. */
export function planUpdate(
  actor: Actor,
  item: Item | null,
  row: CellRow<CatalogColumn>,
  vocabulary: Vocabulary,
): ImportRow {
  const base = {
    line: row.line,
    title: item?.title ?? row.cells.get('title') ?? '',
    files: [],
    itemId: item?.id ?? null,
  };
  if (item === null) return refused(base, [messages.noItemOfCode(row.cells.get('id') ?? '')]);
  const { record, changes, faults } = updateFromRow(item, row, vocabulary);
  if (faults.length === 0 && changes.length === 0)
    return { ...base, outcome: 'same', changes, notes: [] };
  // What a cell could not be read as is nothing to show as a change, nor to judge the record by.
  if (faults.length > 0) return refused(base, faults);
  const errors = [
    ...Object.values(
      (item.state === 'published' ? missingForPublishing : recordErrors)(record, vocabulary, item),
    ),
    ...(can(actor, 'edit', item) ? [] : [messages.itemNotYours]),
  ];
  return errors.length > 0
    ? { ...refused(base, errors), changes }
    : { ...base, outcome: 'changed', changes, notes: [] };
}

/**
 * What importing the sheet would do, line by line; nothing is written. Throws `invalid-input` (too
 * many lines).
 */
export async function planCatalogSheet(
  deps: Pick<ActionDeps, 'catalog' | 'newId'>,
  { actor, content, mapping, files }: PlanInput,
): Promise<ImportRow[]> {
  const find = fileFinder(files);
  const vocabulary = await readVocabulary(deps);
  return planRows(
    readTable(content, CATALOG_SHEET, mapping).rows,
    async (row): Promise<ImportRow> => {
      const cell = (column: CatalogColumn): string => row.cells.get(column) ?? '';
      const { line } = row;
      if (row.faults.length > 0)
        return refused(
          { line, title: cell('title') || cell('file'), files: [], itemId: null },
          row.faults,
        );
      if (cell('id') !== '')
        return planUpdate(actor, await deps.catalog.findItem(cell('id')), row, vocabulary);
      const read = readRow(cell, line, vocabulary);
      const { identifier } = read.record;
      const known = identifier ? await deps.catalog.findItemByIdentifier(identifier) : null;
      return planNew(deps, actor, read, known, find, vocabulary);
    },
  );
}
