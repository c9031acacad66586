import { describe, expect, test } from '@jest/globals';
import { dublinCore } from '#server/exchange/record/dublin-core.ts';
import { jsonRecord, type JsonRecord } from '#server/exchange/record/json-record.ts';
import { bibliographicLanguage, exactLanguage } from '#server/exchange/record/language-codes.ts';
import { marcRecord } from '#server/exchange/record/marc-record.ts';
import { marcXml } from '#server/exchange/record/marcxml.ts';
import { mods } from '#server/exchange/record/mods.ts';
import { LANGUAGES } from '#server/base/language.ts';
import {
  elementsOf,
  emptyElements,
  readXml,
  textsOf,
  type XmlElement,
} from '../../support/exchange/read-xml.ts';
import {
  addressesOf,
  aRecord,
  FULL,
  NASTY_TOLD,
  SOME_RECORDS,
} from '../../support/exchange/some-records.ts';

const FORMATS = [
  ['oai_dc', dublinCore],
  ['MODS', mods],
  ['MARCXML', marcXml],
] as const;
const full = aRecord(FULL);
const told = (format: (typeof FORMATS)[number][1], record = full): XmlElement =>
  readXml(format(record, addressesOf(record)));
/** Values of a subfield, in the order of the fields. */
const subfields = (record: XmlElement, tag: string, code: string): string[] =>
  elementsOf(record, 'datafield')
    .filter(({ attributes }) => attributes['tag'] === tag)
    .flatMap(({ children }) => children)
    .filter(({ attributes }) => attributes['code'] === code)
    .map(({ text }) => text);

describe.each(FORMATS)('%s', (_, format) => {
  test.each(SOME_RECORDS)(
    'of a record %s is well-formed, with no empty element',
    (_name, record) => {
      expect(emptyElements(told(format, record))).toEqual([]);
    },
  );

  test.each(SOME_RECORDS)('of a record %s names its schema on its root', (_name, record) => {
    const { attributes } = told(format, record);
    expect(attributes['xsi:schemaLocation']?.split(' ')).toHaveLength(2);
  });

  test('tells what is left of a text with characters that XML does not take', () => {
    const [, record] = SOME_RECORDS.find(([name]) => name.includes('in every text'))!;
    expect(told(format, record).text).toContain(NASTY_TOLD);
  });

  test('never tells a javascript: address as one to follow', () => {
    const root = told(format);
    expect([...textsOf(root, 'url'), ...subfields(root, '856', 'u')].join(' ')).not.toContain(
      'javascript:',
    );
  });

  test('tells the address of a file only when readers may have it', () => {
    const [file] = full.files;
    const closed = aRecord({ ...FULL, rights: { kind: 'chi_thu_muc', note: '' } });
    expect(told(format).text).toContain(`/tep/${file!.id}`);
    expect(told(format, closed).text).not.toContain('/tep/');
  });
});

describe('Dublin Core', () => {
  const root = told(dublinCore);

  test('has each subject and keyword in an element of its own', () => {
    expect(textsOf(root, 'dc:subject')).toEqual([
      '11 Đất đai',
      '44 Xây dựng pháp luật và thi hành pháp luật',
      'hòa giải',
      'tổ hòa giải',
    ]);
  });

  test('has page, ISBN and own number as separate identifiers', () => {
    expect(textsOf(root, 'dc:identifier')).toEqual([
      `https://tusach.anson.example/tai-lieu/${full.id}`,
      'urn:isbn:9786040000019',
      'S-011',
    ]);
  });

  test('cites laws with the state they have on that day', () => {
    expect(textsOf(root, 'dc:relation')).toContain(
      '35/2013/QH13 - Luật Hòa giải ở cơ sở; Điều 3; Hết hiệu lực toàn bộ; được thay thế bằng 12/2025/QH15',
    );
  });

  test('tells how the item stands', () => {
    expect(textsOf(root, 'dc:description')[1]).toMatch(
      /^Hiệu lực nội dung: Văn bản được dẫn đã hết hiệu lực; theo biểu ghi: Còn phù hợp/u,
    );
  });

  test('names the kind of khoản 4 Điều 6', () => {
    expect(textsOf(root, 'dc:type')[2]).toMatch(/^điểm b khoản 4 Điều 6 Quyết định 14\/2019/u);
  });

  test('has only real dates and a language tag', () => {
    const [, odd] = SOME_RECORDS.find(([name]) => name.includes('the least'))!;
    expect(textsOf(root, 'dc:date')).toEqual(['2026-05']);
    expect(textsOf(root, 'dc:language')).toEqual(['jra']);
    expect(textsOf(told(dublinCore, odd), 'dc:date')).toEqual([]);
  });
});

