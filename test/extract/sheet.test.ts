import { CATALOG_COLUMNS } from '#server/imports/catalog-row.ts';
import { afterAll, describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import type { SheetContent } from '#server/tables/sheet.ts';
import { readSheetFile } from '#server/ingest/extract/sheet/sheet.ts';
import { makeFolder } from '../support/make/make-folder.ts';
import { makeXlsx, textRow, type XlsxParts } from '../support/make/make-xlsx.ts';

const folder = makeFolder();
afterAll(() => folder.remove());
let count = 0;

const readBytes = (bytes: Uint8Array | string, sheet = ''): Promise<SheetContent> => {
  const name = `bang-${count++}.xlsx`;
  folder.put(name, bytes);
  return readSheetFile({ path: `${folder.path}/${name}`, sheet, headers: CATALOG_COLUMNS.headers });
};
const readOne = (data: string, more: Partial<XlsxParts> = {}): Promise<SheetContent> =>
  readBytes(makeXlsx({ sheets: [{ name: 'Trang 1', data }], ...more }));

describe('a workbook', () => {
  test('gives texts, numbers, dates and truths as they are read', async () => {
    const { rows, sheet, encoding } = await readOne(
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row><row r="3"><c r="A3" s="1"><v>46154</v></c><c r="B3" s="2"><v>46154.5</v></c><c r="C3"><v>0.30000000000000004</v></c><c r="D3" t="b"><v>1</v></c><c r="E3" s="3"><v>12</v></c><c r="F3"><v>9786048100018</v></c></row>',
      {
        strings: [
          '<t>Tên sách</t>',
          '<r><t>Hòa </t></r><r><rPr><b/></rPr><t>giải &amp; dân_x000D_ sự</t></r><rPh><t>đọc</t></rPh>',
        ],
        formats: [0, 14, 170, 171],
      },
    );
    expect(rows).toEqual([
      ['Tên sách', '', 'Hòa giải & dân\n sự'],
      [],
      ['2026-05-12', '2026-05-12', '0.3', 'TRUE', '12', '9786048100018'],
    ]);
    expect([sheet, encoding]).toEqual(['Trang 1', 'utf-8']);
  });

  test('of the other calendar has the same days', async () => {
    expect(
      (
        await readOne('<row r="1"><c r="A1" s="0"><v>44692</v></c></row>', {
          formats: [14],
          from1904: true,
        })
      ).rows,
    ).toEqual([['2026-05-12']]);
  });

  test('has its formulas read by what they last came to; those never computed, and errors, are named', async () => {
    const { rows, faults } = await readOne(
      '<row r="2"><c r="A2" t="str"><f>B2&amp;"x"</f><v>kết quả</v></c><c r="B2"><f>1+1</f><v>2</v></c><c r="C2"><f>SUM(A1)</f></c><c r="D2" t="e"><v>#REF!</v></c></row>',
    );
    expect(rows).toEqual([[], ['kết quả', '2']]);
    expect(faults.map((f) => [f.line, f.text])).toEqual([
      [2, expect.stringContaining('dòng 2, cột 3 là công thức chưa có kết quả')],
      [2, expect.stringContaining('báo lỗi #REF!')],
    ]);
  });

  test('has its macros ignored and its merged cells named', async () => {
    const content = await readBytes(
      makeXlsx({
        sheets: [
          {
            name: 'x',
            data: textRow(1, ['Tệp', 'Tên']),
            after: '<mergeCells count="1"><mergeCell ref="A2:A4"/></mergeCells>',
          },
        ],
        more: { 'xl/vbaProject.bin': strToU8('Sub Auto_Open()') },
      }),
    );
    expect([content.rows, content.merged]).toEqual([
      [['Tệp', 'Tên']],
      [{ ref: 'A2:A4', from: 2, to: 4 }],
    ]);
  });

  test('is read on the sheet with known headers, or on the one asked for; hidden sheets are left out', async () => {
    const book = makeXlsx({
      sheets: [
        { name: 'Bìa', data: textRow(1, ['Chào']) },
        { name: 'Ẩn', data: textRow(1, ['Tệp', 'Tên', 'ISBN']), state: 'hidden' },
        { name: 'Sách', data: textRow(3, ['Tệp *', 'THE LOAI']) },
      ],
    });
    expect([
      (await readBytes(book)).sheet,
      (await readBytes(book, 'Bìa')).sheet,
      (await readBytes(book)).sheets,
    ]).toEqual(['Sách', 'Bìa', ['Bìa', 'Sách']]);
  });

  test('with 1,048,576 formatted empty rows is read as what it holds', async () => {
    const empty = Array.from(
      { length: 1_048_574 },
      (_, i) => `<row r="${i + 3}" spans="1:9"><c r="A${i + 3}" s="1"/></row>`,
    ).join('');
    const { rows } = await readOne(textRow(1, ['Tệp']) + textRow(2, ['a.pdf']) + empty);
    expect(rows).toEqual([['Tệp'], ['a.pdf']]);
  });

  test('with too many filled cells, or one far below, is refused', async () => {
    await expect(
      readOne('<row r="1000000"><c r="A1000000"><v>1</v></c></row>'),
    ).rejects.toMatchObject({ code: 'sheet-too-large' });
  });

  test('that has a title above its table is cut where the table is; one column of names with commas is not cut', async () => {
    const titled = await readBytes(
      new TextEncoder().encode('BÁO CÁO\nXã Mường Khe\nSố,Tên,Năm,Giá\n1,Một,2026,5\n'),
    );
    expect([titled.delimiter, titled.rows[2]]).toEqual([',', ['Số', 'Tên', 'Năm', 'Giá']]);
    const names = await readBytes(
      new TextEncoder().encode('Tên\nLuật Đất đai, hỏi đáp\nDân sự, hình sự, hành chính\n'),
    );
    expect(names.rows).toEqual([
      ['Tên'],
      ['Luật Đất đai, hỏi đáp'],
      ['Dân sự, hình sự, hành chính'],
    ]);
  });

  test('with a cell beyond the columns that are read says so on its line', async () => {
    const { rows, faults } = await readOne(
      textRow(1, ['Tên']) + '<row r="2"><c r="A2"><v>1</v></c><c r="GS2"><v>2</v></c></row>',
    );
    expect([rows, faults]).toEqual([
      [['Tên'], ['1']],
      [{ line: 2, text: expect.stringContaining('nằm ngoài 200 cột đầu') }],
    ]);
  });

  test('that is a bomb, damaged, old, locked or none at all is refused in words', async () => {
    await expect(
      readBytes(makeXlsx({ sheets: [{ name: 'x', data: ' '.repeat(300 * 2 ** 20) }] })),
    ).rejects.toMatchObject({ code: 'file-bomb' });
    await expect(
      readBytes(makeXlsx({ sheets: [{ name: 'x', data: textRow(1, ['a']) }] }).subarray(0, 900)),
    ).rejects.toMatchObject({ code: 'file-broken' });
    await expect(
      readBytes(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])),
    ).rejects.toMatchObject({ code: 'sheet-old' });
    await expect(readBytes(zipSync({ 'a.txt': strToU8('x') }))).rejects.toMatchObject({
      code: 'invalid-sheet',
    });
    await expect(readBytes('')).rejects.toMatchObject({ code: 'file-empty' });
  }, 240_000);

  test('has no entity that grows', async () => {
    const { rows } = await readBytes(
      makeXlsx({ sheets: [{ name: 'x', data: textRow(1, ['&lol;&amp;']) }] }),
    );
    expect(rows).toEqual([['&lol;&']]);
  });
});

