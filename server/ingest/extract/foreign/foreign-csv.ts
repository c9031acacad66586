import { listed, listedIn, tidyCell } from '#server/tables/cell-text.ts';
import { headerKey } from '#server/tables/columns.ts';
import type { ForeignForm, ForeignTerms } from '#server/tables/sheet.ts';
import { dcCells, type DcValue } from './dc-cells.ts';
import type { ForeignRecord } from '#server/imports/foreign-record.ts';
import { RecordCells } from './foreign-record.ts';

/** A record with the line of the file it stands in. */
export interface LinedRecord {
  readonly line: number;
  readonly record: ForeignRecord;
}

export interface ForeignTable {
  readonly form: ForeignForm;
  readonly records: readonly LinedRecord[];
}

type Rows = readonly (readonly string[])[];

/** Headings of Koha's reports and exports, and what people call them, folded. */
const KOHA: Readonly<Record<string, readonly string[]>> = {
  number: [
    'biblionumber',
    'biblio number',
    'biblio_id',
    'biblioitemnumber',
    'so bieu ghi',
    'ma bieu ghi',
  ],
  title: ['title', 'nhan de', 'ten sach', 'ten tai lieu', 'ten an pham'],
  subtitle: ['subtitle', 'remainder of title', 'nhan de phu', 'phu de'],
  author: ['author', 'authors', 'tac gia', 'additional authors'],
  isbn: ['isbn', 'chi so isbn'],
  publisher: ['publishercode', 'publisher', 'publisher name', 'nha xuat ban'],
  year: [
    'copyrightdate',
    'publicationyear',
    'publication year',
    'copyright date',
    'publication date',
    'year',
    'nam xuat ban',
    'nam',
  ],
  subject: ['subject', 'subjects', 'subject(s)', 'chu de', 'de muc', 'linh vuc'],
  keyword: ['keyword', 'keywords', 'tu khoa'],
  extent: ['pages', 'extent', 'so trang', 'mo ta vat ly'],
  abstract: ['abstract', 'notes', 'note', 'summary', 'tom tat', 'ghi chu', 'gioi thieu'],
  series: ['seriestitle', 'series', 'series title', 'tung thu', 'bo'],
  volume: ['volume', 'volumenumber', 'series number', 'tap'],
  edition: ['editionstatement', 'edition', 'lan xuat ban'],
  language: ['language', 'lang', 'languages', 'ngon ngu'],
  genre: ['itemtype', 'item type', 'itype', 'genre', 'the loai', 'loai tai lieu'],
  // What a librarian adds beside the export: the file that lies in the ZIP.
  file: ['tep', 'ten tep', 'file', 'filename'],
  source: ['url', 'uri', 'link', 'lien ket', 'dia chi'],
};
const KOHA_NAMES = new Map(
  Object.entries(KOHA).flatMap(([key, names]) => names.map((name) => [name, key] as const)),
);
/** Headings that no other program writes. */
const ONLY_KOHA = new Set([
  ...KOHA['number']!.slice(0, 4),
  'publishercode',
  'copyrightdate',
  'publicationyear',
  'itemcallnumber',
  'homebranch',
  'holdingbranch',
  'itype',
  'seriestitle',
  'editionstatement',
]);

const kohaKey = (header: string): string | null => KOHA_NAMES.get(headerKey(header)) ?? null;

const isKoha = (header: readonly string[]): boolean => {
  const keys = header.map(headerKey);
  const telling = keys.filter((key) => ONLY_KOHA.has(key)).length;
  return keys.includes('biblionumber') || keys.includes('so bieu ghi') || telling >= 2;
};

/** `dc.contributor.author[vi]` → its name and language; null for another heading. */
function dcHeader(header: string): Pick<DcValue, 'name' | 'language'> | null {
  const match = /^dc(?:terms)?\.([\w.]+?)(?:\[([\w-]*)\])?$/u.exec(header.trim());
  return match && { name: match[1]!.toLowerCase(), language: (match[2] ?? '').toLowerCase() };
}

const isDspace = (header: readonly string[]): boolean => {
  const named = header.filter((cell) => dcHeader(cell) !== null).length;
  return (
    named > 0 && (named >= 3 || header.some((cell) => /^(?:id|collection)$/iu.test(cell.trim())))
  );
};

