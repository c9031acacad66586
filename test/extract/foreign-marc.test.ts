import { describe, expect, test } from '@jest/globals';
import { MarcRecord } from '@natlibfi/marc-record';
import { ISO2709, MARCXML } from '@natlibfi/marc-record-serializers';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FOREIGN_COLUMNS } from '#server/ingest/extract/foreign/foreign-rows.ts';
import { readSheetFile } from '#server/ingest/extract/sheet/sheet.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import { LAW_GENRES } from '#server/vocabulary/genre.ts';
import { makeFolder } from '../support/make/make-folder.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

let count = 0;
async function read(bytes: Buffer | string, sender = ''): Promise<SheetContent> {
  const path = join(folder.path, `t${++count}`);
  await writeFile(path, bytes);
  const terms = { sender, genres: LAW_GENRES, audiences: [], parts: ['11.dat-o'], verify: true };
  return readSheetFile({ path, sheet: '', headers: [], foreign: terms });
}

/** A line by its columns, empty ones left out. */
const cells = (content: SheetContent, line = 1): Record<string, string> =>
  Object.fromEntries(
    FOREIGN_COLUMNS.map((column, i) => [column, content.rows[line - 1]?.[i] ?? ''] as const).filter(
      ([, value]) => value !== '',
    ),
  );
const sentences = (lines: SheetContent['notes'], line = 1): string[] =>
  (lines ?? []).filter((note) => note.line === line).map(({ text }) => text);

type Subfields = readonly (readonly [string, string])[];
const field = (tag: string, subfields: Subfields) => ({
  tag,
  ind1: ' ',
  ind2: ' ',
  subfields: subfields.map(([code, value]) => ({ code, value })),
});

const BOOK = {
  leader: '00000nam a2200000 i 4500',
  fields: [
    { tag: '001', value: 'TV-0001' },
    { tag: '003', value: 'VN-HnTVQG' },
    { tag: '008', value: '240101s2024    vm            000 0 vie d' },
    field('020', [['a', '978-604-9-86203-8 (bìa mềm)']]),
    field('041', [['a', 'vie']]),
    field('082', [['a', '342.597']]),
    field('110', [
      ['a', 'Bộ Tư pháp.'],
      ['b', 'Cục Phổ biến, giáo dục pháp luật'],
    ]),
    field('245', [
      ['a', 'Hỏi đáp Luật Đất đai :'],
      ['b', 'dành cho xã, phường /'],
      ['c', 'Nguyễn Văn Ưng biên soạn'],
    ]),
    field('246', [['a', 'Questions on the land law']]),
    field('250', [['a', 'In lần thứ 2']]),
    field('264', [
      ['a', 'H. :'],
      ['b', 'Tư pháp,'],
      ['c', 'c2024.'],
    ]),
    field('300', [
      ['a', '120 tr. ;'],
      ['c', '19 cm'],
    ]),
    field('490', [
      ['a', 'Tủ sách xã ;'],
      ['v', '7'],
    ]),
    field('520', [['a', 'Giới thiệu quy định mới.']]),
    field('650', [['a', 'Đất đai']]),
    field('650', [
      ['a', 'x'],
      ['0', '(TS)11.dat-o'],
    ]),
    field('653', [['a', 'sổ đỏ']]),
    field('655', [['a', 'sách, TÀI LIỆU hỏi đáp']]),
    field('700', [['a', 'Nguyễn, Văn Ưng,']]),
    field('856', [['u', 'https://thuvien.example/b/1']]),
  ],
};
const iso = (record: object): Buffer => Buffer.from(ISO2709.to(new MarcRecord(record)), 'utf8');
const NOT_ISBN = {
  ...BOOK,
  fields: [BOOK.fields[0]!, field('020', [['a', '123']]), BOOK.fields[7]!],
};

describe('a MARC record of another library', () => {
  test.each([
    ['ISO 2709', () => iso(BOOK), 'marc'],
    ['MARCXML', () => MARCXML.to(new MarcRecord(BOOK)), 'marcxml'],
  ])(
    'in %s becomes a line of the catalogue, and what has no column is told',
    async (_, make, kind) => {
      const content = await read(await make());
      expect(content.kind).toBe(kind);
      expect(content.faults).toEqual([]);
      expect(cells(content)).toEqual({
        identifier: 'TV-0001',
        title: 'Hỏi đáp Luật Đất đai: dành cho xã, phường',
        altTitle: 'Questions on the land law',
        genre: 'hoi-dap',
        compilers: 'Bộ Tư pháp. Cục Phổ biến, giáo dục pháp luật | Nguyễn, Văn Ưng',
        publisher: 'Tư pháp',
        issued: '2024',
        edition: 'In lần thứ 2',
        isbn: '978-604-9-86203-8',
        extent: '120 tr.; 19 cm',
        abstract: 'Giới thiệu quy định mới.',
        subjects: '11 | 11.dat-o',
        language: 'Tiếng Việt',
        keywords: 'sổ đỏ',
        series: 'Tủ sách xã',
        volume: '7',
        source: 'https://thuvien.example/b/1',
        originSource: 'VN-HnTVQG',
        originId: 'TV-0001',
      });
      expect(sentences(content.notes)).toEqual([
        'Không có ô tương ứng nên không nhập: 082 (342.597), 264$a (H. :).',
      ]);
    },
  );

  test('keeps its number apart from the same number of another library', async () => {
    const unnamed = { ...BOOK, fields: BOOK.fields.filter(({ tag }) => tag !== '003') };
    const [named, bare] = [await read(iso(unnamed), 'Thư viện huyện'), await read(iso(unnamed))];
    expect(cells(named)['originSource']).toBe('Thư viện huyện');
    expect(cells(bare)['originId']).toBe('TV-0001 hoi dap luat dat dai: danh cho xa, phuong');
    expect(sentences(bare.notes)[0]).toContain('không nói của thư viện nào');
  });

  test('with a wrong ISBN is taken without it', async () => {
    const content = await read(iso(NOT_ISBN));
    expect(cells(content)['isbn']).toBeUndefined();
    expect(sentences(content.notes)[0]).toBe('ISBN “123” sai số kiểm tra, để trống.');
  });
});

