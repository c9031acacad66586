import type { Item, ItemRecord } from '#server/items/item.ts';
import { languageLabel } from '#server/base/language.ts';
import type { LawReference } from '#server/base/vietnamese/law-number.ts';
import { showPartialDate } from '#server/base/partial-date.ts';
import { rightsLabel } from '#server/items/rights.ts';
import { subjectLabel } from '#server/vocabulary/subject.ts';
import { termLabel } from '#server/vocabulary/term.ts';
import { validityLabel } from '#server/items/validity.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';

/** Columns of the catalogue as a sheet, in their order: the key, and the Vietnamese headers that name it; the first one is written. */
export const CATALOG_COLUMNS = {
  id: ['Mã tài liệu'],
  file: ['Tệp', 'Tên tệp'],
  identifier: ['Mã định danh', 'Mã'],
  title: ['Tên sách, tài liệu', 'Tên', 'Nhan đề'],
  altTitle: ['Nhan đề khác'],
  genre: ['Thể loại'],
  compilers: ['Cơ quan biên soạn', 'Cơ quan, tổ chức, cá nhân chủ trì biên soạn', 'Tác giả'],
  publisher: ['Nhà xuất bản', 'Đơn vị phát hành'],
  issued: ['Thời gian phát hành', 'Năm'],
  edition: ['Lần xuất bản'],
  isbn: ['ISBN'],
  extent: ['Số trang'],
  abstract: ['Giới thiệu', 'Giới thiệu mục đích, nội dung chính', 'Tóm tắt'],
  subjects: ['Lĩnh vực', 'Chủ đề'],
  audiences: ['Đối tượng'],
  language: ['Ngôn ngữ'],
  keywords: ['Từ khóa'],
  lawRefs: ['Văn bản pháp luật liên quan', 'Số hiệu văn bản'],
  validity: ['Hiệu lực', 'Hiệu lực nội dung'],
  validityFrom: ['Có hiệu lực từ'],
  validityTo: ['Hết hiệu lực từ'],
  validityReason: ['Lý do về hiệu lực'],
  rights: ['Quyền sử dụng'],
  rightsNote: ['Ghi chú về quyền'],
  unit: ['Đơn vị quản lý', 'Đơn vị'],
  place: ['Địa bàn'],
  series: ['Bộ'],
  volume: ['Tập'],
  source: ['Nguồn'],
} as const satisfies Record<string, readonly string[]>;

export type CatalogColumn = keyof typeof CATALOG_COLUMNS;
export const catalogColumns = Object.keys(CATALOG_COLUMNS) as CatalogColumn[];
export const isCatalogColumn = (key: string): key is CatalogColumn =>
  Object.hasOwn(CATALOG_COLUMNS, key);
export const columnLabel = (column: CatalogColumn): string => CATALOG_COLUMNS[column][0];

/** Several values of one cell. */
export const listed = (values: readonly string[]): string => values.join(' | ');
const date = (value: string | null): string => (value === null ? '' : showPartialDate(value));

/** `31/2024/QH15 (Luật Đất đai) [Điều 5]`; {@link parseLawCell} reads it back. */
const lawCell = ({ number, title, articles }: LawReference): string =>
  `${number}${title === '' ? '' : ` (${title})`}${articles === '' ? '' : ` [${articles}]`}`;

export function parseLawCell(text: string): Pick<LawReference, 'number' | 'title' | 'articles'> {
  const [, number = text, title = '', articles = ''] =
    /^([^([]+?)\s*(?:\((.*)\))?\s*(?:\[(.*)\])?$/u.exec(text) ?? [];
  return { number: number.trim(), title: title.trim(), articles: articles.trim() };
}

/** What the record's cells say; those of the item itself (its id, files, unit) stand beside them. */
export const recordCells = (
  record: ItemRecord,
  { genres, audiences }: Vocabulary,
): Readonly<Record<Exclude<CatalogColumn, 'id' | 'file' | 'unit'>, string>> => ({
  identifier: record.identifier ?? '',
  title: record.title,
  altTitle: record.altTitle,
  genre: termLabel(genres, record.genre),
  compilers: listed(record.compilers),
  publisher: record.publisher,
  issued: date(record.issued),
  edition: record.edition,
  isbn: record.isbn,
  extent: record.extent,
  abstract: record.abstract,
  subjects: listed(record.subjects.map(subjectLabel)),
  audiences: listed(record.audiences.map((code) => termLabel(audiences, code))),
  language: languageLabel(record.language),
  keywords: listed(record.keywords),
  lawRefs: listed(record.lawRefs.map(lawCell)),
  validity: validityLabel(record.validity.state),
  validityFrom: date(record.validity.from),
  validityTo: date(record.validity.to),
  validityReason: record.validity.reason,
  rights: rightsLabel(record.rights.kind),
  rightsNote: record.rights.note,
  place: record.place,
  series: record.series,
  volume: record.volume,
  source: record.source,
});

export const catalogCells = (
  item: Item,
  vocabulary: Vocabulary,
): Readonly<Record<CatalogColumn, string>> => ({
  id: item.id,
  file: listed(item.attachments.map((a) => a.name)),
  unit: item.unitId,
  ...recordCells(item, vocabulary),
});

/** A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection). */
export const neutral = (text: string): string => (/^'*[=+\-@\t\r]/u.test(text) ? `'${text}` : text);
/** The cell as it was before {@link neutral}. */
export const plainCell = (text: string): string =>
  /^''*[=+\-@\t\r]/u.test(text) ? text.slice(1) : text;
/** As cells are compared: composed letters, one kind of line end, no blanks around. */
export const tidyCell = (text: string): string =>
  plainCell(text.normalize('NFC').replace(/\r\n?/gu, '\n').trim());
