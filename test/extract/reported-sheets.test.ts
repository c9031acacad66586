/** Faults that were reported of other programs and tried here (test/fixtures/reported/sheet). */
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { HOLDING_COLUMNS } from '#server/holdings/holding-row.ts';
import { CATALOG_SHEET, guessMapping, readRow } from '#server/imports/actions/import-sheet.ts';
import { CATALOG_COLUMNS } from '#server/imports/catalog-row.ts';
import { readSheetFile } from '#server/ingest/extract/sheet/sheet.ts';
import { formatNumber, readFormat } from '#server/ingest/extract/sheet/number-format.ts';
import type { ItemRecord } from '#server/items/item.ts';
import { headerKey } from '#server/tables/columns.ts';
import { bestHeader, cellRows, readTable } from '#server/tables/read-table.ts';
import { dateInCell, listedIn } from '#server/tables/cell-text.ts';
import { plainContent, type SheetContent } from '#server/tables/sheet.ts';
import { makeFolder } from '../support/make/make-folder.ts';
import { makeXlsx, textRow } from '../support/make/make-xlsx.ts';
import { LAW_VOCABULARY } from '#server/vocabulary/vocabulary.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

const read = (name: string, headers = CATALOG_COLUMNS.headers): Promise<SheetContent> =>
  readSheetFile({
    path: fileURLToPath(new URL(`../fixtures/reported/sheet/${name}`, import.meta.url)),
    sheet: '',
    headers,
  });

/** The records of a catalogue's sheet; no cell may be one that cannot be read. */
async function recordsOf(name: string): Promise<Partial<ItemRecord>[]> {
  const { rows } = await read(name);
  return cellRows(rows, guessMapping(rows)).map(({ line, cells }) => {
    const row = readRow((key) => cells.get(key) ?? '', line, LAW_VOCABULARY);
    expect(row.faults).toEqual([]);
    return row.record;
  });
}

async function registerOf(name: string): Promise<Record<string, string>[]> {
  const { rows } = await read(name, HOLDING_COLUMNS.headers);
  return cellRows(rows, bestHeader(rows, HOLDING_COLUMNS.named)).map(({ cells }) =>
    Object.fromEntries(cells),
  );
}

describe('a catalogue as a sheet', () => {
  test('S05 keeps dates as partial as the cells show them', async () => {
    expect((await recordsOf('S05-thang-nam.xlsx')).map((r) => r.issued)).toEqual([
      '2024-05',
      '2024',
      '2024-05',
    ]);
  });

  test('S06 keeps the zeros and letters that a format puts before a number', async () => {
    expect((await recordsOf('S06-so-khong-dau.xlsx')).map((r) => r.identifier)).toEqual([
      '0007',
      'TP-012',
    ]);
  });

  test('S08 takes keywords apart by lines and by semicolons, and subjects as well', async () => {
    const [lines, semicolons] = await recordsOf('S08-xuong-dong.csv');
    expect(lines!.keywords).toEqual(['đất đai', 'nhà ở']);
    expect(semicolons!.keywords).toEqual(['đất đai', 'nhà ở']);
    expect(semicolons!.subjects).toEqual(['11', '12']);
  });

  test('S09 reads days that are written as text of ISO 8601', async () => {
    expect((await recordsOf('S09-ngay-iso.xlsx')).map((r) => r.issued)).toEqual(['2024-05-12']);
  });

  test('S20 knows headers with line breaks, stars, capitals and doubled blanks', async () => {
    expect(await recordsOf('S20-tieu-de.csv')).toEqual([
      expect.objectContaining({
        title: 'Tiêu đề xuống dòng',
        identifier: 'S-020',
        genre: 'sach',
        compilers: ['Sở Tư pháp'],
        issued: '2024',
        abstract: 'Một câu.',
        subjects: ['11'],
      }),
    ]);
  });

  test('has one identifier however it is capitalised', () => {
    const { rows } = readTable(
      plainContent([
        ['Mã định danh', 'Tên tệp'],
        ['S-011', 'a.pdf'],
        ['s-011', 'b.pdf'],
      ]),
      CATALOG_SHEET,
    );
    expect(rows.map((r) => r.faults)).toEqual([[], ['“s-011” đã có ở dòng 2.']]);
  });
});

