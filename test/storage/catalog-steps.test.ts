import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { lawsCited, unknownLaw, type LawRecord } from '#server/laws/law-record.ts';
import { lawNumberKey, lawReference } from '#server/base/vietnamese/law-number.ts';
import { linksOf } from '#server/links/link-check.ts';
import { namesOf } from '#server/cataloguing/name-list.ts';
import { CATALOG_STEPS } from '#storage/sqlite/catalog-schema.ts';
import { Database } from '#storage/sqlite/database.ts';
import { anItem } from '../support/builders.ts';
import { makeFolder } from '../support/make/make-folder.ts';

const BEFORE_LINKS = 2;

test('items saved before links were kept have theirs afterwards', () => {
  const folder = makeFolder();
  const db = new Database(join(folder.path, 'catalog.db'));
  db.migrate(CATALOG_STEPS.slice(0, BEFORE_LINKS));
  const items = [
    anItem({
      source: ' https://a.example/1 ',
      lawRefs: [
        { ...lawReference('1/2020/NĐ-CP'), url: 'https://vbpl.example/1' },
        lawReference('2/2020/NĐ-CP'),
      ],
    }),
    anItem({
      source: 'HTTPS://a.example/2',
      national: { id: null, url: 'http://b.example', state: 'listed', checkedAt: null },
    }),
    anItem({ source: 'Sở Tư pháp' }),
    anItem({ source: 'https://a.example/x, 2026' }),
    anItem({ source: 'https://' }),
  ];
  for (const i of items)
    db.run(
      'INSERT INTO item (id, state, unit_id, version, newest_key, updated_at, doc) VALUES (?, ?, ?, 1, ?, ?, ?)',
      i.id,
      i.state,
      i.unitId,
      i.createdAt,
      i.updatedAt,
      JSON.stringify(i),
    );
  db.migrate(CATALOG_STEPS);
  const kept = db.all<{ address: string; item_id: string }>(
    'SELECT address, item_id FROM item_link ORDER BY item_id, address',
  );
  expect(kept).toEqual(
    items.flatMap((i) =>
      linksOf(i)
        .toSorted()
        .map((address) => ({ address, item_id: i.id })),
    ),
  );
  expect(db.all('SELECT address FROM link_check')).toHaveLength(4);
  db.close();
  folder.remove();
});

const BEFORE_LAWS = 6;

test('items saved before laws were shared have theirs afterwards, and ends settled where the record says they no longer hold', () => {
  const folder = makeFolder();
  const db = new Database(join(folder.path, 'catalog.db'));
  db.migrate(CATALOG_STEPS.slice(0, BEFORE_LAWS));
  const items = [
    anItem({
      lawRefs: [
        { ...lawReference('31/2024/QH15'), title: 'Luật Đất đai' },
        lawReference('66.14/2026/NQ-CP'),
        lawReference('56/2023/TT-BTC'),
      ],
    }),
    anItem({
      lawRefs: [
        lawReference('31/2024/QH15'),
        lawReference('14/2019/QĐ-TTg'),
        lawReference('5/2011/TT-BNN&PTNT'),
      ],
      validity: { state: 'het', from: null, to: null, reviewedAt: null, reason: '' },
    }),
    anItem(),
  ];
  for (const i of items) {
    db.run(
      'INSERT INTO item (id, state, unit_id, version, newest_key, updated_at, doc) VALUES (?, ?, ?, 1, ?, ?, ?)',
      i.id,
      i.state,
      i.unitId,
      i.createdAt,
      i.updatedAt,
      JSON.stringify(i),
    );
    for (const r of i.lawRefs)
      db.run(
        'INSERT INTO law_ref (law_key, newest_key, item_id) VALUES (?, ?, ?)',
        lawNumberKey(r.number),
        i.createdAt,
        i.id,
      );
  }
  db.migrate(CATALOG_STEPS);
  const laws = new Map(
    [...items]
      .toReversed()
      .flatMap(lawsCited)
      .map((law) => [law.key, law]),
  );
  expect(
    new Map(
      db
        .all<{ doc: string }>('SELECT doc FROM law')
        .map(({ doc }) => JSON.parse(doc) as LawRecord)
        .map((law) => [law.key, law]),
    ),
  ).toEqual(laws);
  expect(db.all('SELECT item_id, mark FROM law_settled')).toEqual([
    { item_id: items[1]!.id, mark: '*' },
  ]);
  db.close();
  folder.remove();
});

const BEFORE_NAMES = 10;

