import { describe, expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#server/base/errors.ts';
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
  const terms = { sender, genres: LAW_GENRES, audiences: [], parts: [], verify: true };
  return readSheetFile({ path, sheet: '', headers: [], foreign: terms });
}
const cells = (content: SheetContent, line = 1): Record<string, string> =>
  Object.fromEntries(
    FOREIGN_COLUMNS.map((column, i) => [column, content.rows[line - 1]?.[i] ?? ''] as const).filter(
      ([, value]) => value !== '',
    ),
  );
const sentences = (lines: SheetContent['notes'], line = 1): string[] =>
  (lines ?? []).filter((note) => note.line === line).map(({ text }) => text);
const refusal = async (bytes: Buffer | string): Promise<unknown> =>
  read(bytes).then(
    () => 'taken',
    (error: AppError) => Object.values(error.details.fields ?? {})[0] ?? error.code,
  );

const marc = (title: string, prefix = '', ns = '', number = '1'): string =>
  `<${prefix}record${ns}><${prefix}leader>00000nam a2200000 i 4500</${prefix}leader><${prefix}controlfield tag="001">${number}</${prefix}controlfield><${prefix}controlfield tag="003">TV</${prefix}controlfield><${prefix}datafield tag="245" ind1="0" ind2="0"><${prefix}subfield code="a">${title}</${prefix}subfield></${prefix}datafield></${prefix}record>`;
const NS = ' xmlns="http://www.loc.gov/MARC21/slim"';

describe('MARCXML', () => {
  test.each([
    ['without a namespace', `<collection>${marc('Một')}${marc('Hai', '', '', '2')}</collection>`],
    ['as one record', marc('Một', '', NS)],
    [
      'with a prefix',
      `<?xml version="1.0"?><!-- x --><m:collection xmlns:m="http://www.loc.gov/MARC21/slim">${marc('Một', 'm:')}</m:collection>`,
    ],
    ['in UTF-16', Buffer.from(`\ufeff<collection>${marc('Một')}</collection>`, 'utf16le')],
    ['with a mark in front', `\ufeff  \n<collection>${marc('<![CDATA[Một]]>')}</collection>`],
  ])('%s is read', async (_, xml) => {
    const content = await read(xml);
    expect([content.faults, cells(content)['title']]).toEqual([[], 'Một']);
  });

  test.each([
    [
      'an entity bomb',
      `<!DOCTYPE a [<!ENTITY b "${'x'.repeat(9)}"><!ENTITY c "&b;&b;">]><collection>${marc('&c;')}</collection>`,
      'DOCTYPE',
    ],
    [
      'an external entity',
      `<!DOCTYPE a SYSTEM "file:///etc/passwd"><collection>${marc('x')}</collection>`,
      'DOCTYPE',
    ],
    ['an unknown entity', `<collection>${marc('a &eacute; b')}</collection>`, '“&eacute;”'],
    [
      'another encoding',
      Buffer.from(
        `<?xml version="1.0" encoding="ISO-8859-1"?><collection>${marc('caf\u00e9')}</collection>`,
        'latin1',
      ),
      'không phải UTF-8',
    ],
    ['a thousand levels', '<a>'.repeat(1_000), 'quá nhiều tầng'],
    ['no record', '<html><body><p>Lỗi</p></body></html>', 'không có bản ghi'],
  ])('with %s is refused whole with its sentence', async (_, xml, said) => {
    expect(await refusal(xml)).toContain(said);
  });

  test('with signs that no XML may hold is taken without them, and says so', async () => {
    const content = await read(
      `<collection>${marc('Luật&#0; Đất\u0001 &#xD800;đai&#xFFFE;')}</collection>`,
    );
    expect(cells(content)['title']).toBe('Luật Đất đai');
    expect(sentences(content.notes)).toEqual(['Đã bỏ ký tự không hợp lệ trong bản ghi.']);
  });

  test('that is cut off keeps what came before, and says where it broke', async () => {
    const whole = `<collection>${marc('Một')}${marc('Hai', '', '', '2')}</collection>`;
    const content = await read(whole.slice(0, whole.length - 60));
    expect(cells(content)['title']).toBe('Một');
    expect(sentences(content.faults, 2)[0]).toContain('bị cắt cụt hoặc sai cấu trúc');
    const crossed = await read(`<collection>${marc('Một')}<record><a></record></a></collection>`);
    expect(sentences(crossed.faults, 2)[0]).toContain('bị cắt cụt hoặc sai cấu trúc');
  });

  test('with a number that no index takes refuses that record', async () => {
    const content = await read(`<collection>${marc('Một', '', '', '9'.repeat(600))}</collection>`);
    expect(sentences(content.faults)).toEqual(['Số hiệu ở nơi gửi dài quá 500 ký tự.']);
  });

  test('with a record that says nothing is told, not passed over', async () => {
    const deleted = '<record><header status="deleted"><identifier>x</identifier></header></record>';
    const content = await read(`<ListRecords>${marc('Một')}${deleted}</ListRecords>`);
    expect(sentences(content.faults, 2)[0]).toContain('không có siêu dữ liệu');
  });

  test('with a record of megabytes costs that record alone', async () => {
    const content = await read(
      `<collection>${marc('x'.repeat(3 * 2 ** 20))}${marc('Hai', '', '', '2')}</collection>`,
    );
    expect(sentences(content.faults)[0]).toContain('dài hơn 1 MB');
    expect(cells(content, 2)['title']).toBe('Hai');
  });
});