describe('a register', () => {
  test('H01 keeps the zeros of its numbers', async () => {
    expect(await registerOf('H01-so-0001.xlsx')).toEqual([
      expect.objectContaining({ registerNumber: '0001', receivedOn: '2024-05-12', price: '45000' }),
    ]);
  });

  test('H03 and H05 are known by headers with line breaks and doubled blanks', async () => {
    expect(await registerOf('H03-tieu-de-xuong-dong.xlsx')).toEqual([
      expect.objectContaining({ registerNumber: 'K1', receivedOn: '12/05/2024', price: '45000' }),
    ]);
    expect(await registerOf('H05-khoang-trang-doi.xlsx')).toEqual([
      expect.objectContaining({ registerNumber: 'K3', receivedOn: '12/05/2024' }),
    ]);
  });
});

test('a header is one however it is written', () => {
  for (const header of [
    'Tên sách, tài liệu',
    'TÊN SÁCH,\nTÀI LIỆU *',
    ' Ten  sach ,\u00A0tai lieu :',
    'Tên sách, tài liệu'.normalize('NFD'),
  ])
    expect(headerKey(header)).toBe('ten sach, tai lieu');
});

describe('a number format', () => {
  const shown = (number: number, code: string): string => formatNumber(number, readFormat(code), 0);
  test.each([
    [1, '0000', '0001'],
    [12, '"TP-"000', 'TP-012'],
    [1234567, '000\\.00\\.00', '123.45.67'],
    [7, '"S-"0', 'S-7'],
    [123456, '0000', '123456'],
    [45000, '#,##0', '45000'],
    [45000, '#,##0\\ "đ"', '45000'],
    [1.5, '0.00', '1.5'],
    [0.15, '0%', '0.15'],
    [12, '0', '12'],
    [3, '[<=9]0;000', '3'],
    [45413, 'mmm-yy', '2024-05'],
    [45413, '[$-42A]mm/yyyy;@', '2024-05'],
    [45413, 'yyyy', '2024'],
    [45413, '"Năm "yyyy', '2024'],
    [45413, 'dd/mm/yyyy', '2024-05-01'],
    [45413.5, 'dd/mm/yyyy hh:mm', '2024-05-01'],
    [45413.5, 'yyyy hh:mm', '2024'],
    [12, 'General', '12'],
    [12, '@', '12'],
  ])('%d as %s is %s', (number, code, text) => {
    expect(shown(number, code)).toBe(text);
  });
});

test('a day may have a time behind it', () => {
  expect(dateInCell('2024-05-12 00:00:00')).toBe('2024-05-12');
  expect(dateInCell('2024-05-12T00:00:00.000Z')).toBe('2024-05-12');
  expect(dateInCell('12/05/2024 7:00 AM')).toBe('2024-05-12');
  expect(dateInCell('5/2024')).toBe('2024-05');
  expect(dateInCell('12/05/2024 sáng')).toBeNull();
});

test('bars go before lines and semicolons', () => {
  expect(listedIn('a; b | c')).toEqual(['a; b', 'c']);
  expect(listedIn(' a;\n b ; ')).toEqual(['a', 'b']);
});

test('a sheet without known headers is the first that holds anything', async () => {
  folder.put(
    'hai.xlsx',
    makeXlsx({
      sheets: [
        { name: 'Trống', data: '' },
        { name: 'Bảng', data: textRow(1, ['Cột lạ', 'Cột khác']) },
      ],
    }),
  );
  const content = await readSheetFile({
    path: `${folder.path}/hai.xlsx`,
    sheet: '',
    headers: CATALOG_COLUMNS.headers,
  });
  expect(content.sheet).toBe('Bảng');
});
