import { cleanLine } from '../vietnamese-text.ts';
import type { ForeignTerms } from '#server/tables/sheet.ts';
import { isId } from '#server/base/ids.ts';
import type { ForeignRecord } from '#server/imports/foreign-record.ts';
import { LAW_NUMBER, RecordCells, withoutEnd } from './foreign-record.ts';
import type { MarcField, MarcRecord } from './iso2709.ts';

/** Subfields that become a cell, by tag (MARC 21 Format for Bibliographic Data). */
const USED: Readonly<Record<string, string>> = {
  '020': 'a',
  '035': 'a',
  '041': 'a',
  '100': 'ab',
  '110': 'ab',
  '111': 'a',
  '245': 'abcnp',
  '246': 'ab',
  '250': 'ab',
  '260': 'bc',
  '264': 'bc',
  '300': 'abc',
  '490': 'av',
  '500': 'a',
  '506': 'a',
  '520': 'ab',
  '521': 'a',
  '540': 'a',
  '600': 'axyzv',
  '610': 'axyzv',
  '611': 'axyzv',
  '630': 'axyzv',
  '650': 'axyzv',
  '651': 'a',
  '653': 'a',
  '655': 'a',
  '700': 'ab',
  '710': 'ab',
  '711': 'a',
  '830': 'av',
  '787': 'tgnoi',
  '856': 'uqsy3',
};
/** What other shelves of this kind say twice. */
const SAID_ELSEWHERE = new Set(['546']);
/** Fields of the record itself, which say nothing of the item. */
const OF_THE_RECORD = new Set([
  '001',
  '003',
  '005',
  '006',
  '007',
  '008',
  '040',
  '336',
  '337',
  '338',
]);
/** Links, sources and relations of a value. */
const OF_THE_VALUE = '0123456789weq';

const values = ({ subfields }: MarcField, codes: string): string[] =>
  subfields.filter(([code]) => codes.includes(code)).map(([, value]) => value);
const first = (field: MarcField | undefined, code: string): string =>
  field?.subfields.find(([c]) => c === code)?.[1] ?? '';

/** Without the signs by which ISBD parts what follows. */
const bare = (value: string): string => withoutEnd(cleanLine(value), ' /:;,=');
/** A full stop too, unless it ends an abbreviation. */
const ended = (value: string): string => bare(value).replace(/(?<=[\p{L}\d)\]]{3})\.$/u, '');
/** In brackets where a cataloguer supplied it. */
const unbracketed = (value: string): string => value.replace(/^\[(.*)\]$/u, '$1');

function titleOf(field: MarcField | undefined): string {
  let title = '';
  for (const [code, raw] of field?.subfields ?? []) {
    const value = bare(raw);
    if (value === '' || !'abnp'.includes(code)) continue;
    const sign =
      title === '' ? '' : code === 'b' ? ': ' : code === 'p' && /\d$/u.test(title) ? ', ' : '. ';
    title = `${code === 'b' ? title : title.replace(/\.$/u, '')}${sign}${value}`;
  }
  return title.replace(/(?<=\p{L}{3})\.$/u, '');
}

