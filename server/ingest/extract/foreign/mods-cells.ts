import type { ForeignTerms } from '#server/tables/sheet.ts';
import { isFileAddress } from './marc-cells.ts';
import type { ForeignRecord } from '#server/imports/foreign-record.ts';
import { LAW_NUMBER, RecordCells } from './foreign-record.ts';
import { childOf, childrenOf, textOf, type XmlTree } from './xml-records.ts';

const USED = new Set([
  'titleInfo',
  'name',
  'originInfo',
  'language',
  'physicalDescription',
  'abstract',
  'subject',
  'genre',
  'typeOfResource',
  'identifier',
  'location',
  'relatedItem',
  'targetAudience',
  'accessCondition',
  'recordInfo',
  'classification',
  'note',
]);

/** Who provides or publishes it did not make it. */
const NO_MAKER = new Set(['prv', 'pbl', 'dst', 'hst']);
const isMaker = (name: XmlTree): boolean =>
  !childrenOf(name, 'role')
    .flatMap((role) => childrenOf(role, 'roleTerm').map(textOf))
    .some((term) => NO_MAKER.has(term));

function titleOf(info: XmlTree | undefined): string {
  const [main, sub, ...parts] = ['title', 'subTitle', 'partNumber', 'partName'].map((name) =>
    childrenOf(info, name).map(textOf).join(', '),
  );
  const whole = [textOf(childOf(info, 'nonSort')), main].filter((text) => text).join(' ');
  return [[whole, sub].filter((text) => text).join(': '), ...parts]
    .filter((text) => text)
    .join('. ');
}

function named(cells: RecordCells, mods: XmlTree): void {
  const infos = childrenOf(mods, 'titleInfo');
  const main = infos.find(({ attributes }) => attributes['type'] === undefined) ?? infos[0];
  cells.text('title', titleOf(main));
  cells.text(
    'altTitle',
    infos
      .filter((info) => info !== main)
      .map(titleOf)
      .join('; '),
  );
  cells.list(
    'compilers',
    childrenOf(mods, 'name')
      .filter(isMaker)
      .map((name) => childrenOf(name, 'namePart').map(textOf).join(' ')),
  );
}

function issued(cells: RecordCells, mods: XmlTree): void {
  const infos = childrenOf(mods, 'originInfo');
  const of = (...names: readonly string[]): string[] =>
    infos.flatMap((info) => childrenOf(info, ...names).map(textOf)).filter((text) => text !== '');
  cells.text('publisher', of('publisher').join('; '));
  cells.text('edition', of('edition').join('; '));
  cells.issued(of('dateIssued')[0] ?? of('copyrightDate', 'dateCreated')[0] ?? '');
}

/** The code at the end of an authority's address or in its own attribute. */
const codeOf = ({ attributes }: XmlTree): string =>
  /^\d\d(?:\.[a-z0-9-]+)?$/u.exec(attributes['displayLabel'] ?? '')?.[0] ??
  /(?:^|[/#:])(\d\d(?:\.[a-z0-9-]+)?)$/u.exec(attributes['valueURI'] ?? '')?.[1] ??
  '';

function subjects(cells: RecordCells, mods: XmlTree): void {
  const localities: string[] = [];
  for (const subject of childrenOf(mods, 'subject')) {
    localities.push(...childrenOf(subject, 'geographic').map(textOf));
    const topics = childrenOf(subject, 'topic');
    for (const topic of topics) cells.subject(textOf(topic), codeOf(topic) || codeOf(subject));
    for (const other of subject.children)
      if (!topics.includes(other) && other.name !== 'geographic') cells.keyword(textOf(other));
  }
  cells.text('place', localities.join(', '));
}

function identified(cells: RecordCells, mods: XmlTree): void {
  const all = childrenOf(mods, 'identifier');
  const of = (type: string): string[] =>
    all.filter(({ attributes }) => attributes['type'] === type).map(textOf);
  cells.isbns(of('isbn'));
  const known = ['isbn', 'uri', 'hdl', 'doi', 'oai'];
  const [own, ...more] = all
    .filter(({ attributes }) => !known.includes(attributes['type'] ?? ''))
    .map(textOf);
  cells.text('identifier', own ?? '');
  for (const value of more) cells.leave('mods:identifier', value);
  const located = childrenOf(mods, 'location').flatMap((l) => childrenOf(l, 'url'));
  const access = (url: XmlTree): string => url.attributes['access'] ?? '';
  for (const url of located)
    if (access(url) === 'raw object' || isFileAddress(textOf(url))) cells.offer(textOf(url));
  const urls = located
    .filter((url) => !['raw object', 'preview'].includes(access(url)))
    .map(textOf);
  const [link, ...others] = [...urls, ...of('uri')].filter((url) => /^https?:/iu.test(url));
  cells.text('source', link ?? '');
  for (const value of new Set(others)) if (value !== link) cells.leave('mods:url', value);
  const record = childOf(childOf(mods, 'recordInfo'), 'recordIdentifier');
  const number = textOf(record);
  if (number !== '') cells.origin(record?.attributes['source'] ?? '', number);
  else if (link) cells.origin(URL.parse(link)?.host ?? '', link);
  else cells.origin('', own ?? '');
}

function series(cells: RecordCells, mods: XmlTree): void {
  for (const related of childrenOf(mods, 'relatedItem')) {
    const info = childOf(related, 'titleInfo');
    const title = textOf(childOf(info, 'title')) || titleOf(info);
    const number = textOf(childOf(related, 'identifier'));
    const detail = textOf(childOf(childOf(childOf(related, 'part'), 'detail'), 'number'));
    if (LAW_NUMBER.test(number)) cells.law(number, title, detail);
    else if (related.attributes['type'] === 'series' && !cells.has('series')) {
      cells.text('series', title);
      cells.text('volume', textOf(childOf(info, 'partNumber')) || detail);
    } else cells.leave('mods:relatedItem', title || related.text);
  }
}

/** A record of MODS as a line of the catalogue. */
export function modsCells(mods: XmlTree, terms: ForeignTerms): ForeignRecord {
  const cells = new RecordCells(terms);
  named(cells, mods);
  issued(cells, mods);
  const terms639 = childrenOf(mods, 'language').flatMap((l) => childrenOf(l, 'languageTerm'));
  const exact = terms639.filter(({ attributes }) => attributes['authority'] === 'iso639-3');
  const coded =
    exact.length > 0 ? exact : terms639.filter(({ attributes }) => attributes['type'] !== 'text');
  cells.languages((coded.length > 0 ? coded : terms639).map(textOf));
  cells.text('extent', textOf(childOf(childOf(mods, 'physicalDescription'), 'extent')));
  cells.text(
    'abstract',
    childrenOf(mods, 'abstract')
      .map(({ text }) => text)
      .join('\n'),
  );
  subjects(cells, mods);
  cells.genre(childrenOf(mods, 'genre').map(textOf));
  const audiences = childrenOf(mods, 'targetAudience').map(textOf);
  if (audiences.length > 0) cells.audiences(audiences);
  cells.rights(childrenOf(mods, 'accessCondition').map(textOf));
  const notes = childrenOf(mods, 'note');
  if (!cells.has('abstract')) cells.text('abstract', notes.map(({ text }) => text).join('\n'));
  else for (const note of notes) cells.leave('mods:note', note.text);
  series(cells, mods);
  identified(cells, mods);
  for (const child of mods.children)
    if (!USED.has(child.name)) cells.leave(`mods:${child.name}`, child.text);
  return cells.done();
}
