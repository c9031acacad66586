import { CATALOG_COLUMNS } from '#server/imports/catalog-row.ts';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { guessMapping } from '#server/imports/actions/import-sheet.ts';
import { planCatalogSheet } from '#server/imports/actions/plan-import.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import { reportLibrary } from '#server/holdings/actions/report-library.ts';
import { catalogCells, catalogColumns, columnLabel } from '#server/imports/catalog-row.ts';
import type { Item } from '#server/items/item.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import { catalogWorkbook, sheetTemplate } from '#server/imports/routes/catalog-sheet.ts';
import { csvLine } from '#server/tables/csv.ts';
import { readSheetFile } from '#server/ingest/extract/sheet/sheet.ts';
import { aChange, aHolding, aList, anItem } from '../support/builders.ts';
import { makeFolder } from '../support/make/make-folder.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import { aGenre, anAudience, hidden } from '../support/vocabulary.ts';

let app: TestApp;
let item: Item;
const folder = makeFolder();
const catalog = () => app.shelf.storage.catalog;

beforeAll(async () => {
  app = await startTestApp();
  for (const entry of [aGenre({ kind: 'c' }), anAudience()]) await catalog().saveAuthority(entry);
  item = await catalog().saveItem(
    aChange(
      anItem({
        title: 'Bản tin số 1',
        unitId: app.admin.unitId,
        genre: 'ban-tin',
        audiences: ['nguoi-dan', 'ngu-dan'],
      }),
    ),
  );
}, 60_000);
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
      { ...app.shelf.actions, catalog: catalog() },
      { actor: app.admin, content, mapping: guessMapping(content.rows), files: [] },
    )
  ).rows;

/** The catalogue out and in again, then lines that name the own terms anew. */
async function outAndIn(): Promise<{
  readonly differing: number;
  readonly cells: readonly string[];
  readonly lines: readonly (readonly [outcome: string, note: string])[];
}> {
  const vocabulary = await readVocabulary({ catalog: catalog() });
  const rows = (await catalog().listItems(aList())).rows.map((one) =>
    catalogCells(one, vocabulary),
  );
  const book = await read('g.xlsx', await catalogWorkbook(rows, vocabulary));
  const text = await read(
    'g.csv',
    [
      csvLine(catalogColumns.map(columnLabel)),
      ...rows.map((row) => csvLine(catalogColumns.map((c) => row[c]))),
    ].join(''),
  );
  const planned = [...(await plan(book)), ...(await plan(text))];
  const again = await plan(
    await read(
      'm.csv',
      [
        ['Mã tài liệu', 'Tên', 'Thể loại', 'Đối tượng'],
        ['', 'Mới', 'bản tin', 'Ngư dân'],
        ['', 'Mới hai', 'ban-tin', 'ngu-dan'],
        [item.id, 'Tên mới', 'Bản tin pháp luật', 'Ngư dân'],
      ]
        .map((row) => csvLine(row))
        .join(''),
    ),
  );
  return {
    differing: planned.filter((row) => row.outcome !== 'same').length,
    cells: book.rows[1]!,
    lines: again.map((row) => [
      row.outcome,
      row.notes.find((note) => note.includes('đang ẩn')) ?? '',
    ]),
  };
}

/** Lines of the sheet that the template's drop-downs are made of. */
async function templateLists(): Promise<SheetContent['rows']> {
  folder.put('mau.xlsx', await sheetTemplate(await readVocabulary({ catalog: catalog() })));
  return (
    await readSheetFile({
      path: join(folder.path, 'mau.xlsx'),
      sheet: 'Danh mục',
      headers: CATALOG_COLUMNS.headers,
    })
  ).rows;
}

test('own terms come back from XLSX and CSV with zero differences, and are known by name and by code', async () => {
  const { differing, cells, lines } = await outAndIn();
  expect([differing, cells]).toEqual([
    0,
    expect.arrayContaining(['Bản tin pháp luật', 'Người dân | Ngư dân']),
  ]);
  expect(lines.map(([outcome]) => outcome)).toEqual(['new', 'new', 'changed']);
});

test('the template offers them where the law’s are', async () => {
  const rows = await templateLists();
  expect([rows[20]![0], rows[15]!.includes('Ngư dân')]).toEqual(['Bản tin pháp luật', true]);
});

test('a paper shelf counts them by their kind of Điều 6.4', async () => {
  await catalog().saveHoldings([
    {
      holding: aHolding({ placeId: 'noi', itemId: item.id, receivedOn: '2026-02-01' }),
      loan: null,
    },
  ]);
  const { lines } = await reportLibrary({ catalog: catalog(), now: app.shelf.actions.now }, 'noi', {
    from: '2026-01-01',
    to: '2026-12-31',
  });
  expect(
    lines.filter(({ copies }) => copies > 0).map(({ kind, copies }) => [kind, copies]),
  ).toEqual([
    ['c', 1],
    ['all', 1],
  ]);
});

test('hidden ones still come back with zero differences; the items that had them keep them, no other takes them', async () => {
  for (const [list, id] of [
    ['genre', 'ban-tin'],
    ['audience', 'ngu-dan'],
  ] as const)
    await catalog().saveAuthority(hidden((await catalog().findAuthority(list, id))!));
  const { differing, lines } = await outAndIn();
  expect(differing).toBe(0);
  expect(lines).toEqual([
    ['refused', 'Thể loại “Bản tin pháp luật” đang ẩn, không chọn thêm được.'],
    ['refused', 'Thể loại “Bản tin pháp luật” đang ẩn, không chọn thêm được.'],
    ['changed', ''],
  ]);
  expect((await templateLists()).flat()).not.toContain('Bản tin pháp luật');
});
