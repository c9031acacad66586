import type { Item } from '#server/items/item.ts';
import type { LawRecord } from '#server/laws/law-record.ts';
import { unknownLaw } from '#server/laws/law-record.ts';
import { publicRecord, type PublicRecord } from '#server/exchange/record/public-record.ts';
import { LAW_VOCABULARY } from '#server/vocabulary/vocabulary.ts';
import { recordAddresses } from '#web/paths/exchange.ts';
import { anAttachment, anItem } from '../builders.ts';

export const DAY = '2026-11-30';

/** What pasted text and hostile sheets bring along: no XML character, markup, halves of characters. */
export const NASTY = '\u0000A\u000b<&"]]>\ufffe\ud800 Lu\u00e2\u0323t\udc00\uffff\'';
/** {@link NASTY} as it is told. */
export const NASTY_TOLD = 'A<&"]]> Luật\'';

const LAWS: readonly LawRecord[] = [
  {
    ...unknownLaw('35/2013/QH13', 'Luật Hòa giải ở cơ sở'),
    version: 1,
    state: 'het',
    effectiveTo: '2026-01-01',
    replacedBy: ['12/2025/QH15'],
  },
  { ...unknownLaw('14/2019/QĐ-TTg', 'Tủ sách pháp luật'), state: 'con' },
];

/** The record of an item, of the law's vocabulary and two known laws. */
export const aRecord = (more: Partial<Item> = {}): PublicRecord =>
  publicRecord(anItem({ state: 'published', publishedAt: '2026-05-12T03:00:00.000Z', ...more }), {
    vocabulary: LAW_VOCABULARY,
    units: new Map(),
    laws: new Map(LAWS.map((law) => [law.key, law])),
    day: DAY,
  });

const aLaw = (number: string, more: Partial<Item['lawRefs'][number]> = {}) => ({
  number,
  title: '',
  articles: '',
  vbplId: null,
  url: null,
  ...more,
});

/** Everything that can be said of an item. */
export const FULL: Partial<Item> = {
  identifier: 'S-011',
  altTitle: 'Sổ tay hòa giải',
  compilers: ['Sở Tư pháp tỉnh An Sơn', 'Nguyễn Văn An'],
  publisher: 'Nhà xuất bản Tư pháp',
  issued: '2026-05',
  edition: 'Tái bản lần thứ 2',
  isbn: '978-604-0-00001-9',
  extent: '120 tr. ; 21 cm',
  subjects: ['11', '44'],
  audiences: ['nguoi-dan'],
  language: 'jra',
  keywords: ['hòa giải', 'tổ hòa giải'],
  place: 'Xã An Phú, tỉnh An Sơn',
  series: 'Tủ sách hòa giải viên',
  volume: '2',
  lawRefs: [
    aLaw('35/2013/QH13', { articles: 'Điều 3', url: 'https://vbpl.vn/x?ItemID=32801' }),
    aLaw('14/2019/QĐ-TTg', { title: 'Quyết định về Tủ sách pháp luật' }),
    aLaw('99/2030/NĐ-CP', { url: 'javascript:alert(1)' }),
  ],
  validity: {
    state: 'con',
    from: '2026',
    to: null,
    reviewedAt: '2026-10-01',
    reason: 'đã rà soát',
  },
  rights: { kind: 'duoc_phep', note: 'Ghi rõ nguồn' },
  source: 'https://anson.example/sach?a=1&b=2',
  attachments: [
    anAttachment({ name: 'sổ <tay> & "hòa giải".pdf' }),
    anAttachment({ name: 'so-tay.epub', role: 'epub', mediaType: 'application/epub+zip' }),
  ],
};

const texts = (text: string): Partial<Item> => ({
  title: text,
  altTitle: text,
  compilers: [text],
  publisher: text,
  edition: text,
  isbn: text,
  extent: text,
  abstract: text,
  identifier: text,
  keywords: [text],
  place: text,
  series: text,
  volume: text,
  lawRefs: [aLaw(text, { title: text, articles: text, url: text }), aLaw('35/2013/QH13')],
  validity: { state: 'het', from: text, to: text, reviewedAt: text, reason: text },
  rights: { kind: 'chi_doc', note: text },
  source: text,
  attachments: [anAttachment({ name: text })],
});

/** Records of every kind that serialisers meet, each with what is odd about it. */
export const SOME_RECORDS: readonly (readonly [name: string, record: PublicRecord])[] = [
  ['with everything', aRecord(FULL)],
  [
    'with the least',
    aRecord({ issued: null, abstract: '', compilers: [], subjects: [], genre: '' }),
  ],
  ['with characters XML does not take, in every text', aRecord(texts(NASTY))],
  ['with nothing but such characters', aRecord(texts('\u0000\ud800 \ufffe'))],
  ['with texts of 100,000 letters', aRecord(texts('Điều '.repeat(20_000)))],
  ['without files for readers', aRecord({ ...FULL, rights: { kind: 'chi_thu_muc', note: '' } })],
  [
    'of a film',
    aRecord({
      genre: 'video',
      issued: '2026-05-12',
      attachments: [
        anAttachment({ role: 'video', mediaType: 'video/mp4', name: 'phim.mp4', seconds: 61 }),
      ],
    }),
  ],
  ['of a recording without a file', aRecord({ genre: 'am-thanh', language: 'mul' })],
  ['of a drawing', aRecord({ genre: 'infographic', language: 'und' })],
];

/** Addresses as a configured shelf gives them. */
export const addressesOf = recordAddresses('https://tusach.anson.example', 'tusach.anson.example');
