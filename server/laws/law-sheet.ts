import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { isDay, showPartialDate } from '#server/base/partial-date.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import {
  findLawNumbers,
  lawNumberKey,
  parseLawNumber,
  tidyNumber,
} from '#server/base/vietnamese/law-number.ts';
import { dateInCell, listed } from '#server/tables/cell-text.ts';
import { columnsOf } from '#server/tables/columns.ts';
import type { CellChange } from '#server/tables/plan-rows.ts';
import type { CellRow, SheetKind } from '#server/tables/read-table.ts';
import { MOST_SHEET_ROWS } from '#server/tables/sheet.ts';
import {
  ENDED_STATES,
  findLawState,
  LAW_STATES,
  vbplIdOf,
  type LawRecord,
  type LawState,
} from './law-record.ts';
import { LAW_LABELS } from './law-labels.ts';
import { messages } from './messages.ts';

/**
 * Columns of the sheet of laws, as exports of the national database of legal documents call them
 * and as people do.
 */
export const LAW_COLUMNS = columnsOf({
  number: [LAW_LABELS.number, 'Số, ký hiệu', 'Số/Ký hiệu', 'Số ký hiệu'],
  title: [
    LAW_LABELS.title,
    FIELD_LABELS.name,
    'Trích yếu',
    'Tên/Trích yếu',
    'Trích yếu nội dung',
    'Tiêu đề',
  ],
  kind: [LAW_LABELS.kind, FIELD_LABELS.kind],
  issuer: [LAW_LABELS.issuer, 'Nơi ban hành'],
  issued: [LAW_LABELS.issued],
  signer: [LAW_LABELS.signer],
  effectiveFrom: [
    'Ngày có hiệu lực',
    LAW_LABELS.effectiveFrom,
    'Ngày hiệu lực',
    'Hiệu lực từ ngày',
  ],
  effectiveTo: ['Ngày hết hiệu lực', LAW_LABELS.effectiveTo],
  state: [LAW_LABELS.state, FIELD_LABELS.state, 'Tình trạng'],
  replacedBy: [LAW_LABELS.replacedBy, 'Thay bằng', 'Bị thay thế bởi', 'Được thay thế bởi'],
  url: [LAW_LABELS.url, 'Liên kết', 'Đường dẫn', 'Link'],
  vbplId: [LAW_LABELS.vbplId, 'Mã vbpl', 'ItemID', 'Mã văn bản'],
  checkedAt: [LAW_LABELS.checkedAt, 'Ngày đối chiếu'],
  note: [LAW_LABELS.note],
});
export type LawColumn = (typeof LAW_COLUMNS.keys)[number];

/**
 * The number of a line: as it stands, or the only one in words such as “Luật số 31/2024/QH15”. What
 * is none stays as it stands, and the line is refused for it.
 */
export function numberOfRow({ cells }: CellRow<LawColumn>): string {
  const tidy = tidyNumber(cells.get('number') ?? '');
  if (parseLawNumber(tidy) !== null) return tidy;
  const [found, ...others] = findLawNumbers(tidy);
  return found !== undefined && others.length === 0 ? found.number : tidy;
}

export const LAW_SHEET: SheetKind<LawColumn> = {
  columns: LAW_COLUMNS,
  needed: ['number'],
  mostLines: MOST_SHEET_ROWS,
  unique: [
    (row) => {
      const number = numberOfRow(row);
      return [lawNumberKey(number), number];
    },
  ],
};

const DATES: readonly LawColumn[] = ['issued', 'effectiveFrom', 'effectiveTo', 'checkedAt'];

const numbersOf = (cell: string): string[] => [
  ...new Set(
    cell
      .split(/[|;,\n]/u)
      .map(tidyNumber)
      .filter((number) => number !== ''),
  ),
];

/** How lists write that they say nothing. */
const NOTHING = /^(?:-+|–|—|…|\.{2,}|n\/a|null|không có|chưa có|đang cập nhật)$/iu;

/**
 * Other ways in which lists write a state: codes of the national database (`CHL` as its JSON has
 * it, the others by the same initials) and shorter words, folded.
 */
const OTHER_WORDS: Readonly<Record<string, LawState>> = {
  chl: 'con',
  'dang co hieu luc': 'con',
  cchl: 'chua',
  'chua hieu luc': 'chua',
  'chua den ngay co hieu luc': 'chua',
  hhl: 'het',
  hhltb: 'het',
  'het hieu luc': 'het',
  hhlmp: 'het_mot_phan',
  hhl1p: 'het_mot_phan',
  'het hieu luc 1 phan': 'het_mot_phan',
  nhl: 'ngung',
  nhltb: 'ngung',
  'ngung hieu luc': 'ngung',
  'tam ngung hieu luc': 'ngung',
  nhlmp: 'ngung_mot_phan',
  'tam ngung hieu luc mot phan': 'ngung_mot_phan',
  kcph: 'khong_phu_hop',
  cxd: 'chua_xac_dinh',
  'khong xac dinh': 'chua_xac_dinh',
};

