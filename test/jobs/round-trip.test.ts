import { CATALOG_COLUMNS } from '#server/imports/catalog-row.ts';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { guessMapping } from '#server/imports/actions/import-sheet.ts';
import { planCatalogSheet } from '#server/imports/actions/plan-import.ts';
import { catalogCells, catalogColumns, columnLabel } from '#server/imports/catalog-row.ts';
import type { Item } from '#server/items/item.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import { LAW_VOCABULARY } from '#server/vocabulary/vocabulary.ts';
import { catalogWorkbook, sheetTemplate } from '#server/imports/routes/catalog-sheet.ts';
import { CSV_MARK, csvLine } from '#server/tables/csv.ts';
import { readSheetFile } from '#server/ingest/extract/sheet/sheet.ts';
import { aChange, aList, anItem } from '../support/builders.ts';
import { makeFolder } from '../support/make/make-folder.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
const folder = makeFolder();
beforeAll(async () => {
  app = await startTestApp({ demo: true });
});
afterAll(async () => {
  await app.close();
  folder.remove();
});

const read = (name: string, bytes: Uint8Array | string): Promise<SheetContent> => {
  folder.put(name, bytes);
  return readSheetFile({
    path: join(folder.path, name),
    sheet: '',
    headers: CATALOG_COLUMNS.headers,
  });
};
const plan = async (content: SheetContent) =>
  (
    await planCatalogSheet(
      { ...app.shelf.actions, catalog: app.shelf.storage.catalog },
      { actor: app.admin, content, mapping: guessMapping(content.rows), files: [] },
    )
  ).rows;
const all = async (): Promise<readonly Item[]> =>
  (await app.shelf.storage.catalog.listItems(aList({ limit: 500 }))).rows;
const csv = (items: readonly Item[]): string =>
  CSV_MARK +
  csvLine(catalogColumns.map(columnLabel)) +
  items
    .map((item) => csvLine(catalogColumns.map((c) => catalogCells(item, LAW_VOCABULARY)[c])))
    .join('');

test('the demo catalogue comes back from XLSX and CSV with zero differences', async () => {
  const hostile = {
    title: '=HYPERLINK("x")',
    altTitle: "'+1",
    abstract: '-5 là số âm\r\n@ai, "đó"; \t\n',
    keywords: ['+84', '@x'],
    identifier: '007',
    isbn: '0-306-40615-2',
    source: '\t=1',
    publisher: '@',
  };
  await app.shelf.storage.catalog.saveItem(
    aChange(
      anItem({
        ...hostile,
        unitId: app.admin.unitId,
        lawRefs: [
          {
            number: '31/2024/QH15',
            title: 'Luật (mới) [sửa]',
            articles: 'Điều 1, 2',
            vbplId: '5',
            url: 'https://a.example',
          },
        ],
      }),
    ),
  );
  const items = await all();
  expect(items.length).toBeGreaterThan(36);
  const text = csv(items);
  for (const name of ['d.xlsx', 'd.csv']) {
    const content = await read(
      name,
      name === 'd.csv'
        ? text
        : await catalogWorkbook(
            items.map((item) => catalogCells(item, LAW_VOCABULARY)),
            LAW_VOCABULARY,
          ),
    );
    const rows = await plan(content);
    expect(rows.filter((r) => r.outcome !== 'same')).toEqual([]);
    expect(rows).toHaveLength(items.length);
  }
  expect(text.startsWith('\ufeffMã tài liệu,')).toBe(true);
  for (const cell of (parse(text, { bom: true }) as string[][]).flat())
    expect(cell).not.toMatch(/^[=+\-@\t\r]/u);
});