test('items saved before names were kept have theirs afterwards, by the key that the code makes', () => {
  const folder = makeFolder();
  const db = new Database(join(folder.path, 'catalog.db'));
  db.migrate(CATALOG_STEPS.slice(0, BEFORE_NAMES));
  const items = [
    anItem({
      title: 'Sổ tay: “bầu cử”',
      compilers: ['UBND xã An', 'Sở Tư pháp'],
      publisher: 'NXB Tư pháp',
      series: 'Tủ sách',
      keywords: ['bầu cử', 'Bầu cử'],
    }),
    anItem({ title: '…', compilers: [], publisher: '', keywords: [] }),
  ];
  for (const i of items)
    db.run(
      'INSERT INTO item (id, state, unit_id, version, newest_key, updated_at, doc) VALUES (?, ?, ?, 1, ?, ?, ?)',
      i.id,
      i.state,
      i.unitId,
      i.createdAt,
      i.updatedAt,
      JSON.stringify(i),
    );
  db.migrate(CATALOG_STEPS);
  const kept = db
    .all<{ kind: string; key: string; value: string; item_id: string }>(
      'SELECT kind, key, value, item_id FROM item_name',
    )
    .map(({ kind, key, value, item_id: id }) => [id, kind, key, value].join('|'));
  expect(kept.toSorted()).toEqual(
    items
      .flatMap((i) => namesOf(i).map(({ kind, key, value }) => [i.id, kind, key, value].join('|')))
      .toSorted(),
  );
  expect(kept).toHaveLength(7);
  db.close();
  folder.remove();
});

const BEFORE_FIGURES = 15;

test('items saved before figures were summed count for their genre afterwards', () => {
  const folder = makeFolder();
  const db = new Database(join(folder.path, 'catalog.db'));
  db.migrate(CATALOG_STEPS.slice(0, BEFORE_FIGURES));
  const items = [anItem({ genre: 'to-gap' }), anItem({ genre: '' })];
  for (const i of items)
    db.run(
      'INSERT INTO item (id, state, unit_id, version, newest_key, updated_at, doc) VALUES (?, ?, ?, 1, ?, ?, ?)',
      i.id,
      i.state,
      i.unitId,
      i.createdAt,
      i.updatedAt,
      JSON.stringify(i),
    );
  db.migrate(CATALOG_STEPS);
  expect(db.all('SELECT id, genre FROM item ORDER BY id')).toEqual(
    items.map(({ id, genre }) => ({ id, genre })),
  );
  db.close();
  folder.remove();
});

test('laws that ended in part wait for a look afterwards, but not for items whose records say so', () => {
  const folder = makeFolder();
  const db = new Database(join(folder.path, 'catalog.db'));
  const before = CATALOG_STEPS.findIndex((step) => step.startsWith('UPDATE law SET ends_on'));
  db.migrate(CATALOG_STEPS.slice(0, before));
  for (const [number, state, end] of [
    ['1/2020/NĐ-CP', 'het_mot_phan', null],
    ['2/2020/NĐ-CP', 'con', null],
    ['3/2020/NĐ-CP', 'het_mot_phan', '2020-01-01'],
  ] as const)
    db.run(
      'INSERT INTO law (key, ends_on, version, doc) VALUES (?, ?, 1, ?)',
      lawNumberKey(number),
      end,
      JSON.stringify({ ...unknownLaw(number), state, effectiveTo: end }),
    );
  const item = anItem({ validity: { ...anItem().validity, state: 'mot_phan' } });
  db.run(
    'INSERT INTO item (id, state, unit_id, version, newest_key, updated_at, doc) VALUES (?, ?, ?, 1, ?, ?, ?)',
    item.id,
    item.state,
    item.unitId,
    item.createdAt,
    item.updatedAt,
    JSON.stringify(item),
  );
  db.migrate(CATALOG_STEPS);
  expect(db.all<{ ends_on: string | null }>('SELECT ends_on FROM law ORDER BY key')).toEqual([
    { ends_on: '!het_mot_phan' },
    { ends_on: null },
    { ends_on: '2020-01-01' },
  ]);
  expect(db.all('SELECT item_id, mark FROM law_settled')).toEqual([
    { item_id: item.id, mark: '*!' },
  ]);
  db.close();
  folder.remove();
});

test('imports begun before they were of a unit are of the unit of who began them', () => {
  const folder = makeFolder();
  const db = new Database(join(folder.path, 'catalog.db'));
  db.migrate(
    CATALOG_STEPS.slice(
      0,
      CATALOG_STEPS.findIndex((step) => step.includes('CREATE TABLE item_origin')),
    ),
  );
  db.run(
    "INSERT INTO account (id, username, doc) VALUES ('a1', 'a1', ?)",
    JSON.stringify({ id: 'a1', unitId: 'xa-an' }),
  );
  for (const [id, accountId] of [
    ['r1', 'a1'],
    ['r2', 'gone'],
  ])
    db.run(
      'INSERT INTO import_run (id, doc) VALUES (?, ?)',
      id!,
      JSON.stringify({ id, accountId, sheet: '' }),
    );
  db.migrate(CATALOG_STEPS);
  expect(
    db.all("SELECT id, unit_id, json_extract(doc, '$.unitId') AS told FROM import_run ORDER BY id"),
  ).toEqual([
    { id: 'r1', unit_id: 'xa-an', told: 'xa-an' },
    { id: 'r2', unit_id: '', told: '' },
  ]);
  db.close();
  folder.remove();
});
