import {
  closeSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { withElasticsearch, type Servers } from '../mongo-under-test.ts';

/** Ways in which an index comes to harm while the shelf runs, by what is done to it. */
export type Spoils = Readonly<Record<string, () => Promise<void>>>;

const PAGE = 4_096;

/** Pages of a file from the second on are written over with what no page is. */
export function writeOver(path: string, from: number, to: number): void {
  const file = openSync(path, 'r+');
  for (let page = from; page < to; page++)
    writeSync(file, Buffer.alloc(PAGE, 0xa5), 0, PAGE, page * PAGE);
  closeSync(file);
}

/** Everything is in the file, nothing in its log. */
const intoFile = (path: string): void => {
  const db = new DatabaseSync(path);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
};

export function sqliteSpoils(folder: string): Spoils {
  const path = join(folder, 'search.db');
  const statement = (text: string) => async (): Promise<void> => {
    const db = new DatabaseSync(path, { defensive: false });
    db.exec(text);
    db.close();
  };
  const onFile = (spoil: (pages: number) => void) => async (): Promise<void> => {
    intoFile(path);
    spoil(Math.floor(statSync(path).size / PAGE));
  };
  return {
    deleted: onFile(() => rmSync(path)),
    'of no bytes': onFile(() => truncateSync(path, 0)),
    'cut short': onFile((pages) => truncateSync(path, Math.floor(pages / 2) * PAGE)),
    'written over': onFile((pages) => writeOver(path, 2, pages)),
    'no database at all': onFile(() => writeFileSync(path, 'không phải cơ sở dữ liệu'.repeat(500))),
    'without a table': statement('DROP TABLE passage'),
    'of another schema': statement(
      'ALTER TABLE passage RENAME COLUMN tokens TO bytes; PRAGMA user_version = 2',
    ),
    emptied: statement(
      `DELETE FROM passage; UPDATE item SET removed = 1, generation = generation + 1000; UPDATE state SET value = value + 1000 WHERE key = 'generation'`,
    ),
  };
}

export function elasticSpoils(servers: Servers, database: string): Spoils {
  const alias = `${database}-search`;
  const index = async (): Promise<string> =>
    withElasticsearch(servers, async (client) => {
      const named = await client.indices.getAlias({ name: alias });
      return Object.keys(named)[0]!;
    });
  return {
    deleted: async () => {
      const name = await index();
      await withElasticsearch(servers, (client) => client.indices.delete({ index: name }));
    },
    'in the way of its own name': async () => {
      const name = await index();
      await withElasticsearch(servers, async (client) => {
        await client.indices.delete({ index: name });
        await client.indices.create({ index: alias });
      });
    },
    'of another mapping': async () => {
      const name = await index();
      await withElasticsearch(servers, async (client) => {
        await client.indices.delete({ index: name });
        await client.indices.create({
          index: name,
          mappings: { properties: { kind: { type: 'text' }, words: { type: 'keyword' } } },
          aliases: { [alias]: {}, [`${name}.write`]: {} },
        });
      });
    },
    emptied: async () => {
      const name = await index();
      await withElasticsearch(servers, async (client) => {
        const all = await client.search({ index: name, size: 1_000, _source: false });
        await client.bulk({
          refresh: true,
          operations: all.hits.hits.map(({ _id }) => ({ delete: { _index: name, _id: _id! } })),
        });
      });
    },
  };
}
