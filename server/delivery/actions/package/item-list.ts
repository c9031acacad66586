import { showPartialDate } from '#server/base/partial-date.ts';
import { GENRE_KIND_NAMES } from '#server/vocabulary/genre.ts';
import type { PublicRecord } from '#server/exchange/record/public-record.ts';
import type { RecordAddresses } from '#server/exchange/record/record-addresses.ts';
import { cleanText } from '#server/exchange/xml.ts';
import { listed } from '#server/tables/cell-text.ts';
import type { DeliveryAction } from '../../sent-item.ts';

/** What the list calls what became of an item. */
export const ACTION_LABELS: Readonly<Record<DeliveryAction, string>> = {
  new: 'Mới',
  changed: 'Đã sửa',
  withdrawn: 'Đã gỡ',
};

/** An item as a delivery tells of it; a withdrawn one is told as it was last. */
export interface ListedItem {
  readonly action: DeliveryAction;
  readonly record: PublicRecord;
  readonly addresses: RecordAddresses;
}

const dateOf = (date: string | null): string => (date === null ? '' : showPartialDate(date));

/** The columns of the list for people: header and what stands in it. */
const COLUMNS: readonly (readonly [header: string, (item: ListedItem) => string])[] = [
  ['Mã tài liệu', ({ record }) => record.id],
  ['Việc', ({ action }) => ACTION_LABELS[action]],
  ['Số định danh', ({ record }) => record.identifier ?? ''],
  ['Tên sách, tài liệu', ({ record }) => record.title],
  ['Thể loại', ({ record }) => record.genre?.label ?? ''],
  [
    'Loại nội dung (khoản 4 Điều 6)',
    ({ record: { genre } }) =>
      genre === null ? '' : `${genre.kind}) ${GENRE_KIND_NAMES[genre.kind]}`,
  ],
  ['Cơ quan, người biên soạn', ({ record }) => listed(record.compilers)],
  ['Nhà xuất bản', ({ record }) => record.publisher],
  ['Thời gian phát hành', ({ record }) => dateOf(record.issued)],
  ['Chủ đề', ({ record }) => listed(record.subjects.map(({ label }) => label))],
  ['Ngôn ngữ', ({ record }) => record.language.label],
  ['Hiệu lực', ({ record }) => record.standing.label],
  ['Văn bản liên quan', ({ record }) => listed(record.laws.map(({ number }) => number))],
  ['Quyền sử dụng', ({ record }) => record.rights.label],
  ['Đơn vị quản lý', ({ record }) => record.unit.label],
  ['Người phê duyệt', ({ record }) => record.approval?.by ?? ''],
  ['Ngày phê duyệt', ({ record }) => dateOf(record.approval?.date ?? null)],
  ['Số văn bản phê duyệt', ({ record }) => record.approval?.documentNumber ?? ''],
  ['Số tệp', ({ record }) => String(record.files.length)],
  ['Dung lượng (byte)', ({ record }) => String(record.files.reduce((sum, f) => sum + f.bytes, 0))],
  ['Địa chỉ', ({ addresses }) => addresses.page],
  ['Mã OAI', ({ addresses }) => addresses.oai],
];

export const LIST_HEADER: readonly string[] = COLUMNS.map(([header]) => header);

/** The cells of an item, in the order of {@link LIST_HEADER}. */
export const listCells = (item: ListedItem): string[] =>
  COLUMNS.map(([, cell]) => cleanText(cell(item)).replace(/\s+/gu, ' ').trim());
