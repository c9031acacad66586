import { isDate } from '#server/base/partial-date.ts';
import { xmlAttribute, xmlElement, xmlInstant, xmlParent } from '../xml.ts';
import { bibliographicLanguage, exactLanguage } from './language-codes.ts';
import { materialOf } from './material.ts';
import type { PublicFile, PublicLaw, PublicRecord } from './public-record.ts';
import { webAddress, type RecordAddresses } from './record-addresses.ts';
import { isBody, isbnDigits, kindWords, standingWords, titleWords } from './record-words.ts';
import { findLawState } from '#server/laws/law-record.ts';

export const MODS = {
  namespace: 'http://www.loc.gov/mods/v3',
  schema: 'http://www.loc.gov/standards/mods/v3/mods-3-8.xsd',
} as const;

const VERSION = '3.8';
/** Attributes of an element in the shelf's own language. */
const VI = ' lang="vie"';

function nameOf(text: string, isCorporate: boolean, code: string, role: string): string {
  const part = xmlElement('namePart', text);
  return part === ''
    ? ''
    : `<name type="${isCorporate ? 'corporate' : 'personal'}">${part}<role><roleTerm type="code" authority="marcrelator">${code}</roleTerm><roleTerm type="text">${role}</roleTerm></role></name>`;
}

const names = ({ compilers, unit }: PublicRecord): string[] => [
  ...compilers.map((text) => nameOf(text, isBody(text), 'cre', 'biên soạn')),
  nameOf(unit.label, true, 'prv', 'đơn vị quản lý'),
];

const origin = ({ publisher, issued, edition }: PublicRecord): string =>
  xmlParent('originInfo', [
    xmlElement('publisher', publisher),
    issued !== null && isDate(issued)
      ? xmlElement('dateIssued', issued, ' encoding="w3cdtf" keyDate="yes"')
      : '',
    xmlElement('edition', edition),
  ]);

function language({ language: { code, label } }: PublicRecord): string {
  const exact = exactLanguage(code);
  return xmlParent('language', [
    xmlElement('languageTerm', bibliographicLanguage(code), ' type="code" authority="iso639-2b"'),
    exact === null ? '' : xmlElement('languageTerm', exact, ' type="code" authority="iso639-3"'),
    xmlElement('languageTerm', label, ` type="text"${VI}`),
  ]);
}

const physical = ({ extent, files }: PublicRecord): string =>
  xmlParent('physicalDescription', [
    xmlElement('form', 'electronic', ' authority="marcform"'),
    ...[...new Set(files.filter(({ open }) => open).map((f) => f.mediaType))].map((type) =>
      xmlElement('internetMediaType', type),
    ),
    xmlElement('extent', extent),
  ]);

const subjects = ({ subjects: coded, keywords, locality }: PublicRecord): string[] => [
  ...coded.map(({ code, label }) =>
    xmlParent(
      'subject',
      [xmlElement('topic', label)],
      ` authority="phapdien"${xmlAttribute('displayLabel', code)}${VI}`,
    ),
  ),
  ...keywords.map((word) => xmlParent('subject', [xmlElement('topic', word)], VI)),
  xmlParent('subject', [xmlElement('geographic', locality)], VI),
];

const classifications = ({ genre, subjects: coded }: PublicRecord): string[] => [
  ...(genre === null
    ? []
    : [
        xmlElement(
          'classification',
          genre.kind,
          ` authority="qd14-2019-d6k4"${xmlAttribute('displayLabel', kindWords(genre))}`,
        ),
      ]),
  ...coded.map(({ code }) => xmlElement('classification', code, ' authority="phapdien"')),
];

function citedLaw(law: PublicLaw): string {
  const address = webAddress(law.url);
  return xmlParent(
    'relatedItem',
    [
      xmlParent('titleInfo', [xmlElement('title', law.title || law.number)], VI),
      xmlElement('note', findLawState(law.state)?.label ?? '', ' type="validity"'),
      xmlElement(
        'note',
        law.replacedBy.join('; '),
        ' type="replaced-by" displayLabel="Được thay thế bằng"',
      ),
      xmlParent('location', [address === null ? '' : xmlElement('url', address)]),
      xmlElement('identifier', law.number, ' type="so-hieu"'),
      xmlParent('part', [
        xmlParent('detail', [xmlElement('number', law.articles)], ' type="article"'),
      ]),
    ],
    ' type="references" displayLabel="Văn bản pháp luật liên quan"',
  );
}