describe('MODS', () => {
  const root = told(mods);

  test('says its version and its languages by ISO 639-2 and 639-3', () => {
    expect(root.attributes['version']).toBe('3.8');
    expect(textsOf(elementsOf(root, 'language')[0]!, 'languageTerm')).toEqual([
      'cmc',
      'jra',
      'Tiếng Gia Rai',
    ]);
  });

  test('tells bodies from persons', () => {
    expect(elementsOf(root, 'name').map(({ attributes }) => attributes['type'])).toEqual([
      'corporate',
      'personal',
      'corporate',
    ]);
  });

  test('classifies by kind and subject', () => {
    expect(textsOf(root, 'classification')).toEqual(['b', '11', '44']);
  });

  test('gives the type of each file beside its address', () => {
    const urls = elementsOf(root, 'url').filter((u) => u.attributes['access'] === 'raw object');
    expect(urls.map(({ attributes }) => attributes['note'])).toEqual([
      'application/pdf',
      'application/epub+zip',
    ]);
  });
});

describe('MARCXML', () => {
  /** MARC21slim.xsd, leaderDataType. */
  const LEADER =
    /^[\d ]{5}[\dA-Za-z ][\dA-Za-z][\dA-Za-z ]{3}(2| )(2| )[\d ]{5}[\dA-Za-z ]{3}4500$/u;

  test.each(SOME_RECORDS)('of a record %s has a leader of 24 and an 008 of 40', (_name, record) => {
    const root = told(marcXml, record);
    const fixed = elementsOf(root, 'controlfield').find((f) => f.attributes['tag'] === '008');
    expect(textsOf(root, 'leader')[0]).toMatch(LEADER);
    expect(textsOf(root, 'leader')[0]![9]).toBe('a');
    expect(fixed?.text).toHaveLength(40);
  });

  test.each(SOME_RECORDS)('of a record %s has its fields in order, and a title', (_n, record) => {
    const { data } = marcRecord(record, addressesOf(record));
    const tags = data.map(({ tag }) => tag);
    expect(tags).toEqual(tags.toSorted());
    expect(data.find(({ tag }) => tag === '245')?.subfields[0]?.[0]).toBe('a');
  });

  test('says by 245 whether there is a maker', () => {
    const [, least] = SOME_RECORDS.find(([name]) => name.includes('the least'))!;
    const first = (root: XmlElement) =>
      elementsOf(root, 'datafield').find((f) => f.attributes['tag'] === '245')?.attributes['ind1'];
    expect(first(told(marcXml))).toBe('1');
    expect(first(told(marcXml, least))).toBe('0');
  });

  test('codes dates, languages and the kind of material', () => {
    const [, film] = SOME_RECORDS.find(([name]) => name === 'of a film')!;
    const fixed = (record = full) => elementsOf(told(marcXml, record), 'controlfield').at(-1)!.text;
    expect(fixed().slice(6, 18)).toBe('e202605  vm ');
    expect(fixed().slice(35, 38)).toBe('cmc');
    expect(fixed(film).slice(6, 15)).toBe('e20260512');
    expect(textsOf(told(marcXml, film), 'leader')[0]![6]).toBe('g');
  });

  test('names subjects with their codes, laws with their numbers', () => {
    const root = told(marcXml);
    expect(subfields(root, '650', '0')).toEqual(['11', '44']);
    expect(subfields(root, '787', 'o')).toEqual([
      '35/2013/QH13',
      '14/2019/QĐ-TTg',
      '99/2030/NĐ-CP',
    ]);
    expect(subfields(root, '084', 'a')).toEqual(['b']);
  });
});

describe('the JSON record', () => {
  test.each(SOME_RECORDS)('%s loses nothing', (_name, record) => {
    const { record: back } = JSON.parse(jsonRecord(record, addressesOf(record))) as JsonRecord;
    expect(back).toEqual(record);
  });

  test('is the same text whatever order its fields came in', () => {
    const turned = Object.fromEntries(Object.entries(full).toReversed()) as unknown as typeof full;
    expect(jsonRecord(turned, addressesOf(full))).toBe(jsonRecord(full, addressesOf(full)));
  });
});

test('every language of the shelf has a code of ISO 639-2 or of its group', () => {
  expect(
    LANGUAGES.filter(({ code }) => code !== 'und' && bibliographicLanguage(code) === 'und'),
  ).toEqual([]);
  expect(exactLanguage('tyz')).toBe('tyz');
  expect(exactLanguage('hmn')).toBeNull();
});
