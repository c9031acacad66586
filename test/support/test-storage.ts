import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Client } from '@elastic/elasticsearch';
import type { Connection } from 'mongoose';
import { foldedWords } from '#server/base/vietnamese/tokens.ts';
import { namesOf } from '#server/cataloguing/name-list.ts';
import { newestKey, type Item } from '#server/items/item.ts';
import { openStorage } from '#storage/index.ts';
import {
  aDatabaseName,
  connectTo,
  dropDatabase,
  serversGiven,
  withDatabase,
  withElasticsearch,
  type Servers,
} from './mongo-under-test.ts';
import { elasticSpoils, sqliteSpoils, type Spoils } from './faults/spoil-index.ts';
import type { StorageUnderTest } from './storage-under-test.ts';

/** Storage of one test app: an address that nothing else uses. */
export interface TestStorage {
  /** What the shelf is started with. */
  readonly settings: { readonly DATABASE_URL: string; readonly ELASTICSEARCH_URL: string };
  /** The index says it was built by an older form. */
  makeIndexOld(): Promise<void>;
  /** The index holds nothing any more, although the catalogue does. */
  emptyIndex(): Promise<void>;
  /** Ways in which the index comes to harm. */
  readonly spoils: Spoils;
  /**
   * Puts copies of a saved item beside it, which differ in what {@link ItemCopy} names: their rows,
   * without a transaction for each. Null where saving thousands of items takes a moment anyway.
   */
  readonly putCopies: ((of: Item, copies: readonly ItemCopy[]) => Promise<Item[]>) | null;
  remove(): Promise<void>;
}

/** What a copy has of its own. */
export type ItemCopy = Pick<Item, 'id' | 'title' | 'issued' | 'publishedAt'>;

/** The demo shelf of a test run: filled once, copied by whoever wants one. */
export interface DemoShelf {
  readonly settings: TestStorage['settings'];
  /** Nobody writes to it any more. */
  seal(): Promise<void>;
  copyTo(storage: TestStorage): Promise<void>;
}

const inSqlite = (folder: string, statement: string): void => {
  const db = new DatabaseSync(join(folder, 'search.db'));
  db.exec(statement);
  db.close();
};