describe('other forms of libraries', () => {
  test('MODS becomes a line', async () => {
    const content = await read(
      '<mods xmlns="http://www.loc.gov/mods/v3" version="3.8"><titleInfo><nonSort>Các</nonSort><title>quyền</title><subTitle>của dân</subTitle><partNumber>Tập 1</partNumber></titleInfo><titleInfo type="alternative"><title>Rights</title></titleInfo><name><namePart>Sở Tư pháp</namePart></name><originInfo><publisher>NXB</publisher><dateIssued>2020-05</dateIssued><edition>1</edition></originInfo><language><languageTerm type="code" authority="iso639-2b">jra</languageTerm></language><abstract>Ý.</abstract><subject><topic>Dân tộc</topic></subject><subject><topic>luật tục</topic></subject><genre>Tờ gấp</genre><identifier type="isbn">9786049862038</identifier><location><url>https://a.example/1</url></location><recordInfo><recordIdentifier source="KHO">77</recordIdentifier></recordInfo><part>x</part></mods>',
    );
    expect(cells(content)).toMatchObject({
      title: 'Các quyền: của dân. Tập 1',
      altTitle: 'Rights',
      compilers: 'Sở Tư pháp',
      issued: '05/2020',
      language: 'Tiếng Gia Rai',
      subjects: '10',
      keywords: 'luật tục',
      genre: 'to-gap',
      isbn: '9786049862038',
      originSource: 'KHO',
      originId: '77',
    });
    expect(sentences(content.notes)).toEqual([
      'Không có ô tương ứng nên không nhập: mods:part (x).',
    ]);
  });

  test('a CSV of Koha is known by its headings, copies of one record are one line', async () => {
    const content = await read(
      'biblionumber;title;author;isbn;publishercode;copyrightdate;subject;barcode\n12;Sổ tay hòa giải /;Nguyễn Văn A;123;NXB Tư pháp,;[2019?];Hình sự | hòa giải;B1\n12;Sổ tay hòa giải /;Nguyễn Văn A;123;NXB Tư pháp,;[2019?];Hình sự | hòa giải;B2\n13;;;;;;;B3\n',
      'Thư viện tỉnh',
    );
    expect(content.kind).toBe('koha');
    expect(cells(content, 2)).toMatchObject({
      identifier: '12',
      title: 'Sổ tay hòa giải',
      publisher: 'NXB Tư pháp',
      issued: '2019',
      subjects: '16',
      keywords: 'hòa giải',
      originSource: 'Thư viện tỉnh',
      originId: '12',
    });
    expect(sentences(content.notes, 2)).toEqual([
      'Thời gian “[2019?]” được ghi là 2019.',
      'ISBN “123” sai số kiểm tra, để trống.',
      'Không có ô tương ứng nên không nhập: barcode (B1; B2).',
    ]);
    expect(sentences(content.faults, 4)).toEqual(['Bản ghi không có nhan đề.']);
  });

  test('a CSV of Koha in Vietnamese is known too', async () => {
    const content = await read('Số biểu ghi,Nhan đề,Tác giả,Năm xuất bản\n5,Luật,A,2001\n');
    expect(cells(content, 2)).toMatchObject({ title: 'Luật', issued: '2001', originId: '5 luat' });
  });

  test('metadata of DSpace: repeated values, languages, an address by which it is known', async () => {
    const content = await read(
      'id,collection,dc.title[vi],dc.title[en],dc.contributor.author[],dc.date.issued,dc.identifier.uri,dc.subject[vi],dc.language.iso,dc.type,dc.date.accessioned,dc.x.y\nab,1/2,Tiêu đề,Title,A::1::600||B,2019-02-03,https://ds.example/handle/1/7,Đất đai||thửa,vi,Sách pháp luật,2020-01-01T00:00:00Z,lạ\n',
    );
    expect(content.kind).toBe('dspace');
    expect(cells(content, 2)).toEqual({
      title: 'Tiêu đề',
      altTitle: 'Title',
      compilers: 'A | B',
      issued: '03/02/2019',
      subjects: '11',
      keywords: 'thửa',
      language: 'Tiếng Việt',
      genre: 'sach',
      source: 'https://ds.example/handle/1/7',
      originSource: 'ds.example',
      originId: 'https://ds.example/handle/1/7',
    });
    expect(sentences(content.notes, 2)).toEqual([
      'Không có ô tương ứng nên không nhập: dc:x.y (lạ).',
    ]);
  });

  test('an item of DSpace is known by its UUID whichever columns were exported', async () => {
    const id = '0b1f8c1e-3b0a-4f0e-9b7e-1d2c3b4a5f60';
    const [short, long] = [
      await read(`id,collection,dc.title\n${id},1/2,Một\n`),
      await read(`id,collection,dc.title,dc.identifier.uri\n${id},1/2,Một,https://ds.example/1\n`),
    ];
    for (const content of [short, long])
      expect([cells(content, 2)['originSource'], cells(content, 2)['originId']]).toEqual([
        'uuid',
        id,
      ]);
  });

  test('Dublin Core tells its page from its files', async () => {
    const content = await read(
      '<oai_dc:dc xmlns:oai_dc="a" xmlns:dc="b"><dc:title>A</dc:title><dc:identifier>https://a.example/x.pdf</dc:identifier><dc:identifier>https://a.example/x</dc:identifier><dc:relation>https://a.example/trang</dc:relation></oai_dc:dc>',
    );
    expect(cells(content)['source']).toBe('https://a.example/x');
    expect(sentences(content.notes)).toEqual([
      'Không có ô tương ứng nên không nhập: dc:relation (https://a.example/trang).',
    ]);
  });

  test.each([
    ['Koha', 'biblionumber;title;Tệp\n1;Một;a.pdf|b.pdf\n'],
    ['DSpace', 'id;collection;dc.title;filename\n1;1/2;Một;a.pdf||b.pdf\n'],
  ])('a CSV of %s may name files that are sent beside it', async (_, csv) => {
    expect(cells(await read(csv), 2)['file']).toBe('a.pdf | b.pdf');
  });

  test('a sheet of the shelf stays a sheet', async () => {
    const content = await read('Tệp;Tên;Tác giả;Năm\na.pdf;Một;B;2020\n');
    expect([content.kind, content.columns]).toEqual(['csv', undefined]);
  });
});