const GOOD = iso(BOOK);
const changed = (make: (bytes: Buffer) => void): Buffer => {
  const bytes = Buffer.from(GOOD);
  make(bytes);
  return bytes;
};

describe('a broken record in ISO 2709', () => {
  test.each([
    ['a wrong length', changed((b) => b.write('00999', 0)), 'Độ dài ghi ở đầu bản ghi là “00999”'],
    ['a length that is none', changed((b) => b.write('0x123', 0)), 'Độ dài ghi ở đầu bản ghi'],
    [
      'a wrong base address',
      changed((b) => b.write('00030', 12)),
      'Địa chỉ bắt đầu dữ liệu ghi là “00030”',
    ],
    ['a base beyond it', changed((b) => b.write('99999', 12)), 'Địa chỉ bắt đầu dữ liệu'],
    [
      'a directory beyond it',
      changed((b) => b.write('99999', 24 + 7)),
      'Trường 001 nằm ngoài bản ghi',
    ],
    [
      'a directory of letters',
      changed((b) => b.write('xxxx', 24 + 3)),
      'của bảng trường không đọc được',
    ],
    [
      'bytes that are no UTF-8',
      changed((b) => b.writeUInt8(0xe9, b.indexOf('Tư pháp,') + 1)),
      'không phải UTF-8',
    ],
    [
      'MARC-8 beyond ASCII',
      changed((b) => (b.write(' ', 9), b.writeUInt8(0xe2, b.indexOf('Tư pháp,') + 1))),
      'MARC-8',
    ],
    [
      'more than 99,999 bytes',
      Buffer.concat([GOOD.subarray(0, 200), Buffer.alloc(150_000, 0x61), GOOD.subarray(200)]),
      'dài hơn 99.999 byte',
    ],
  ])('with %s is refused with its reason, and the others come', async (_, bytes, fault) => {
    const content = await read(Buffer.concat([GOOD, bytes, Buffer.from('\r\n'), GOOD]));
    expect(sentences(content.faults, 2)[0]).toContain(fault);
    expect(content.faults).toHaveLength(1);
    expect(content.rows).toHaveLength(3);
    expect(cells(content, 3)['title']).toContain('Hỏi đáp');
  });

  test.each([
    ['cut off', GOOD.subarray(0, 300)],
    ['without its terminator', GOOD.subarray(0, GOOD.length - 1)],
    ['without any terminators', Buffer.from(GOOD.map((byte) => (byte < 0x20 ? 0x20 : byte)))],
  ])('%s at the end of the file is refused', async (_, bytes) => {
    const content = await read(Buffer.concat([GOOD, bytes]));
    expect(cells(content)['title']).toContain('Hỏi đáp');
    expect(sentences(content.faults, 2)[0]).toContain('bị cắt cụt');
    expect((await read(bytes)).faults.length).toBe(1);
  });

  test('of a hundred megabytes costs its own line alone', async () => {
    const huge = Buffer.alloc(100 * 2 ** 20, 0x61);
    GOOD.copy(huge, 0, 0, 100);
    huge[huge.length - 1] = 0x1d;
    const content = await read(Buffer.concat([huge, GOOD]));
    expect(sentences(content.faults)[0]).toContain('99.999');
    expect(cells(content, 2)['title']).toContain('Hỏi đáp');
  });

  test('that says MARC-8 is read where all is ASCII, and where it is UTF-8 after all', async () => {
    const ascii = { ...BOOK, fields: [{ tag: '001', value: '7' }, field('245', [['a', 'Law']])] };
    const plain = iso(ascii);
    plain.write(' ', 9);
    expect(cells(await read(plain))['title']).toBe('Law');
    const said = await read(changed((b) => b.write(' ', 9)));
    expect(sentences(said.notes)[0]).toBe(
      'Đầu bản ghi ghi MARC-8 nhưng nội dung là UTF-8, đã đọc theo UTF-8.',
    );
  });
});