const series = ({ series: title, volume }: PublicRecord): string => {
  const number = xmlElement('partNumber', volume);
  const name = xmlElement('title', title);
  return name === ''
    ? xmlElement('note', volume, ' type="volume" displayLabel="Tập"')
    : xmlParent('relatedItem', [xmlParent('titleInfo', [name, number], VI)], ' type="series"');
};

const fileAddress =
  (addresses: RecordAddresses) =>
  ({ id, name, mediaType, open }: PublicFile): string =>
    open
      ? xmlElement(
          'url',
          addresses.file(id),
          ` access="raw object"${xmlAttribute('displayLabel', name)}${xmlAttribute('note', mediaType)}`,
        )
      : '';

const identifiers = (record: PublicRecord, addresses: RecordAddresses): string[] => [
  xmlElement('identifier', addresses.page, ' type="uri"'),
  xmlElement('identifier', isbnDigits(record), ' type="isbn"'),
  xmlElement('identifier', record.identifier ?? '', ' type="local"'),
  xmlElement('identifier', addresses.oai, ' type="oai"'),
];

const about = (record: PublicRecord): string[] => [
  xmlElement('abstract', record.abstract, VI),
  ...record.audiences.map(({ label }) => xmlElement('targetAudience', label, VI)),
  ...standingWords(record).map((words) => xmlElement('note', words, ` type="validity"${VI}`)),
  xmlElement('note', record.source, ` type="source" displayLabel="Nguồn"`),
];

/**
 * The record as MODS 3.8 (docs/exchange-records.md says which field goes where). One root element
 * with its namespaces, no XML declaration.
 */
export function mods(record: PublicRecord, addresses: RecordAddresses): string {
  const { altTitle, genre, rights, unit, files } = record;
  const lang = record.language.code === 'vi' ? VI : '';
  return [
    `<mods xmlns="${MODS.namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`,
    ` version="${VERSION}" xsi:schemaLocation="${MODS.namespace} ${MODS.schema}">`,
    xmlParent('titleInfo', [xmlElement('title', titleWords(record))], `${lang} usage="primary"`),
    xmlParent('titleInfo', [xmlElement('title', altTitle)], `${lang} type="alternative"`),
    ...names(record),
    xmlElement('typeOfResource', materialOf(record).mods),
    genre === null ? '' : xmlElement('genre', genre.label, ` authority="local"${VI}`),
    origin(record),
    language(record),
    physical(record),
    ...about(record),
    ...subjects(record),
    ...classifications(record),
    series(record),
    ...record.laws.map(citedLaw),
    ...identifiers(record, addresses),
    xmlParent('location', [
      xmlElement('url', addresses.page, ' usage="primary" access="object in context"'),
      ...files.map(fileAddress(addresses)),
      xmlElement('url', addresses.cover, ' access="preview"'),
    ]),
    xmlElement('accessCondition', rights.label, ` type="use and reproduction"${VI}`),
    xmlElement('accessCondition', rights.note, ` type="use and reproduction"${VI}`),
    xmlParent('recordInfo', [
      xmlElement('recordContentSource', unit.label),
      xmlElement('recordCreationDate', xmlInstant(record.publishedAt), ' encoding="w3cdtf"'),
      xmlElement('recordChangeDate', xmlInstant(record.updatedAt), ' encoding="w3cdtf"'),
      xmlElement(
        'recordIdentifier',
        record.id,
        xmlAttribute('source', addresses.oai.split(':')[1] ?? ''),
      ),
      '<languageOfCataloging><languageTerm type="code" authority="iso639-2b">vie</languageTerm></languageOfCataloging>',
    ]),
    '</mods>',
  ].join('');
}