/** `09`, `(VN)09`, `…/subject/09.dat-o`: what an authority number says of a subject. */
const subjectCode = (field: MarcField): string =>
  values(field, '02')
    .map((value) => /(?:^|[/#:)])(\d\d(?:\.[a-z0-9-]+)?)$/u.exec(value.trim())?.[1])
    .find((code) => code !== undefined) ?? '';

class MarcFields {
  readonly #byTag: ReadonlyMap<string, readonly MarcField[]>;
  readonly record: MarcRecord;

  constructor(record: MarcRecord) {
    this.record = record;
    this.#byTag = Map.groupBy(record.fields, ({ tag }) => tag);
  }

  all(...tags: readonly string[]): MarcField[] {
    return tags.flatMap((tag) => this.#byTag.get(tag) ?? []);
  }

  control(tag: string): string {
    return this.#byTag.get(tag)?.[0]?.value ?? '';
  }
}

/** Relators that made nothing of it: publishers, distributors, hosts, providers. */
const NO_MAKER = new Set(['pbl', 'dst', 'hst', 'prv']);

const nameOf = (field: MarcField): string =>
  values(field, 'ab')
    .map(ended)
    .join(field.tag.endsWith('00') ? ' ' : '. ');

function peopleOf(marc: MarcFields): string[] {
  const named = marc
    .all('100', '110', '111', '700', '710', '711')
    .filter((field) => !values(field, '4').some((code) => NO_MAKER.has(code)))
    .map(nameOf);
  const said = marc.all('245').map((field) => unbracketed(ended(first(field, 'c'))));
  return named.some((name) => name !== '') ? named : said.flatMap((text) => text.split(';'));
}

function published(cells: RecordCells, marc: MarcFields): void {
  const of264 = marc.all('264');
  const imprint =
    of264.find(({ subfields }) => subfields.some(([code]) => code === 'b')) ??
    marc.all('260')[0] ??
    of264[0];
  cells.text('publisher', unbracketed(ended(first(imprint, 'b'))));
  const fixed = marc.control('008').slice(7, 11);
  cells.issued(first(imprint, 'c') || (/^\d{4}$/u.test(fixed) ? fixed : ''));
}

/** `vie`, and `vieeng` as it was written before 2001. */
const languageCodes = (value: string): string[] =>
  /^(?:[a-z]{3}){2,6}$/u.test(value) ? value.match(/.{3}/gu)! : [value];

function spokenIn(cells: RecordCells, marc: MarcFields): void {
  const told = marc.all('041');
  // A list of codes that is named is finer than MARC's own.
  const named = told.filter((field) => first(field, '2') !== '');
  const codes = (named.length > 0 ? named : told).flatMap((field) =>
    values(field, 'a').flatMap(languageCodes),
  );
  const fixed = marc.control('008').slice(35, 38).trim();
  cells.languages(codes.length > 0 ? codes : /^[a-z]{3}$/u.test(fixed) ? [fixed] : []);
}

function described(cells: RecordCells, marc: MarcFields): void {
  const editions = marc.all('250').flatMap((f) => values(f, 'ab'));
  cells.text('edition', editions.map(bare).join(' / '));
  const [extent] = marc.all('300');
  if (extent) cells.text('extent', values(extent, 'abc').map(bare).join('; '));
  const series = [...marc.all('490'), ...marc.all('830')].find((f) => first(f, 'a') !== '');
  cells.text('series', ended(first(series, 'a')));
  cells.text('volume', ended(first(series, 'v')));
  const [summary, notes] = [marc.all('520'), marc.all('500')];
  const told = summary.length > 0 ? summary : notes;
  cells.text('abstract', told.map((f) => values(f, 'ab').join(' ')).join('\n'));
  if (told === summary) for (const note of notes) cells.leave('500', first(note, 'a'));
}

/** Genres that say nothing where the record's own type says more. */
const OF_MEDIUM: Readonly<Record<string, string>> = { g: 'video', i: 'am-thanh', j: 'am-thanh' };

function subjects(cells: RecordCells, marc: MarcFields): void {
  for (const field of marc.all('600', '610', '611', '630', '650'))
    cells.subject(values(field, 'axyzv').map(ended).join(' - '), subjectCode(field));
  for (const field of marc.all('653'))
    for (const value of values(field, 'a')) cells.subject(value, subjectCode(field));
  const localities = marc.all('651').map((f) => ended(first(f, 'a')));
  cells.text('place', localities.join(', '));
  const genres = marc
    .all('655')
    .map((f) => ({ code: first(f, '0'), label: ended(first(f, 'a')) }))
    .filter(({ label }) => label !== '');
  const medium = OF_MEDIUM[marc.record.leader[6] ?? ''];
  if (genres.length === 0 && medium) cells.genre([medium]);
  else
    cells.genre(
      genres.map(({ label }) => label),
      genres.map(({ code }) => code),
    );
  const audiences = marc.all('521').flatMap((f) => values(f, 'a'));
  if (audiences.length > 0) cells.audiences(audiences.map((value) => withoutEnd(value, ' .')));
}

/** A media type that is told, and is none of a page. */
const FILE_TYPES = /^(?!text\/html|application\/xhtml)[a-z]+\/[\w.+-]+$/u;
/** Whether an address is that of a file, by its ending. */
export const isFileAddress = (address: string): boolean =>
  /\.(?:pdf|epub)$/iu.test(URL.parse(address)?.pathname ?? '');

/** Where it is read, and where its files are; what stands for a part of it or a cover is neither. */
function links(cells: RecordCells, marc: MarcFields): void {
  const all = marc.all('856').filter((field) => first(field, '3') === '');
  const isFile = (field: MarcField): boolean =>
    FILE_TYPES.test(first(field, 'q')) ||
    // Whoever tells its size means a file, though it be a page.
    first(field, 's') !== '' ||
    isFileAddress(first(field, 'u'));
  const pages = all.filter((field) => !isFile(field)).flatMap((field) => values(field, 'u'));
  const files = all.filter(isFile).flatMap((field) => values(field, 'u'));
  cells.text('source', pages[0] ?? files[0] ?? '');
  for (const address of pages.slice(1)) cells.leave('856$u', address);
  for (const address of files) cells.offer(address);
}

function laws(cells: RecordCells, marc: MarcFields): void {
  for (const field of marc.all('787')) {
    const number = cleanLine(first(field, 'o'));
    if (LAW_NUMBER.test(number)) cells.law(number, first(field, 't'), first(field, 'g'));
    else cells.leave('787', field.subfields.map(([, value]) => value).join(' '));
  }
}

/** What the sender's catalogue calls it: its own number, where the record's is a machine's. */
function ownNumber(marc: MarcFields): string {
  const [number, library] = [marc.control('001').trim(), marc.control('003').trim()];
  const own = marc
    .all('035')
    .flatMap((field) => values(field, 'a'))
    .find((value) => library !== '' && value.startsWith(`(${library})`));
  if (own !== undefined) return own.slice(library.length + 2).trim();
  return isId(number) && library !== '' ? '' : number;
}

function leaveRest(cells: RecordCells, marc: MarcFields): void {
  for (const { tag, value, subfields } of marc.record.fields) {
    if (OF_THE_RECORD.has(tag) || SAID_ELSEWHERE.has(tag)) continue;
    const used = USED[tag];
    if (used === undefined) cells.leave(tag, value || subfields.map(([, v]) => v).join(' '));
    else
      for (const [code, v] of subfields)
        if (!used.includes(code) && !OF_THE_VALUE.includes(code)) cells.leave(`${tag}$${code}`, v);
  }
}

/** A MARC 21 record as a line of the catalogue. */
export function marcCells(record: MarcRecord, terms: ForeignTerms): ForeignRecord {
  const marc = new MarcFields(record);
  const cells = new RecordCells(terms);
  cells.text('title', titleOf(marc.all('245')[0]));
  const other = marc.all('246').map((f) => values(f, 'ab').map(bare).join(': '));
  cells.text('altTitle', other.join('; '));
  cells.list('compilers', peopleOf(marc));
  published(cells, marc);
  described(cells, marc);
  spokenIn(cells, marc);
  cells.isbns(marc.all('020').flatMap((f) => values(f, 'a').map((v) => v.split(/[(:]/u, 1)[0]!)));
  subjects(cells, marc);
  cells.rights(marc.all('506', '540').map((f) => first(f, 'a')));
  laws(cells, marc);
  links(cells, marc);
  const number = marc.control('001').trim();
  cells.text('identifier', ownNumber(marc));
  cells.origin(marc.control('003').trim() || first(marc.all('040')[0], 'a'), number);
  leaveRest(cells, marc);
  return cells.done();
}
