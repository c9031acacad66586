import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { columnsOf } from '#server/tables/columns.ts';
import { HOLDING_STATES, type Holding, type HoldingState } from './holding.ts';
import { showPartialDate } from '#server/base/partial-date.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import { RECORD_LABELS } from '#server/items/record-labels.ts';

/** Columns of a register of printed copies as a sheet, in their order. */
export const HOLDING_COLUMNS = columnsOf({
  registerNumber: ['Số đăng ký', 'Số đăng ký cá biệt', 'Số ĐKCB'],
  title: [
    FIELD_LABELS.item,
    RECORD_LABELS.title,
    'Tên sách',
    FIELD_LABELS.title,
    FIELD_LABELS.name,
  ],
  state: [FIELD_LABELS.state],
  since: ['Tình trạng từ ngày', FIELD_LABELS.from],
  receivedOn: ['Ngày nhập', 'Ngày vào sổ'],
  price: ['Giá (đồng)', 'Giá', 'Giá tiền'],
  source: [RECORD_LABELS.source, 'Nguồn nhập'],
  note: [FIELD_LABELS.note],
  identifier: [RECORD_LABELS.identifier, FIELD_LABELS.code],
  itemId: [FIELD_LABELS.itemCode],
  place: ['Nơi để sách', FIELD_LABELS.library, 'Tủ sách'],
});
export type HoldingColumn = (typeof HOLDING_COLUMNS.keys)[number];
export const holdingLabel = HOLDING_COLUMNS.label;

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