describe('a CSV file', () => {
  const TEXT = 'Tệp;Tên sách, tài liệu\r\na.pdf;"Hòa giải; ""cơ sở"""\r\n';
  const ROWS = [
    ['Tệp', 'Tên sách, tài liệu'],
    ['a.pdf', 'Hòa giải; "cơ sở"'],
  ];
  const utf16 = (mark: boolean): Buffer => Buffer.from(`${mark ? '\ufeff' : ''}${TEXT}`, 'utf16le');

  test.each([
    ['UTF-8', Buffer.from(TEXT), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${TEXT}`), 'utf-8'],
    ['UTF-16', utf16(true), 'utf-16'],
    ['UTF-16 without its mark', utf16(false), 'utf-16'],
    ['UTF-16 the other way round', utf16(true).swap16(), 'utf-16'],
    ['decomposed UTF-8', Buffer.from(TEXT.normalize('NFD')), 'utf-8'],
  ])('in %s is read', async (_, bytes, encoding) => {
    const content = await readBytes(bytes);
    expect([content.rows, content.encoding, content.delimiter]).toEqual([ROWS, encoding, ';']);
  });

  test('in Windows-1258 is read, its marks composed', async () => {
    // h-o-grave-a: base letter and combining tone, as the code page has them.
    const bytes = Buffer.from([
      ...Buffer.from('Ten,Noi dung\r\nx,Ho'),
      0xcc,
      ...Buffer.from('a gia'),
      0xcc,
      ...Buffer.from(' '),
      0xf0,
      0xea,
      ...Buffer.from(' '),
      0xfd,
      0xfd,
    ]);
    const { rows, encoding } = await readBytes(bytes);
    expect(encoding).toBe('windows-1258');
    expect(rows[1]![1]).toMatch(/^Hòa già đê ư ?ư$/u);
  });

  test('in TCVN3 is read as Vietnamese', async () => {
    const line =
      'Céng hoµ x· héi chñ nghÜa ViÖt Nam,§éc lËp - Tù do - H¹nh phóc,quyÕt ®Þnh cña Bé tr\u00adëng Bé Tµi chÝnh\r\n';
    const { rows, encoding } = await readBytes(Buffer.from(line.repeat(3), 'latin1'));
    expect([rows[0], encoding]).toEqual([
      [
        'Cộng hoà xã hội chủ nghĩa Việt Nam',
        'Độc lập - Tự do - Hạnh phúc',
        'quyết định của Bộ trưởng Bộ Tài chính',
      ],
      'tcvn3',
    ]);
  });

  test('of tabs or commas is cut there, and one too long is refused', async () => {
    expect((await readBytes('a\tb,c\n1\t2\n')).rows).toEqual([
      ['a', 'b,c'],
      ['1', '2'],
    ]);
    expect((await readBytes('một cột\nhai\n')).rows).toEqual([['một cột'], ['hai']]);
    await expect(readBytes('a,b\n'.repeat(20_002))).rejects.toMatchObject({
      code: 'sheet-too-large',
    });
  });
});
