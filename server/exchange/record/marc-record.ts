import { isDate } from '#server/base/partial-date.ts';
import { findLawState } from '#server/laws/law-record.ts';
import { cleanText } from '../xml.ts';
import { bibliographicLanguage, exactLanguage } from './language-codes.ts';
import { materialOf, type Material } from './material.ts';
import type { PublicRecord } from './public-record.ts';
import { webAddress, type RecordAddresses } from './record-addresses.ts';
import { isBody, isbnDigits, standingWords, titleWords } from './record-words.ts';

export interface MarcControlField {
  readonly tag: string;
  readonly value: string;
}

export interface MarcDataField {
  readonly tag: string;
  readonly ind1: string;
  readonly ind2: string;
  /** Never empty, no value empty. */
  readonly subfields: readonly (readonly [code: string, value: string])[];
}

/** A bibliographic record of MARC 21, its texts cleaned. */
export interface MarcRecord {
  /** 24 characters; lengths and addresses are zero, as exchange formats other than ISO 2709 have them. */
  readonly leader: string;
  readonly control: readonly MarcControlField[];
  readonly data: readonly MarcDataField[];
}

/** A field of the subfields that have a text; none without one. */
function field(
  tag: string,
  indicators: string,
  ...subfields: readonly (readonly [code: string, value: string])[]
): MarcDataField[] {
  const told = subfields
    .map(([code, value]) => [code, cleanText(value).trim()] as const)
    .filter(([, value]) => value !== '');
  return told.length === 0
    ? []
    : [{ tag, ind1: indicators[0]!, ind2: indicators[1]!, subfields: told }];
}

const digits = (iso: string): string => new Date(iso).toISOString().replace(/\D/gu, '');

/** Who gives the record its number: the part of its name that is the shelf's. */
const namespaceOf = ({ oai }: RecordAddresses): string => oai.split(':')[1] ?? '';

/** 035 names the catalogue that a number is of. */
const ownNumber = ({ identifier }: PublicRecord, addresses: RecordAddresses): string =>
  identifier === null || cleanText(identifier).trim() === ''
    ? ''
    : `(${namespaceOf(addresses)})${identifier}`;

/** 008/06-14: the kind of date and the date. */
function dates(issued: string | null): string {
  if (issued === null || !isDate(issued)) return 'nuuuuuuuu';
  const [year, month, day] = issued.split('-');
  return month === undefined ? `s${year}    ` : `e${year}${month}${day ?? '  '}`;
}

/** 008/18-34 by the kind of material; form of item (`o`) is online in each. */
const MATERIAL: Readonly<Record<Material['leader'], string>> = {
  a: '|||||o|||||00| 0 ',
  g: '--- |     |o   v|',
  k: 'nnn |     |o   kn',
  i: 'nnn |o||||||||   ',
};

const fixed = ({ publishedAt, issued, language }: PublicRecord, { leader }: Material): string =>
  [
    digits(publishedAt).slice(2, 8),
    dates(issued),
    'vm ',
    MATERIAL[leader],
    bibliographicLanguage(language.code),
    ' d',
  ].join('');

/** 1XX for the first maker, 7XX for the others and the managing unit. */
function makers({ compilers, unit }: PublicRecord): MarcDataField[] {
  const names = compilers.filter((name) => cleanText(name).trim() !== '');
  return [
    ...names.flatMap((name, i) =>
      field(
        isBody(name) ? (i === 0 ? '110' : '710') : i === 0 ? '100' : '700',
        isBody(name) ? '2 ' : '0 ',
        ['a', name],
        ['e', 'biên soạn'],
        ['4', 'cre'],
      ),
    ),
    ...field('710', '2 ', ['a', unit.label], ['e', 'đơn vị quản lý'], ['4', 'prv']),
  ];
}

function spoken({ language: { code, label } }: PublicRecord): MarcDataField[] {
  const exact = exactLanguage(code);
  return [
    ...field('041', '  ', ['a', bibliographicLanguage(code)]),
    ...(exact === null ? [] : field('041', ' 7', ['a', exact], ['2', 'iso639-3'])),
    ...field('546', '  ', ['a', label]),
  ];
}

