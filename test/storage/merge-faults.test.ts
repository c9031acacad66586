import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Database } from '#storage/sqlite/database.ts';
import { openSqliteStorage } from '#storage/sqlite/open-sqlite-storage.ts';
import { prepareIndex } from '#storage/sqlite/search/index-file.ts';
import { checkPieces } from '#storage/sqlite/search/postings/check-pieces.ts';
import { PieceMerger } from '#storage/sqlite/search/postings/merge-pieces.ts';
import { readPieces } from '#storage/sqlite/search/postings/piece-set.ts';
import { SEARCH_STEPS } from '#storage/sqlite/search/search-schema.ts';
import { SearchReader } from '#storage/sqlite/search/search-reader.ts';
import { SearchWriter } from '#storage/sqlite/search/search-writer.ts';
import { aDocument, aQuery, seededRandom } from '../support/builders.ts';
import { makeFolder } from '../support/make/make-folder.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

test('a disk that is full while pieces are merged spoils nothing, and the merge goes on later', () => {
  const path = join(folder.path, 'full.db');
  prepareIndex(path, () => false);
  const random = seededRandom(5);
  const writer = new SearchWriter(path);
  const pageOf = (n: number): string =>
    `${Array.from({ length: 1_200 }, () => `từ${Math.floor(random() ** 3 * 9_000)}`).join(' ')} dấu riêng${n} này`;
  for (let n = 0; n < 100; n += 20)
    writer.index(
      Array.from({ length: 20 }, (_, i) =>
        aDocument({ itemId: `muc-${n + i}`, title: 'Tài liệu', pages: [pageOf(n + i)] }),
      ),
    );
  writer.close();
  const db = new Database(path);
  const most = (pages: number): void =>
    void db.raw.prepare(`PRAGMA max_page_count = ${pages}`).get();
  const { page_count: pages } = db.get<{ page_count: number }>('PRAGMA page_count')!;
  const expectAll = (): void => {
    checkPieces(db);
    const reader = new SearchReader(path);
    for (const n of [0, 50, 99])
      expect(reader.query(aQuery(`"dấu riêng${n} này"`)).hits).toMatchObject([
        { itemId: `muc-${n}` },
      ]);
    reader.close();
  };
  const step = (): number => db.transaction(() => new PieceMerger(db).step(true));
  let refused = 0;
  for (let taken = 1; taken > 0;) {
    most(pages);
    try {
      taken = step();
    } catch (error) {
      expect(error).toMatchObject({ code: 'storage-full' });
      refused++;
      expectAll();
      most(1_000_000);
      taken = step();
    }
    expectAll();
  }
  expect(refused).toBeGreaterThan(0);
  expect(readPieces(db)).toHaveLength(1);
  db.close();
});

describe('an index that kept its words in FTS5', () => {
  test('is emptied and known as one to build, and answers once it is built', async () => {
    const home = join(folder.path, 'former');
    await (await openSqliteStorage(home)).close();
    const path = join(home, 'search.db');
    const db = new Database(path);
    for (const { name } of db.all<{ name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
    ))
      db.raw.exec(`DROP TABLE "${name}"`);
    db.raw
      .exec(`CREATE TABLE state (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      INSERT INTO state VALUES ('generation', 3), ('passages', 9), ('form', 1), ('whole', 1);
      CREATE TABLE item (ord INTEGER PRIMARY KEY, item_id TEXT NOT NULL UNIQUE) STRICT;
      CREATE TABLE passage (id INTEGER PRIMARY KEY) STRICT;
      CREATE TABLE syllable (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE) STRICT;
      CREATE TABLE frequent (term TEXT PRIMARY KEY) STRICT;
      CREATE VIRTUAL TABLE fts USING fts5(uni, bi, content='');
      PRAGMA user_version = 3;`);
    db.close();
    const storage = await openSqliteStorage(home);
    expect(await storage.search.state()).toMatchObject({ items: 0, passages: 0 });
    await storage.search.rebuild(
      (async function* () {
        yield aDocument({ itemId: 'moi', title: 'Hòa giải ở cơ sở', pages: ['Tổ hòa giải.'] });
      })(),
    );
    expect((await storage.search.query(aQuery('to hoa giai'))).hits[0]?.itemId).toBe('moi');
    expect(await storage.search.state()).toMatchObject({ items: 1, stale: false, whole: true });
    await storage.close();
    const made = new Database(path);
    expect(made.get('PRAGMA user_version')).toMatchObject({ user_version: SEARCH_STEPS.length });
    expect(made.all(`SELECT name FROM sqlite_schema WHERE name LIKE 'fts%'`)).toEqual([]);
    made.close();
  });
});
