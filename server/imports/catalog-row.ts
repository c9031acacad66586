import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { columnsOf } from '#server/tables/columns.ts';
import { RECORD_LABELS, FULL_LABELS } from '#server/items/record-labels.ts';
import { languageLabel } from '#server/base/language.ts';
import { showPartialDate } from '#server/base/partial-date.ts';
import type { LawReference } from '#server/base/vietnamese/law-number.ts';
import type { Item, ItemRecord } from '#server/items/item.ts';
import { rightsLabel } from '#server/items/rights.ts';
import { validityLabel } from '#server/items/validity.ts';
import { listed } from '#server/tables/cell-text.ts';
import { subjectLabel } from '#server/vocabulary/subject.ts';
import { termLabel } from '#server/vocabulary/term.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';

/**
 * Columns of the catalogue as a sheet, in their order: the key, and the Vietnamese headers that
 * name it; the first one is written.
 */
export const CATALOG_COLUMNS = columnsOf({
  id: [FIELD_LABELS.itemCode],
  file: [FIELD_LABELS.file, 'Tên tệp'],
  identifier: [RECORD_LABELS.identifier, FIELD_LABELS.code],
  title: [RECORD_LABELS.title, FIELD_LABELS.name, FIELD_LABELS.title],
  altTitle: [RECORD_LABELS.altTitle],
  genre: [RECORD_LABELS.genre],
  compilers: [RECORD_LABELS.compilers, FULL_LABELS.compilers, 'Tác giả'],
  publisher: [RECORD_LABELS.publisher, 'Đơn vị phát hành'],
  issued: [RECORD_LABELS.issued, FIELD_LABELS.year],
  edition: [RECORD_LABELS.edition],
  isbn: [RECORD_LABELS.isbn],
  extent: [RECORD_LABELS.extent],
  abstract: [RECORD_LABELS.abstract, FULL_LABELS.abstract, 'Tóm tắt'],
  subjects: [RECORD_LABELS.subjects, 'Lĩnh vực'],
  audiences: [RECORD_LABELS.audiences],
  language: [RECORD_LABELS.language],
  keywords: [RECORD_LABELS.keywords],
  lawRefs: [RECORD_LABELS.lawRefs, FULL_LABELS.lawRefs],
  validity: [RECORD_LABELS.validity, FULL_LABELS.validity],
  validityFrom: [RECORD_LABELS.validityFrom],
  validityTo: [RECORD_LABELS.validityTo],
  validityReason: [RECORD_LABELS.validityReason],
  rights: [RECORD_LABELS.rights],
  rightsNote: [RECORD_LABELS.rightsNote],
  unit: [RECORD_LABELS.unit, FIELD_LABELS.unit],
  place: [RECORD_LABELS.place],
  series: [RECORD_LABELS.series],
  volume: [RECORD_LABELS.volume],
  source: [RECORD_LABELS.source],
  originSource: ['Nơi gửi bản ghi'],
  originId: ['Mã ở nơi gửi'],
});

export type CatalogColumn = (typeof CATALOG_COLUMNS.keys)[number];
export const catalogColumns = CATALOG_COLUMNS.keys;
export const isCatalogColumn = CATALOG_COLUMNS.has;
export const columnLabel = CATALOG_COLUMNS.label;

const date = (value: string | null): string => (value === null ? '' : showPartialDate(value));

/** `31/2024/QH15 (Luật Đất đai) [Điều 5]`; {@link parseLawCell} reads it back. */
const lawCell = ({ number, title, articles }: LawReference): string =>
  `${number}${title === '' ? '' : ` (${title})`}${articles === '' ? '' : ` [${articles}]`}`;

/** What stands in `(…)` and `[…]` at the end of a cell; null for what is not there. */
function bracketed(text: string): readonly [title: string | null, articles: string | null] {
  if (text.startsWith('[')) return text.endsWith(']') ? [null, text.slice(1, -1)] : [null, null];
  if (text.endsWith(')')) return [text.slice(1, -1), null];
  const between = text.endsWith(']') ? [...text.matchAll(/\)\s*\[/gu)].at(-1) : undefined;
  return between === undefined
    ? [null, null]
    : [text.slice(1, between.index), text.slice(between.index + between[0].length, -1)];
}

export function parseLawCell(text: string): Pick<LawReference, 'number' | 'title' | 'articles'> {
  const open = text.search(/[([]/u);
  const [title, articles] = open < 1 ? [null, null] : bracketed(text.slice(open));
  return {
    number: (title === null && articles === null ? text : text.slice(0, open)).trim(),
    title: title?.trim() ?? '',
    articles: articles?.trim() ?? '',
  };
}

/** Parted at semicolons and ends of lines that stand in no brackets. */
function outsideBrackets(cell: string): string[] {
  const parts: string[] = [];
  let [from, depth] = [0, 0];
  for (let at = 0; at < cell.length; at++) {
    const sign = cell[at]!;
    if (sign === '(' || sign === '[') depth++;
    else if (sign === ')' || sign === ']') depth = Math.max(0, depth - 1);
    // A bracket that nobody closed ends with its line.
    else if (sign === '\n' || (sign === ';' && depth === 0)) {
      parts.push(cell.slice(from, at));
      [from, depth] = [at + 1, 0];
    }
  }
  return [...parts, cell.slice(from)];
}

/** Documents of one cell, by `|`, lines or semicolons; titles and articles in brackets keep theirs. */
export const lawsIn = (cell: string): string[] =>
  (cell.includes('|') ? cell.split('|') : outsideBrackets(cell))
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Columns of the item itself, which a sheet of records does not change. */
export const ITEM_COLUMNS = ['id', 'file', 'unit', 'originSource', 'originId'] as const;
type ItemColumn = (typeof ITEM_COLUMNS)[number];

/** What the record's cells say; those of the item itself stand beside them. */
export const recordCells = (
  record: ItemRecord,
  { genres, audiences }: Vocabulary,
): Readonly<Record<Exclude<CatalogColumn, ItemColumn>, string>> => ({
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
  originSource: item.origin?.source ?? '',
  originId: item.origin?.id ?? '',
  ...recordCells(item, vocabulary),
});