const stateNamed = (cell: string): LawState | undefined => {
  const word = fold(cell).replace(/\s+/gu, ' ');
  return (
    LAW_STATES.find((s) => s.code === cell || fold(s.label) === word)?.code ??
    (Object.hasOwn(OTHER_WORDS, word) ? OTHER_WORDS[word] : undefined)
  );
};

/** An unknown state of a line, as it stands there; null when it is known or left out. */
export const unknownStateOf = ({ cells }: CellRow<LawColumn>): string | null => {
  const cell = cells.get('state') ?? '';
  return cell === '' || NOTHING.test(cell) || stateNamed(cell) !== undefined ? null : cell;
};

/**
 * A day as lists write it: with a time, as an instant (its day in Vietnam), or as milliseconds. What
 * cannot be read stays.
 */
function dayOf(cell: string): string {
  const instant = /^\d{12,13}$/u.test(cell)
    ? Number(cell)
    : /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/u.test(cell)
      ? Date.parse(cell)
      : Number.NaN;
  if (!Number.isNaN(instant)) return dayInVietnam(new Date(instant).toISOString());
  return dateInCell(cell) ?? cell;
}

/**
 * A cell as the record keeps it; what cannot be read stays as it stands, and the record is refused
 * for it.
 */
function valueOf(column: LawColumn, cell: string): unknown {
  if (DATES.includes(column)) return dayOf(cell);
  if (column === 'state') return stateNamed(cell) ?? cell;
  return column === 'replacedBy' ? numbersOf(cell) : cell;
}

/**
 * Lists give the day on which a part ended as the end: a document that they say to be in force in
 * part has not ended whole on a day that is past. The day is kept in the note.
 */
function endOfPart(
  before: LawRecord,
  { state, effectiveTo, note }: Partial<LawRecord>,
  day: string,
): Partial<LawRecord> {
  const partly = state === 'het_mot_phan' || state === 'ngung_mot_phan';
  if (!partly || typeof effectiveTo !== 'string' || !isDay(effectiveTo)) return {};
  if (effectiveTo > day || before.effectiveTo === effectiveTo) return {};
  const told = messages.partEnded(showPartialDate(effectiveTo));
  const known = note ?? before.note;
  return {
    effectiveTo: before.effectiveTo,
    note: known.includes(told) ? known : [known, told].filter((part) => part !== '').join(' '),
  };
}

/**
 * The record with the cells that are filled, as a list of this day gives them. An empty cell says nothing, but for the end of a law
 * that the same line says to be in force: an end that was known before was none.
 */
export function withCells(
  before: LawRecord,
  { cells }: CellRow<LawColumn>,
  day: string,
): LawRecord {
  const given = Object.fromEntries(
    [...cells]
      .filter(([column, cell]) => cell !== '' && !NOTHING.test(cell) && column !== 'number')
      .map(([column, cell]) => [column, valueOf(column, cell)]),
  ) as Partial<LawRecord>;
  const address = given.url ?? null;
  const state = given.state ?? null;
  const goesOn = state !== null && !ENDED_STATES.includes(state);
  const part = endOfPart(before, given, day);
  const emptied = goesOn && cells.has('effectiveTo') && given.effectiveTo === undefined;
  return {
    ...before,
    ...given,
    ...(emptied ? { effectiveTo: null } : {}),
    ...part,
    vbplId: given.vbplId ?? (address === null ? before.vbplId : vbplIdOf(address)),
  };
}

const shown = (value: LawRecord[LawColumn]): string =>
  value === null ? '' : typeof value === 'string' ? value : listed(value);

/** What would be another, column by column, as people read it. */
export function lawChanges(before: LawRecord, after: LawRecord): CellChange[] {
  const [was, is] = [lawCells(before), lawCells(after)];
  return LAW_COLUMNS.keys.flatMap((column, i) =>
    was[i] === is[i] ? [] : [{ column: LAW_COLUMNS.label(column), before: was[i]!, after: is[i]! }],
  );
}

/** What the sheet says of a law; importing it changes nothing. */
export const lawCells = (law: LawRecord): string[] =>
  LAW_COLUMNS.keys.map((column) => {
    const value = shown(law[column]);
    if (column === 'state') return findLawState(law.state)?.label ?? law.state;
    return DATES.includes(column) && value !== '' ? showPartialDate(value) : value;
  });
