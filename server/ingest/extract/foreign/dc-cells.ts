import { listedIn } from '#server/tables/cell-text.ts';
import type { ForeignTerms } from '#server/tables/sheet.ts';
import { isIsbn } from '#server/items/record-rules.ts';
import { cleanLine } from '../vietnamese-text.ts';
import type { ForeignRecord } from '#server/imports/foreign-record.ts';
import { isFileAddress } from './marc-cells.ts';
import { LAW_NUMBER, RecordCells } from './foreign-record.ts';
import type { XmlTree } from './xml-records.ts';

/** A value of Dublin Core: `title`, or `title.alternative` where the form qualifies it. */
export interface DcValue {
  readonly name: string;
  readonly value: string;
  readonly language: string;
}

const isAddress = (value: string): boolean => /^https?:\/\/\S+$/iu.test(value);
/** Nobody else's either. */
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/iu;
const withoutPrefix = (value: string): string => value.replace(/^(?:urn:)?isbn[:\s-]*/iu, '');
/** Types of the DCMI that say more than that something is there to read. */
const MEDIA: Readonly<Record<string, string>> = {
  movingimage: 'video',
  sound: 'am-thanh',
  stillimage: 'infographic',
};
const SAID_IN_WORDS = [
  'Đối tượng: ',
  'Lần xuất bản: ',
  'Hiệu lực nội dung: ',
  'Văn bản được dẫn ',
] as const;
const SAYS_NOTHING = new Set(['text', 'collection', 'dataset', 'image']);
/** What the sending program writes about its own work. */
const OF_THE_PROGRAM =
  /^(?:date\.(?:accessioned|available|submitted|updated)|description\.provenance|format\.mimetype|identifier\.sici)$/u;

class DcValues {
  readonly #values: readonly DcValue[];
  readonly #used = new Set<DcValue>();

  constructor(values: readonly DcValue[]) {
    this.#values = values.filter(({ value }) => cleanLine(value) !== '');
  }

  /** Values of these names and what qualifies them, Vietnamese ones first. */
  take(...names: readonly string[]): string[] {
    const found = this.#values.filter(
      (v) => !this.#used.has(v) && names.some((n) => v.name === n || v.name.startsWith(`${n}.`)),
    );
    for (const v of found) this.#used.add(v);
    return found
      .toSorted((a, b) => Number(b.language.startsWith('vi')) - Number(a.language.startsWith('vi')))
      .map(({ value }) => value);
  }

  get rest(): readonly DcValue[] {
    return this.#values.filter((v) => !this.#used.has(v) && !OF_THE_PROGRAM.test(v.name));
  }
}

function identified(cells: RecordCells, dc: DcValues, number: string): void {
  const all = [...dc.take('identifier.uri'), ...dc.take('identifier')].map((v) => cleanLine(v));
  const addresses = all.filter(isAddress);
  const others = all.filter((value) => !isAddress(value));
  const books = others.filter((value) => /^(?:urn:)?isbn/iu.test(value) || isIsbn(value));
  cells.isbns(books.map(withoutPrefix));
  const [own, ...more] = others.filter((value) => !books.includes(value));
  cells.text('identifier', own ?? '');
  for (const value of more) cells.leave('dc:identifier', value);
  for (const value of addresses.filter(isFileAddress)) cells.offer(value);
  const pages = addresses.filter((value) => !isFileAddress(value));
  const address = pages[0] ?? addresses[0];
  cells.text('source', address ?? '');
  for (const value of pages.slice(1)) cells.leave('dc:identifier', value);
  // A UUID and an address are nobody else's; a number may be anybody's.
  if (UUID.test(number)) cells.origin('uuid', number);
  else if (address) cells.origin(URL.parse(address)?.host ?? '', address);
  else cells.origin('', number || (own ?? ''));
}

function typed(cells: RecordCells, types: readonly string[]): void {
  const said = types
    .map((type) => MEDIA[cleanLine(type).replaceAll(' ', '').toLowerCase()] ?? type)
    .filter(
      (type) => !SAYS_NOTHING.has(cleanLine(type).toLowerCase()) && !type.startsWith('Điều 6 '),
    );
  cells.genre(said);
}

/** What other shelves of this kind have to say in a sentence. */
function summarised(cells: RecordCells, values: readonly string[]): void {
  const abstract: string[] = [];
  for (const value of values) {
    const what = SAID_IN_WORDS.find((words) => value.trim().startsWith(words));
    const said = value.trim().slice(what?.length ?? 0);
    if (what === undefined) abstract.push(value);
    else if (what === 'Đối tượng: ') cells.audiences([said]);
    else if (what === 'Lần xuất bản: ') cells.text('edition', said);
    else cells.leave('dc:description', value);
  }
  cells.text('abstract', abstract.join('\n'));
}

/** Files it offers, documents it cites; all else is told. */
function related(cells: RecordCells, values: readonly string[]): void {
  for (const value of values.map((v) => v.trim())) {
    const [number = '', title = ''] = value.split(/ - |;/u);
    if (isAddress(value) && isFileAddress(value)) cells.offer(value);
    else if (LAW_NUMBER.test(number.trim()))
      cells.law(number.trim(), value.includes(' - ') ? title : '');
    else cells.leave('dc:relation', value);
  }
}

function dated(cells: RecordCells, dc: DcValues): void {
  const dates = [...dc.take('date.issued'), ...dc.take('date.created')];
  const plain = dates.length > 0 ? dates : dc.take('date').filter((v) => /\d{4}/u.test(v));
  cells.issued(plain[0] ?? '');
}

/**
 * Dublin Core, plain or qualified, as a line of the catalogue.
 * @param number the sender's own number of the record, where the form has one
 */
export function dcCells(
  values: readonly DcValue[],
  terms: ForeignTerms,
  number = '',
): ForeignRecord {
  const dc = new DcValues(values);
  const cells = new RecordCells(terms);
  const other = dc.take('title.alternative');
  const [title, ...more] = dc.take('title');
  cells.text('title', title ?? '');
  cells.text('altTitle', [...more, ...other].map((v) => cleanLine(v)).join('; '));
  cells.list('compilers', [
    ...dc.take('contributor.author'),
    ...dc.take('creator'),
    ...dc.take('contributor'),
  ]);
  cells.text('publisher', dc.take('publisher').join('; '));
  dated(cells, dc);
  cells.languages([...dc.take('language.iso'), ...dc.take('language')]);
  for (const value of dc.take('subject')) for (const part of listedIn(value)) cells.subject(part);
  cells.text('series', dc.take('relation.ispartofseries').join('; '));
  cells.text('extent', dc.take('format.extent', 'extent').join('; '));
  for (const value of dc.take('format'))
    if (!/^[a-z]+\/[\w.+-]+$/iu.test(value.trim())) cells.text('extent', value);
  cells.text('place', dc.take('coverage').join(', '));
  cells.rights(dc.take('rights'));
  related(cells, dc.take('relation'));
  typed(cells, dc.take('type'));
  identified(cells, dc, number);
  dc.take('description.provenance');
  summarised(cells, [...dc.take('description.abstract'), ...dc.take('description')]);
  for (const { name, value } of dc.rest) cells.leave(`dc:${name}`, value);
  return cells.done();
}

/** The elements of `oai_dc:dc`. */
export const dcValuesOf = (tree: XmlTree): DcValue[] =>
  tree.children.map(({ name, attributes, text }) => ({
    name,
    value: text,
    language: (attributes['lang'] ?? '').toLowerCase(),
  }));
