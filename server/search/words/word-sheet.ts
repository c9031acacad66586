import { fold } from '#server/base/vietnamese/syllables.ts';
import { listed, listedIn } from '#server/tables/cell-text.ts';
import { columnsOf } from '#server/tables/columns.ts';
import type { CellChange } from '#server/tables/plan-rows.ts';
import type { CellRow, SheetKind } from '#server/tables/read-table.ts';
import { readMeant, showMeant, WORD_GROUPS } from './word-list.ts';
import { MOST_OWN_WORDS, type WordRow, type WordValue } from './word-record.ts';

/** Columns of the sheet of words. */
export const WORD_COLUMNS = columnsOf({
  id: ['Mã', 'Mã mục'],
  said: ['Người dân nói', 'Từ người dân', 'Từ thường nói'],
  meant: ['Từ trong luật', 'Từ pháp luật', 'Tìm thêm'],
  group: ['Nhóm', 'Nhóm việc'],
  only: ['Chỉ trong chủ đề', 'Chủ đề', 'Chỉ trong lĩnh vực', 'Lĩnh vực'],
  use: ['Dùng', 'Có dùng'],
});
export type WordColumn = (typeof WORD_COLUMNS.keys)[number];

export const WORD_SHEET: SheetKind<WordColumn> = {
  columns: WORD_COLUMNS,
  needed: ['said', 'meant'],
  mostLines: MOST_OWN_WORDS,
  unique: [
    ({ cells }) => {
      const id = cells.get('id') ?? '';
      return id === '' ? null : [id, id];
    },
  ],
};

/** Words of a field: by `|`, lines or semicolons, and by commas where nothing else parts them. */
export function saidIn(cell: string): string[] {
  const parts = listedIn(cell);
  return parts.length === 1 && !cell.includes('|')
    ? parts[0]!
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '')
    : parts;
}

const YES = new Set(['co', 'x', '1', 'dung', '']);
const NO = new Set(['khong', '0', 'tat', 'an']);

/** Whether a cell says that the entry is used; null for what says neither. */
export function useIn(cell: string): boolean | null {
  const word = fold(cell).trim();
  return YES.has(word) ? true : NO.has(word) ? false : null;
}

/** A line's entry; what a column does not say stays as it was. */
export function valueOfRow({ cells }: CellRow<WordColumn>, before: WordValue): WordValue {
  const of = (column: WordColumn): string | undefined => cells.get(column);
  const group = of('group') ?? '';
  const known = WORD_GROUPS.find((name) => fold(name) === fold(group));
  return {
    said: saidIn(of('said') ?? ''),
    meant: listedIn(of('meant') ?? '').map(readMeant),
    group: group === '' ? before.group : (known ?? group),
    only: of('only') === undefined ? before.only : listedIn(of('only')!.replaceAll(',', ';')),
    hidden: of('use') === undefined ? before.hidden : useIn(of('use')!) === false,
  };
}

const shown = (value: WordValue): Readonly<Record<Exclude<WordColumn, 'id'>, string>> => ({
  said: listed(value.said),
  meant: listed(value.meant.map(showMeant)),
  group: value.group,
  only: listed(value.only),
  use: value.hidden ? 'Không' : 'Có',
});

/** The cells of a line, in the order of the columns. */
export const wordCells = ({ id, value }: WordRow): string[] => [id, ...Object.values(shown(value))];

/** What would be another, column by column, as people read it. */
export function wordChanges(before: WordValue, after: WordValue): CellChange[] {
  const [old, now] = [shown(before), shown(after)];
  return (Object.keys(now) as (keyof typeof now)[])
    .filter((column) => old[column] !== now[column])
    .map((column) => ({
      column: WORD_COLUMNS.label(column),
      before: old[column],
      after: now[column],
    }));
}
