import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { Checkpoints } from '#storage/sqlite/checkpoints/checkpoints.ts';
import { Database } from '#storage/sqlite/database.ts';
import { makeFolder } from '../support/make/make-folder.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

test('the log of a catalogue is written into its file beside the commits, and nothing is lost', async () => {
  const path = join(folder.path, 'catalog.db');
  const db = new Database(path);
  const checkpoints = new Checkpoints(path);
  db.raw.exec('CREATE TABLE t (x TEXT)');
  db.logPages = 100_000;
  db.onCommit = () => checkpoints.committed();
  const before = statSync(path).size;
  for (let i = 0; i < 250; i++)
    db.transaction(() => void db.run('INSERT INTO t VALUES (?)', 'chữ '.repeat(2_000)));
  await checkpoints.close();
  expect(statSync(path).size).toBeGreaterThan(before + 1_000_000);
  db.close();
  const again = new Database(path, { readOnly: true });
  expect(again.get<{ n: number }>('SELECT count(*) AS n FROM t')?.n).toBe(250);
  again.close();
});