function sqliteStorage(): TestStorage {
  const folder = mkdtempSync(join(tmpdir(), 'shelf-data-'));
  return {
    settings: { DATABASE_URL: `sqlite:${folder}`, ELASTICSEARCH_URL: '' },
    makeIndexOld: async () => inSqlite(folder, `UPDATE state SET value = 0 WHERE key = 'form'`),
    emptyIndex: async () =>
      inSqlite(
        folder,
        `DELETE FROM passage; UPDATE item SET removed = 1, generation = generation + 1000; UPDATE state SET value = value + 1000 WHERE key = 'generation'`,
      ),
    spoils: sqliteSpoils(folder),
    putCopies: null,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

const sqliteDemo = (run: string): DemoShelf => {
  const folder = join(run, 'demo');
  return {
    settings: { DATABASE_URL: `sqlite:${folder}`, ELASTICSEARCH_URL: '' },
    seal: async () => undefined,
    copyTo: async ({ settings }) =>
      cpSync(folder, settings.DATABASE_URL.slice('sqlite:'.length), { recursive: true }),
  };
};

/** The concrete index behind a database's alias. */
const indexOf = async (client: Client, database: string): Promise<string> =>
  Object.keys(await client.indices.getAlias({ name: `${database}-search` }))[0]!;

const mongoSettings = (servers: Servers, database: string): TestStorage['settings'] => ({
  DATABASE_URL: withDatabase(servers.mongo, database),
  ELASTICSEARCH_URL: servers.elasticsearch,
});

function mongoStorage(servers: Servers): TestStorage & { readonly database: string } {
  const database = aDatabaseName();
  return {
    database,
    settings: mongoSettings(servers, database),
    makeIndexOld: () =>
      withElasticsearch(servers, async (client) => {
        await client.indices.putMapping({
          index: await indexOf(client, database),
          _meta: { form: 0 },
        });
      }),
    // As when its disk was lost: the shelf makes an empty one.
    emptyIndex: () =>
      withElasticsearch(servers, async (client) => {
        await client.indices.delete({ index: await indexOf(client, database) });
      }),
    spoils: elasticSpoils(servers, database),
    putCopies: (of, copies) => putCopies(withDatabase(servers.mongo, database), of, copies),
    remove: () => dropDatabase(servers, database),
  };
}

async function putCopies(address: string, of: Item, copies: readonly ItemCopy[]): Promise<Item[]> {
  const connection = await connectTo(address);
  const rows = (name: string) => connection.db!.collection<{ _id: string; item?: Item }>(name);
  const row = (await rows('items').findOne({ _id: of.id }))!;
  const items = copies.map((copy) => ({ ...row.item!, ...copy }));
  await rows('items').insertMany(
    items.map((item) => ({
      ...row,
      _id: item.id,
      newestKey: newestKey(item),
      titleWords: foldedWords(item.title),
      item,
    })),
  );
  await rows('names').insertMany(
    items.flatMap((item) =>
      namesOf(item).map((name, i) => ({ _id: `${item.id}/${i}`, itemId: item.id, ...name })),
    ),
  );
  await connection.close();
  return items;
}

async function copyCollections(from: Connection, to: Connection): Promise<void> {
  const all = await from.db!.listCollections({}, { nameOnly: true }).toArray();
  await Promise.all(
    all.map(async ({ name }) => {
      const rows = await from.db!.collection(name).find().toArray();
      if (rows.length > 0) await to.db!.collection(name).insertMany(rows);
    }),
  );
}

/** Collections are copied; the index is cloned by the server, which links its files. */
const mongoDemo = (servers: Servers, run: string): DemoShelf => {
  const template = demoDatabase(run);
  return {
    settings: mongoSettings(servers, template),
    seal: () =>
      withElasticsearch(servers, async (client) => {
        await client.indices.addBlock({ index: await indexOf(client, template), block: 'write' });
      }),
    copyTo: async (storage) => {
      const { database } = storage as ReturnType<typeof mongoStorage>;
      const [from, to] = await Promise.all(
        [template, database].map((name) => connectTo(withDatabase(servers.mongo, name))),
      );
      await copyCollections(from!, to!);
      await Promise.all([from!.close(), to!.close()]);
      const target = `${database}-search-v1-first`;
      await withElasticsearch(servers, async (client) =>
        client.indices.clone({
          index: await indexOf(client, template),
          target,
          settings: { 'index.blocks.write': null as unknown as boolean },
          aliases: { [`${database}-search`]: {}, [`${target}.write`]: {} },
        }),
      );
    },
  };
};

/** Named after the run's folder, so that the end of the run can find it. */
export const demoDatabase = (run: string): string =>
  `test-demo-${run.split(/[\\/]/u).at(-1)!.toLowerCase()}`;

/**
 * Whether this project runs on the production storage: those that do say so in their globals
 * (test/jest.config.mjs).
 */
export const onProduction = (): boolean =>
  (globalThis as { TEST_STORAGE?: string }).TEST_STORAGE === 'mongo';

const onMongo = (): Servers | null => {
  if (!onProduction()) return null;
  const servers = serversGiven();
  if (servers === null) throw new Error('this project needs MONGODB_URL and ELASTICSEARCH_URL');
  return servers;
};

/** A fresh, empty storage of the kind this project runs on. */
export function makeTestStorage(): TestStorage {
  const servers = onMongo();
  return servers === null ? sqliteStorage() : mongoStorage(servers);
}

/** The same, opened; removed when closed. */
export async function openTestStorage(): Promise<StorageUnderTest> {
  const made = makeTestStorage();
  const storage = await openStorage(made.settings);
  return {
    ...storage,
    close: async () => {
      await storage.close();
      await made.remove();
    },
  };
}

/** Where this run (a folder of its own) keeps the demo shelf, and the marks of its being filled. */
export function demoOfRun(
  run: string,
): DemoShelf & { readonly lock: string; readonly done: string } {
  const servers = onMongo();
  const kind = servers === null ? 'sqlite' : 'mongo';
  return {
    ...(servers === null ? sqliteDemo(run) : mongoDemo(servers, run)),
    lock: join(run, `${kind}-demo-lock`),
    done: join(run, `${kind}-demo-is-whole`),
  };
}