test('only edited cells are changes, and what the sheet does not say stays', async () => {
  const item = (await app.shelf.storage.catalog.findItemByIdentifier('DEMO-0002'))!;
  const cells = {
    ...catalogCells(item, LAW_VOCABULARY),
    title: 'Hỏi đáp mới',
    issued: '5/2026',
    keywords: '',
    lawRefs: '31/2024/QH15 (Luật Đất đai) [Điều 235]',
    validityTo: '1/1/2027',
    genre: 'cẩm nang',
  };
  const [row] = await plan(
    await read(
      'e.csv',
      CSV_MARK +
        csvLine(catalogColumns.map(columnLabel)) +
        csvLine(catalogColumns.map((c) => cells[c])),
    ),
  );
  expect(row).toMatchObject({ outcome: 'changed', itemId: item.id, notes: [] });
  expect(row!.changes.map((c) => [c.column, c.after])).toEqual([
    ['Tên sách, tài liệu', 'Hỏi đáp mới'],
    ['Thể loại', 'Cẩm nang, sổ tay'],
    ['Thời gian phát hành', '05/2026'],
    ['Từ khóa', ''],
    ['Văn bản pháp luật liên quan', '31/2024/QH15 (Luật Đất đai) [Điều 235]'],
    ['Hết hiệu lực từ', '01/01/2027'],
  ]);
});

test.each([
  ['abstract', '', 'Hãy giới thiệu'],
  ['subjects', 'Không có', 'không có trong danh mục'],
  ['issued', 'hôm nào', 'không phải ngày có thật'],
  ['unit', 'xa-khac', 'không đổi được'],
  ['rights', '', 'không được để trống'],
  ['isbn', '123', 'ISBN sai'],
  ['id', '0000000000000', 'Không có tài liệu'],
] as const)(
  'a published line whose %s says %j is refused in words',
  async (column, value, words) => {
    const item = (await app.shelf.storage.catalog.findItemByIdentifier('DEMO-0003'))!;
    const cells = { ...catalogCells(item, LAW_VOCABULARY), [column]: value };
    const [row] = await plan(
      await read(
        'f.csv',
        csvLine(catalogColumns.map(columnLabel)) + csvLine(catalogColumns.map((c) => cells[c])),
      ),
    );
    expect([row!.outcome, row!.notes.join(' ')]).toEqual([
      'refused',
      expect.stringContaining(words),
    ]);
  },
);

test('lines with merged cells, unknown values or the same number twice are refused, the others go on', async () => {
  const content: SheetContent = {
    kind: 'xlsx',
    sheet: 'x',
    sheets: ['x'],
    encoding: 'utf-8',
    delimiter: '',
    rows: [
      ['Thư mục 2026'],
      ['Mã', 'Tên', 'Tệp'],
      ['A-1', 'Một', 'a.pdf'],
      ['A-2', 'Hai', 'thư mục/b.pdf'],
      ['A-1', 'Ba', 'b.pdf'],
      ['', 'Bốn', 'c.pdf'],
      ['', 'Năm', 'a.pdf'],
    ],
    merged: [
      { ref: 'A1:C1', from: 1, to: 1 },
      { ref: 'A6:A7', from: 6, to: 6 },
    ],
    faults: [{ line: 7, text: 'Ô lỗi.' }],
  };
  const { rows } = await planCatalogSheet(
    { ...app.shelf.actions, catalog: app.shelf.storage.catalog },
    {
      actor: app.admin,
      content,
      mapping: guessMapping(content.rows),
      files: ['Kho/a.pdf', 'Kho/b.pdf', 'khác/b.pdf'],
    },
  );
  expect(rows.map((r) => [r.line, r.outcome])).toEqual([
    [3, 'new'],
    [4, 'refused'],
    [5, 'refused'],
    [6, 'refused'],
    [7, 'refused'],
  ]);
  expect(rows.slice(1).map((r) => r.notes[0])).toEqual([
    expect.stringContaining('“thư mục/b.pdf”'),
    '“A-1” đã có ở dòng 3.',
    expect.stringContaining('A6:A7'),
    'Ô lỗi.',
  ]);
  expect(new Set(rows.map((r) => r.itemId)).size).toBe(2);
});

test('the template has its drop-downs, and is itself a sheet that is understood', async () => {
  const bytes = await sheetTemplate(LAW_VOCABULARY);
  const content = await read('mau.xlsx', bytes);
  expect([content.sheet, content.sheets, content.rows]).toEqual([
    'Tài liệu',
    ['Tài liệu', 'Danh mục', 'Hướng dẫn'],
    [catalogColumns.map(columnLabel)],
  ]);
  expect(guessMapping(content.rows).columns).toEqual(catalogColumns);
  expect(
    guessMapping([['Nhan đề của cuốn', 'Tệp']], { 'nhan de cua cuon': 'title', tep: '' }).columns,
  ).toEqual(['title', null]);
});
