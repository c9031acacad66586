import { can } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import type { Item, ItemRecord } from '#server/items/item.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import type { ImportRow } from '../sheet-import.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import {
  cellRows,
  readRow,
  type CellRow,
  type SheetMapping,
  type SheetRow,
} from './import-sheet.ts';
import { EMPTY_RECORD, missingForPublishing, recordErrors } from '#server/items/record-rules.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import { updateFromRow } from './update-from-row.ts';

export interface PlanInput {
  readonly actor: Actor;
  readonly content: SheetContent;
  readonly mapping: SheetMapping;
  /** Paths of the files that came beside the sheet. */
  readonly files: readonly string[];
}

/** Rows looked at together. */
const TOGETHER = 50;

/** Finds a file by its path, or by its bare name when only one has it, however its letters are composed. */
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
  'Không có tệp: thành bản nháp chưa có tệp đính kèm, không đăng.',
  ...(record.identifier ? [] : ['Chưa có mã định danh: nhập lại bảng này sẽ thành hai bản.']),
];

/** Nobody puts items into a unit whose drafts they could not write (DOMAIN.md §3). */
export const unitFaults = (actor: Actor, unit: string): string[] =>
  unit === '' || can(actor, 'edit', { state: 'draft', unitId: unit })
    ? []
    : [`Bạn không có quyền thêm tài liệu cho đơn vị “${unit}”.`];

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
      notes: [
        'Mã định danh này đã có trên tủ sách. Muốn sửa, hãy xuất danh mục rồi sửa trên bảng đó.',
      ],
    };
  const missing = row.files
    .filter((name) => find(name) === null)
    .map((name) => `Không thấy tệp “${name}” trong các tệp gửi kèm (hoặc có nhiều tệp trùng tên).`);
  const faults = [
    ...row.faults,
    ...rowFaults(row.record, vocabulary),
    ...unitFaults(actor, row.unit),
    ...(row.files.length === 0 && (row.record.title ?? '').trim() === ''
      ? ['Dòng này không có tên tài liệu và không ghi tên tệp.']
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
  row: CellRow,
  vocabulary: Vocabulary,
): ImportRow {
  const base = {
    line: row.line,
    title: item?.title ?? row.cells.get('title') ?? '',
    files: [],
    itemId: item?.id ?? null,
  };
  if (item === null)
    return refused(base, [`Không có tài liệu mang mã “${row.cells.get('id') ?? ''}”.`]);
  const { record, changes, faults } = updateFromRow(item, row, vocabulary);
  if (faults.length === 0 && changes.length === 0)
    return { ...base, outcome: 'same', changes, notes: [] };
  // What a cell could not be read as is nothing to show as a change, nor to judge the record by.
  if (faults.length > 0) return refused(base, faults);
  const errors = [
    ...Object.values(
      (item.state === 'published' ? missingForPublishing : recordErrors)(record, vocabulary, item),
    ),
    ...(can(actor, 'edit', item) ? [] : ['Bạn không có quyền sửa tài liệu này.']),
  ];
  return errors.length > 0
    ? { ...refused(base, errors), changes }
    : { ...base, outcome: 'changed', changes, notes: [] };
}

const addTo =
  (faults: Map<number, string[]>) =>
  (line: number, text: string): void => {
    faults.set(line, [...(faults.get(line) ?? []), text]);
  };

/** Lines that merged cells or unknown values stand in: what they say is not known. */
export function unreadLines(
  content: SheetContent,
  headerLine: number,
  rows: readonly { readonly line: number }[],
): Map<number, string[]> {
  const faults = new Map<number, string[]>();
  const add = addTo(faults);
  for (const { line, text } of content.faults) add(line, text);
  for (const { ref, from, to } of content.merged) {
    for (const { line } of rows)
      if (line > headerLine && line >= from && line <= to)
        add(line, `Dòng này có ô gộp (${ref}). Hãy bỏ gộp và ghi giá trị vào từng ô.`);
  }
  return faults;
}

/** Lines that cannot be read, and lines named twice. */
function sheetFaults(
  { content, mapping }: PlanInput,
  rows: readonly CellRow[],
): Map<number, string[]> {
  const faults = unreadLines(content, mapping.headerLine, rows);
  const add = addTo(faults);
  const seen = new Map<string, number>();
  for (const { line, cells } of rows) {
    for (const column of ['id', 'identifier'] as const) {
      const value = cells.get(column) ?? '';
      if (value === '') continue;
      const first = seen.get(`${column} ${value}`);
      if (first === undefined) seen.set(`${column} ${value}`, line);
      else add(line, `“${value}” đã có ở dòng ${first}.`);
    }
  }
  return faults;
}

/** What importing the sheet would do, line by line; nothing is written. */
export async function planImport(
  deps: Pick<ActionDeps, 'catalog' | 'newId'>,
  input: PlanInput,
): Promise<ImportRow[]> {
  const rows = cellRows(input.content.rows, input.mapping);
  const faults = sheetFaults(input, rows);
  const find = fileFinder(input.files);
  const vocabulary = await readVocabulary(deps);
  const planned: ImportRow[] = [];
  const plan = async (row: CellRow): Promise<ImportRow> => {
    const wrong = faults.get(row.line);
    const id = row.cells.get('id') ?? '';
    const base = {
      line: row.line,
      title: row.cells.get('title') ?? row.cells.get('file') ?? '',
      files: [],
      itemId: null,
    };
    if (wrong !== undefined) return refused(base, wrong);
    if (id !== '') return planUpdate(input.actor, await deps.catalog.findItem(id), row, vocabulary);
    const read = readRow((column) => row.cells.get(column) ?? '', row.line, vocabulary);
    return planNew(
      deps,
      input.actor,
      read,
      read.record.identifier
        ? await deps.catalog.findItemByIdentifier(read.record.identifier)
        : null,
      find,
      vocabulary,
    );
  };
  for (let at = 0; at < rows.length; at += TOGETHER)
    planned.push(...(await Promise.all(rows.slice(at, at + TOGETHER).map(plan))));
  return planned;
}
