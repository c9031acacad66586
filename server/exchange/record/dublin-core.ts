import { isDate } from '#server/base/partial-date.ts';
import { xmlElement } from '../xml.ts';
import { languageTag } from './language-codes.ts';
import { materialOf } from './material.ts';
import type { PublicRecord } from './public-record.ts';
import { webAddress, type RecordAddresses } from './record-addresses.ts';
import {
  isbnDigits,
  kindWords,
  lawWords,
  seriesWords,
  standingWords,
  titleWords,
} from './record-words.ts';

export const OAI_DC = {
  namespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
  schema: 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
} as const;

/** Attributes of an element in the shelf's own language. */
const VI = ' xml:lang="vi"';

type Told = readonly [element: string, text: string, attributes?: string];

/** What is told of its makers, times and forms. */
function described(record: PublicRecord): Told[] {
  const { publisher, unit, issued, genre } = record;
  const tag = languageTag(record.language.code);
  return [
    ['publisher', publisher.trim() === '' ? unit.label : publisher],
    ...(publisher.trim() === '' ? [] : [['contributor', unit.label] as const]),
    ['date', issued !== null && isDate(issued) ? issued : ''],
    ['type', materialOf(record).dcmi],
    ...(genre === null
      ? []
      : ([
          ['type', genre.label, VI],
          ['type', kindWords(genre), VI],
        ] as const)),
    ...[...new Set(record.files.filter(({ open }) => open).map((f) => f.mediaType))].map(
      (type) => ['format', type] as const,
    ),
    ['format', record.extent],
    ['language', tag ?? record.language.code],
  ];
}

/** What it is known by, where it comes from and what it speaks of. */
function related(record: PublicRecord, addresses: RecordAddresses): Told[] {
  const isbn = isbnDigits(record);
  return [
    ['identifier', addresses.page],
    ['identifier', isbn === '' ? '' : `urn:isbn:${isbn}`],
    ['identifier', record.identifier ?? ''],
    ['source', record.source],
    ['relation', seriesWords(record), VI],
    ...record.laws.map((law) => ['relation', lawWords(law), VI] as const),
    ...record.laws.map(({ url }) => ['relation', webAddress(url) ?? ''] as const),
    ...record.files
      .filter(({ open }) => open)
      .map(({ id }) => ['relation', addresses.file(id)] as const),
    ['coverage', record.locality, VI],
    ['rights', record.rights.label, VI],
    ['rights', record.rights.note, VI],
  ];
}

/**
 * The record as oai_dc: the fifteen elements of Dublin Core 1.1 (docs/exchange-records.md says which
 * field goes where). One root element with its namespaces, no XML declaration.
 */
export function dublinCore(record: PublicRecord, addresses: RecordAddresses): string {
  const inVietnamese = record.language.code === 'vi' ? VI : '';
  const told: Told[] = [
    ['title', titleWords(record), inVietnamese],
    ['title', record.altTitle, inVietnamese],
    ...record.compilers.map((name) => ['creator', name] as const),
    ...record.subjects.map(({ code, label }) => ['subject', `${code} ${label}`, VI] as const),
    ...record.keywords.map((word) => ['subject', word, VI] as const),
    ['description', record.abstract, VI],
    ...standingWords(record).map((words) => ['description', words, VI] as const),
    ...record.audiences.map(({ label }) => ['description', `Đối tượng: ${label}`, VI] as const),
    ['description', record.edition === '' ? '' : `Lần xuất bản: ${record.edition}`, VI],
    ...described(record),
    ...related(record, addresses),
  ];
  const elements = told.map(([name, text, attributes]) =>
    xmlElement(`dc:${name}`, text, attributes),
  );
  return [
    `<oai_dc:dc xmlns:oai_dc="${OAI_DC.namespace}" xmlns:dc="http://purl.org/dc/elements/1.1/"`,
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
    ` xsi:schemaLocation="${OAI_DC.namespace} ${OAI_DC.schema}">`,
    ...elements,
    '</oai_dc:dc>',
  ].join('');
}
