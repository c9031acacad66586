import { AUDIENCES } from '../domain/audience.ts';
import { GENRES } from '../domain/genre.ts';
import { LANGUAGES } from '../domain/language.ts';
import { lawReference, tidyNumber, type LawReference } from '../domain/law-reference.ts';
import { parsePartialDate } from '../domain/partial-date.ts';
import { RIGHTS, type RightsKind } from '../domain/rights.ts';
import { SUBJECTS } from '../domain/subject.ts';
import { VALIDITY, type ValidityState } from '../domain/validity.ts';
import { fold } from '../domain/vietnamese/syllables.ts';
import { AppError } from '../domain/errors.ts';
import type { ItemRecord } from '../domain/item.ts';

/** Columns of the import sheet: the key, and the Vietnamese headers that name it too. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  file: ['Tệp', 'Tên tệp'], identifier: ['Mã định danh', 'Mã'], title: ['Tên sách, tài liệu', 'Tên', 'Nhan đề'], altTitle: ['Nhan đề khác'],
  genre: ['Thể loại'], compilers: ['Cơ quan biên soạn', 'Cơ quan, tổ chức, cá nhân chủ trì biên soạn', 'Tác giả'],
  publisher: ['Nhà xuất bản', 'Đơn vị phát hành'], issued: ['Thời gian phát hành', 'Năm'], edition: ['Lần xuất bản'], isbn: ['ISBN'],
  abstract: ['Giới thiệu', 'Giới thiệu mục đích, nội dung chính', 'Tóm tắt'], subjects: ['Lĩnh vực', 'Chủ đề'], audiences: ['Đối tượng'],
  language: ['Ngôn ngữ'], keywords: ['Từ khóa'], lawRefs: ['Văn bản pháp luật liên quan', 'Số hiệu văn bản'], rights: ['Quyền sử dụng'],
  unit: ['Đơn vị quản lý', 'Đơn vị'], validity: ['Hiệu lực', 'Hiệu lực nội dung'], place: ['Địa bàn'], series: ['Bộ'], volume: ['Tập'], source: ['Nguồn'],
};

const headerKeys = new Map(Object.entries(COLUMNS).flatMap(([key, headers]) => [key, ...headers].map((h) => [fold(h), key] as const)));

export interface SheetRow {
  /** Line of the sheet, the header being 1. */
  readonly line: number;
  /** Relative paths of the files, the first being the main one. */
  readonly files: readonly string[];
  /** Only what the row gives; the rest may come from the file. */
  readonly record: Partial<ItemRecord>;
  readonly unit: string;
  /** Vietnamese sentences on cells that could not be read. */
  readonly faults: readonly string[];
}

const list = (cell: string): string[] => cell.split('|').map((part) => part.trim()).filter((part) => part !== '');

/** A code by itself or by its label, however capitalised or marked. */
const codeOf = (cell: string, table: readonly { readonly code: string; readonly label: string; readonly short?: string }[]): string | undefined =>
  table.find((row) => row.code === cell || [row.code, row.label, row.short ?? row.label].some((name) => fold(name) === fold(cell)))?.code;

/** Reads a header row and data rows already split into cells. Throws `invalid-sheet` when no column is known or `file` is missing. */
export function readSheet(rows: readonly (readonly string[])[]): SheetRow[] {
  const header = (rows[0] ?? []).map((cell) => headerKeys.get(fold(cell.replace(/^\ufeff/u, '').replaceAll('*', '').trim())));
  if (!header.includes('file')) throw new AppError('invalid-sheet', { header: rows[0] ?? [] });
  return rows.slice(1).flatMap((cells, i) => {
    const row = new Map(header.map((key, column) => [key, (cells[column] ?? '').normalize('NFC').trim()] as const));
    if ([...row.values()].every((cell) => cell === '')) return [];
    return [readRow((key) => row.get(key) ?? '', i + 2)];
  });
}

function readRow(cell: (key: string) => string, line: number): SheetRow {
  const faults: string[] = [];
  const one = <T extends { readonly code: string; readonly label: string }>(key: string, name: string, table: readonly T[]): string | undefined => {
    if (cell(key) === '') return undefined;
    const code = codeOf(cell(key), table);
    if (code === undefined) faults.push(`${name} “${cell(key)}” không có trong danh mục.`);
    return code;
  };
  const many = (key: string, name: string, table: readonly { readonly code: string; readonly label: string }[]): string[] =>
    list(cell(key)).flatMap((value) => {
      const code = codeOf(/^\d$/u.test(value) ? `0${value}` : value, table);
      if (code === undefined) faults.push(`${name} “${value}” không có trong danh mục.`);
      return code ?? [];
    });
  const issued = cell('issued') === '' ? undefined : parsePartialDate(cell('issued'));
  if (issued === null) faults.push(`Thời gian phát hành “${cell('issued')}” không phải ngày có thật.`);
  const rights = one('rights', 'Quyền sử dụng', RIGHTS) as RightsKind | undefined;
  const validity = one('validity', 'Hiệu lực', VALIDITY) as ValidityState | undefined;
  const texts = Object.fromEntries(['title', 'altTitle', 'publisher', 'edition', 'isbn', 'abstract', 'place', 'series', 'volume', 'source', 'identifier']
    .map((key) => [key, cell(key)] as const).filter(([, value]) => value !== ''));
  const genre = one('genre', 'Thể loại', GENRES);
  const language = one('language', 'Ngôn ngữ', LANGUAGES);
  const record: Partial<ItemRecord> = {
    ...texts,
    ...(genre === undefined ? {} : { genre }), ...(language === undefined ? {} : { language }), ...(issued ? { issued } : {}),
    ...(rights === undefined ? {} : { rights: { kind: rights, note: '' } }),
    ...(validity === undefined ? {} : { validity: { state: validity, from: null, to: null, reviewedAt: null, reason: '' } }),
    ...nonEmpty('compilers', list(cell('compilers'))), ...nonEmpty('subjects', many('subjects', 'Lĩnh vực', SUBJECTS)),
    ...nonEmpty('audiences', many('audiences', 'Đối tượng', AUDIENCES)), ...nonEmpty('keywords', list(cell('keywords'))),
    ...nonEmpty('lawRefs', list(cell('lawRefs')).map(lawCited)),
  };
  return { line, files: list(cell('file')), record, unit: cell('unit'), faults };
}

/** `31/2024/QH15` or `31/2024/QH15 (Luật Đất đai)`. */
function lawCited(text: string): LawReference {
  const [, number = text, title = ''] = /^([^(]+?)\s*\((.+)\)$/u.exec(text) ?? [];
  return { ...lawReference(tidyNumber(number)), title: title.trim() };
}

const nonEmpty = (key: keyof ItemRecord, values: readonly unknown[]): Partial<ItemRecord> => (values.length === 0 ? {} : { [key]: values });