function kohaRecord(header: readonly string[], rows: Rows, terms: ForeignTerms): ForeignRecord {
  const cells = new RecordCells(terms);
  const of = (key: string): string[] =>
    header.flatMap((name, i) => (kohaKey(name) === key ? [tidyCell(rows[0]![i] ?? '')] : []));
  const first = (key: string): string => of(key).find((value) => value !== '') ?? '';
  const title = first('title').replace(/(?<!\s)\s*[/:]\s*$/u, '');
  cells.text('title', [title, first('subtitle')].filter((text) => text !== '').join(': '));
  cells.list(
    'compilers',
    of('author')
      .flatMap(listedIn)
      .map((name) => name.replace(/[,.]$/u, '')),
  );
  cells.text('publisher', first('publisher').replace(/(?<!\s)\s*,\s*$/u, ''));
  cells.issued(first('year'));
  cells.isbns(of('isbn').flatMap(listedIn));
  for (const value of of('subject').flatMap(listedIn)) cells.subject(value);
  for (const value of of('keyword').flatMap(listedIn)) cells.keyword(value);
  for (const column of ['extent', 'series', 'volume', 'edition', 'source'] as const)
    cells.text(column, first(column).replace(/(?<!\s)\s*[;:/]\s*$/u, ''));
  cells.text(
    'abstract',
    of('abstract')
      .filter((text) => text !== '')
      .join('\n'),
  );
  cells.languages(of('language').flatMap(listedIn));
  if (first('genre') !== '') cells.genre([first('genre')]);
  cells.list('file', first('file').split('|'));
  const number = first('number');
  cells.text('identifier', number);
  cells.origin('', number);
  header.forEach((name, i) => {
    if (kohaKey(name) === null && name.trim() !== '')
      for (const row of rows) cells.leave(name.trim(), tidyCell(row[i] ?? ''));
  });
  return cells.done();
}

/** Koha lists copies: lines of one number are one record. */
function kohaTable(rows: Rows, at: number, terms: ForeignTerms): LinedRecord[] {
  const header = rows[at]!;
  const numberAt = header.findIndex((name) => kohaKey(name) === 'number');
  const groups = new Map<string, { line: number; rows: (readonly string[])[] }>();
  rows.slice(at + 1).forEach((row, i) => {
    if (row.every((cell) => cell.trim() === '')) return;
    const line = at + i + 2;
    const number = numberAt < 0 ? '' : (row[numberAt] ?? '').trim();
    const key = number === '' ? `line ${line}` : `number ${number}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { line, rows: [row] });
    else group.rows.push(row);
  });
  return [...groups.values()].map((group) => ({
    line: group.line,
    record: kohaRecord(header, group.rows, terms),
  }));
}

/** Several values are parted by `||`; an authority's key stands behind `::`. */
const dspaceValues = (cell: string): string[] =>
  tidyCell(cell)
    .split('||')
    .map((value) => value.replace(/::[\w-]+::-?\d+$/u, '').trim())
    .filter((value) => value !== '');

function dspaceTable(rows: Rows, at: number, terms: ForeignTerms): LinedRecord[] {
  const names = rows[at]!.map(dcHeader);
  const idAt = rows[at]!.findIndex((name) => /^id$/iu.test(name.trim()));
  const fileAt = rows[at]!.findIndex((name) => kohaKey(name) === 'file');
  return rows.slice(at + 1).flatMap((row, i) => {
    if (row.every((cell) => cell.trim() === '')) return [];
    const values = names.flatMap((name, column) =>
      name === null ? [] : dspaceValues(row[column] ?? '').map((value) => ({ ...name, value })),
    );
    const files = fileAt < 0 ? [] : dspaceValues(row[fileAt] ?? '');
    const id = idAt < 0 ? '' : (row[idAt] ?? '').trim();
    // A plus stands for an item that DSpace itself does not have yet.
    const record = dcCells(values, terms, id === '+' ? '' : id);
    const cells = files.length === 0 ? record.cells : { ...record.cells, file: listed(files) };
    return [{ line: at + i + 2, record: { ...record, cells } }];
  });
}

const HEADER_WITHIN = 5;

/** The rows of a CSV as Koha or DSpace write them; null when it is another table. */
export function foreignTable(rows: Rows, terms: ForeignTerms): ForeignTable | null {
  for (let at = 0; at < Math.min(rows.length, HEADER_WITHIN); at++) {
    const header = rows[at]!;
    if (isDspace(header)) return { form: 'dspace', records: dspaceTable(rows, at, terms) };
    if (isKoha(header)) return { form: 'koha', records: kohaTable(rows, at, terms) };
  }
  return null;
}
