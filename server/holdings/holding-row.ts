import { RECORD_LABELS } from '#server/items/record-labels.ts';
import { HOLDING_STATES, type Holding, type HoldingState } from './holding.ts';
import { showPartialDate } from '#server/base/partial-date.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';

/** Columns of a register of printed copies as a sheet, in their order: the key, and the Vietnamese headers that name it; the first one is written. */
export const HOLDING_COLUMNS = {
  registerNumber: ['Số đăng ký', 'Số đăng ký cá biệt', 'Số ĐKCB'],
  title: ['Tài liệu', RECORD_LABELS.title, 'Tên sách', 'Nhan đề', 'Tên'],
  state: ['Tình trạng'],
  since: ['Tình trạng từ ngày', 'Từ ngày'],
  receivedOn: ['Ngày nhập', 'Ngày vào sổ'],
  price: ['Giá (đồng)', 'Giá', 'Giá tiền'],
  source: ['Nguồn', 'Nguồn nhập'],
  note: ['Ghi chú'],
  identifier: [RECORD_LABELS.identifier, 'Mã'],
  itemId: ['Mã tài liệu'],
  place: ['Nơi để sách', 'Nơi để', 'Tủ sách'],
} as const satisfies Record<string, readonly string[]>;

export type HoldingColumn = keyof typeof HOLDING_COLUMNS;
export const holdingColumns = Object.keys(HOLDING_COLUMNS) as HoldingColumn[];
export const holdingLabel = (column: HoldingColumn): string => HOLDING_COLUMNS[column][0];

const byHeader = new Map(
  holdingColumns.flatMap((key) =>
    [key, ...HOLDING_COLUMNS[key]].map((header) => [fold(header), key] as const),
  ),
);
/** What a register is known by, folded. */
export const HOLDING_HEADERS: readonly string[] = [...byHeader.keys()];
export const holdingColumnOf = (foldedHeader: string): HoldingColumn | null =>
  byHeader.get(foldedHeader) ?? null;

export const HOLDING_STATE_LABELS: Readonly<Record<HoldingState, string>> = {
  con: 'Còn trên giá',
  'dang-muon': 'Đang mượn',
  mat: 'Mất',
  hong: 'Hỏng',
  'thanh-ly': 'Đã thanh lý',
};
/** By code or label, whatever its case and marks. */
export const holdingStateOf = (cell: string): HoldingState | undefined =>
  HOLDING_STATES.find(
    (state) => fold(state) === fold(cell) || fold(HOLDING_STATE_LABELS[state]) === fold(cell),
  );

/** What stands for the title where an item is gone. */
export const GONE_ITEM = 'Tài liệu không còn';

/** What a register says of one copy. */
export const holdingCells = (
  holding: Holding,
  place: string,
  item: { readonly title: string; readonly identifier: string | null } | null,
): Readonly<Record<HoldingColumn, string>> => ({
  registerNumber: holding.registerNumber,
  title: item?.title ?? GONE_ITEM,
  state: HOLDING_STATE_LABELS[holding.state],
  since: showPartialDate(holding.since),
  receivedOn: holding.receivedOn === null ? '' : showPartialDate(holding.receivedOn),
  price: holding.price === null ? '' : String(holding.price),
  source: holding.source,
  note: holding.note,
  identifier: item?.identifier ?? '',
  itemId: holding.itemId,
  place,
});