const described = (record: PublicRecord, material: Material): MarcDataField[] => [
  ...field('250', '  ', ['a', record.edition]),
  ...field('264', ' 1', ['b', record.publisher], ['c', record.issued ?? '']),
  ...field('300', '  ', ['a', record.extent || '1 tài nguyên trực tuyến']),
  ...field(
    '336',
    '  ',
    ['a', material.content[0]],
    ['b', material.content[1]],
    ['2', 'rdacontent'],
  ),
  ...field('337', '  ', ['a', 'máy tính'], ['b', 'c'], ['2', 'rdamedia']),
  ...field('338', '  ', ['a', 'tài nguyên trực tuyến'], ['b', 'cr'], ['2', 'rdacarrier']),
  ...field('490', '0 ', ['a', record.series], ['v', record.volume]),
  ...standingWords(record).flatMap((words) => field('500', '  ', ['a', words])),
  ...field('500', '  ', ['a', record.source === '' ? '' : `Nguồn: ${record.source}`]),
  ...field('520', '  ', ['a', record.abstract]),
  ...record.audiences.flatMap(({ label }) => field('521', '8 ', ['a', label])),
  ...field('540', '  ', ['a', record.rights.label]),
  ...field('540', '  ', ['a', record.rights.note]),
];

const subjects = ({
  subjects: coded,
  keywords,
  locality,
  genre,
}: PublicRecord): MarcDataField[] => [
  ...coded.flatMap(({ code, label }) =>
    field('650', ' 7', ['a', label], ['0', code], ['2', 'phapdien']),
  ),
  ...field('651', ' 4', ['a', locality]),
  ...keywords.flatMap((word) => field('653', '  ', ['a', word])),
  ...(genre === null
    ? []
    : field('655', ' 7', ['a', genre.label], ['0', genre.code], ['2', 'local'])),
];

const laws = ({ laws: cited }: PublicRecord): MarcDataField[] =>
  cited.flatMap((law) =>
    field(
      '787',
      '08',
      ['i', 'Văn bản pháp luật liên quan'],
      ['t', law.title || law.number],
      ['g', law.articles],
      ['n', findLawState(law.state)?.label ?? ''],
      ...law.replacedBy.map((number) => ['n', `Được thay thế bằng ${number}`] as const),
      ['o', law.number],
    ),
  );

const links = (
  { files, laws: cited }: PublicRecord,
  addresses: RecordAddresses,
): MarcDataField[] => [
  ...field('856', '40', ['u', addresses.page], ['q', 'text/html'], ['y', 'Trang tài liệu']),
  ...files
    .filter(({ open }) => open)
    .flatMap(({ id, name, mediaType, bytes }) =>
      field(
        '856',
        '40',
        ['u', addresses.file(id)],
        ['q', mediaType],
        ['s', `${bytes} byte`],
        ['y', name],
      ),
    ),
  ...cited.flatMap(({ number, url }) => {
    const address = webAddress(url);
    return address === null ? [] : field('856', '42', ['3', number], ['u', address]);
  }),
  ...field('856', '42', ['3', 'Bìa'], ['u', addresses.cover], ['q', 'image/jpeg']),
];

/**
 * The record as MARC 21 (docs/exchange-records.md says which field goes where), fields in the order
 * of their tags.
 */
export function marcRecord(record: PublicRecord, addresses: RecordAddresses): MarcRecord {
  const material = materialOf(record);
  const { genre } = record;
  const withMaker = makers(record);
  const hasMain = withMaker.some(({ tag }) => tag.startsWith('1'));
  const data = [
    ...field('020', '  ', ['a', isbnDigits(record)]),
    ...field('024', '7 ', ['a', addresses.page], ['2', 'uri']),
    ...field('024', '8 ', ['a', addresses.oai]),
    ...field('035', '  ', ['a', ownNumber(record, addresses)]),
    ...field('040', '  ', ['a', record.unit.label], ['b', 'vie'], ['e', 'rda']),
    ...(genre === null ? [] : field('084', '  ', ['a', genre.kind], ['2', 'qd14-2019-d6k4'])),
    ...spoken(record),
    ...field(
      '245',
      hasMain ? '10' : '00',
      ['a', titleWords(record)],
      ['c', record.compilers.join(' ; ')],
    ),
    ...field('246', '3 ', ['a', record.altTitle]),
    ...withMaker,
    ...described(record, material),
    ...subjects(record),
    ...laws(record),
    ...links(record, addresses),
  ];
  return {
    leader: `00000n${material.leader}m a2200000 i 4500`,
    control: [
      { tag: '001', value: record.id },
      { tag: '003', value: namespaceOf(addresses) },
      { tag: '005', value: `${digits(record.updatedAt).slice(0, 14)}.0` },
      { tag: '007', value: 'cr |||||||||||' },
      { tag: '008', value: fixed(record, material) },
    ],
    data: data.toSorted((a, b) => Number(a.tag) - Number(b.tag)),
  };
}
