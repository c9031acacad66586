import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { lawReference } from '#server/domain/law-reference.ts';
import { linksOf } from '#server/domain/link-check.ts';
import { CATALOG_STEPS } from '#storage/sqlite/catalog-schema.ts';
import { Database } from '#storage/sqlite/database.ts';
import { anItem } from '../support/builders.ts';
import { makeFolder } from '../support/make-folder.ts';

const BEFORE_LINKS = 2;

test('items saved before links were kept have theirs afterwards', () => {
  const folder = makeFolder();
  const db = new Database(join(folder.path, 'catalog.db'));
  db.migrate(CATALOG_STEPS.slice(0, BEFORE_LINKS));
  const items = [
    anItem({ source: ' https://a.example/1 ', lawRefs: [{ ...lawReference('1/2020/NĐ-CP'), url: 'https://vbpl.example/1' }, lawReference('2/2020/NĐ-CP')] }),
    anItem({ source: 'HTTPS://a.example/2', national: { id: null, url: 'http://b.example', state: 'listed', checkedAt: null } }),
    anItem({ source: 'Sở Tư pháp' }), anItem({ source: 'https://a.example/x, 2026' }), anItem({ source: 'https://' }),
  ];
  for (const i of items) db.run('INSERT INTO item (id, state, unit_id, version, newest_key, updated_at, doc) VALUES (?, ?, ?, 1, ?, ?, ?)', i.id, i.state, i.unitId, i.createdAt, i.updatedAt, JSON.stringify(i));
  db.migrate(CATALOG_STEPS);
  const kept = db.all<{ address: string; item_id: string }>('SELECT address, item_id FROM item_link ORDER BY item_id, address');
  expect(kept).toEqual(items.flatMap((i) => linksOf(i).toSorted().map((address) => ({ address, item_id: i.id }))));
  expect(db.all('SELECT address FROM link_check')).toHaveLength(4);
  db.close();
  folder.remove();
});
