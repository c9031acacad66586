import { describe, expect, test } from '@jest/globals';
import type { AppError } from '#server/base/errors.ts';
import type { Item } from '#server/items/item.ts';
import type { Catalog } from '#server/ports.ts';
import type { ImportRow, ImportRun } from '#server/imports/sheet-import.ts';
import { aChange, anItem, NOW, nextId } from '../../support/builders.ts';

const aRun = (more: Partial<ImportRun> = {}): ImportRun => ({
  id: nextId(),
  createdAt: NOW,
  accountId: 'a',
  unitId: 'xa-a',
  form: 'xlsx',
  sender: 'Thư viện huyện',
  sourceId: null,
  newOnly: false,
  by: 'Cán bộ',
  name: 'bảng “một”.xlsx',
  sha256: 'ab'.repeat(32),
  zip: null,
  files: [{ path: 'kho/a.pdf', sha256: 'cd'.repeat(32) }],
  sheet: 'x',
  sheets: ['x', 'y'],
  encoding: 'utf-8',
  delimiter: '',
  headerLine: 1,
  headers: ['Tệp', 'Lạ'],
  columns: ['file', null],
  unknown: [
    { column: 'genre', value: 'Sổ tay', lines: 2, near: [{ code: 'cam-nang', label: 'Cẩm nang' }] },
  ],
  meant: [{ column: 'audiences', value: 'bà con', codes: ['nguoi-dan'] }],
  publish: false,
  state: 'planned',
  endedAt: null,
  ...more,
});
const aRow = (line: number, more: Partial<ImportRow> = {}): ImportRow => ({
  line,
  outcome: 'new',
  title: `Dòng ${line}`,
  itemId: nextId(),
  files: ['a.pdf'],
  changes: [{ column: 'Tên', before: '', after: 'x' }],
  notes: ['ý'],
  ...more,
});

const from = (source: string, id: string): Partial<Item> => ({
  origin: { source, id, cells: { title: 'abc' }, at: NOW },
});

/** What every Catalog keeps of where items came from. */
function describeOrigins(catalogOf: () => Catalog): void {
  const save = (more: Partial<Item>): Promise<Item> => catalogOf().saveItem(aChange(anItem(more)));

  describe('an item of another library', () => {
    test('is found by where it came from and its number there', async () => {
      const item = await save(from('TV A', '1'));
      expect(await catalogOf().findItemByOrigin('TV A', '1')).toEqual(item);
      expect(await catalogOf().findItemByOrigin('TV', 'A\n1')).toBeNull();
      expect(await catalogOf().findItemByOrigin('TV B', '1')).toBeNull();
    });

    test('is there once: another one from there is refused whole', async () => {
      const first = await save(from('TV A', '2'));
      const refusal = await save(from('TV A', '2')).catch((error: AppError) => error.code);
      expect(refusal).toBe('duplicate-identifier');
      expect((await save(from('TV B', '2'))).origin?.source).toBe('TV B');
      const again = await catalogOf().saveItem(aChange({ ...first, title: 'Sửa' }));
      expect(await catalogOf().findItemByOrigin('TV A', '2')).toEqual(again);
    });

    test('is found in a shelf that took it in from a backup', async () => {
      const item = { ...anItem(from('TV A', '3')), version: 4 };
      const record = { kind: 'item', value: { item, events: [] } } as const;
      await catalogOf().load([record]);
      await catalogOf().load([record]);
      expect(await catalogOf().findItemByOrigin('TV A', '3')).toEqual(item);
    });
  });
}

/** What every Catalog keeps of sheets being imported, and of where items came from. */
export function describeImports(catalogOf: () => Catalog): void {
  describeOrigins(catalogOf);

  describe('a sheet being imported', () => {
    test('is read back as it was saved, with its rows by line, and replaced whole', async () => {
      const run = aRun();
      const rows = [aRow(10), aRow(2, { outcome: 'refused', itemId: null }), aRow(3)];
      await catalogOf().saveImport(run, rows, []);
      expect(await catalogOf().findImport(run.id)).toEqual(run);
      expect(await catalogOf().listImportRows(run.id, [], 0, 9)).toEqual([
        rows[1],
        rows[2],
        rows[0],
      ]);
      expect(await catalogOf().listImportRows(run.id, ['new', 'changed'], 3, 9)).toEqual([rows[0]]);
      expect(await catalogOf().listImportRows(run.id, [], 0, 1)).toEqual([rows[1]]);
      expect(await catalogOf().countImportRows(run.id)).toEqual({ new: 2, refused: 1 });
      await catalogOf().saveImportRows(run.id, [{ ...rows[0]!, outcome: 'added' }]);
      await catalogOf().saveImport({ ...run, state: 'running' }, null, []);
      expect(await catalogOf().countImportRows(run.id)).toEqual({ new: 1, refused: 1, added: 1 });
      await catalogOf().saveImport(
        { ...run, state: 'done', endedAt: NOW },
        [aRow(4, { outcome: 'same' })],
        [],
      );
      expect(await catalogOf().countImportRows(run.id)).toEqual({ same: 1 });
      expect((await catalogOf().findImport(run.id))?.state).toBe('done');
    });

    test('is listed to its unit alone', async () => {
      const [own, other] = [aRun({ unitId: 'xa-rieng' }), aRun({ unitId: 'xa-khac' })];
      for (const run of [own, other]) await catalogOf().saveImport(run, null, []);
      expect(await catalogOf().listImports(['xa-rieng'], 9)).toEqual([own]);
      expect(await catalogOf().listImports([], 9)).toEqual([]);
    });

    test('that is missing has nothing; the newest are listed first', async () => {
      const [older, newer] = [aRun(), aRun()];
      for (const run of [newer, older]) await catalogOf().saveImport(run, null, []);
      expect(
        (await catalogOf().listImports(null, 500))
          .map((r) => r.id)
          .filter((id) => [older.id, newer.id].includes(id)),
      ).toEqual([newer.id, older.id]);
      expect([
        await catalogOf().findImport('none'),
        await catalogOf().listImportRows('none', [], 0, 5),
        await catalogOf().countImportRows('none'),
      ]).toEqual([null, [], {}]);
    });
  });
}
