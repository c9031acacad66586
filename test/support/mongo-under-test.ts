import { randomUUID } from 'node:crypto';
import type { Client } from '@elastic/elasticsearch';
import type { Connection } from 'mongoose';
import type { StorageUnderTest } from './storage-under-test.ts';

/**
 * The servers that tests of the production storage may use; null when the environment names none.
 */
export interface Servers {
  readonly mongo: string;
  readonly elasticsearch: string;
}

/** Both or neither: one alone is a mistake that would hide these tests. Throws then. */
export function serversGiven(environment: NodeJS.ProcessEnv = process.env): Servers | null {
  const { MONGODB_URL: mongo = '', ELASTICSEARCH_URL: elasticsearch = '' } = environment;
  if ((mongo === '') !== (elasticsearch === ''))
    throw new Error('MONGODB_URL and ELASTICSEARCH_URL belong together');
  return mongo === '' ? null : { mongo, elasticsearch };
}

/** The server's address with this database; index names follow the database's. */
export function withDatabase(mongo: string, name: string): string {
  const url = new URL(mongo);
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * A connection of the test's own. The driver is loaded only by who needs it: it costs every test
 * file a third of a second.
 */
export async function connectTo(address: string): Promise<Connection> {
  const { createConnection } = await import('mongoose');
  return createConnection(address).asPromise();
}

export async function withElasticsearch<T>(
  { elasticsearch }: Servers,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const { Client } = await import('@elastic/elasticsearch');
  const client = new Client({ node: elasticsearch });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

export const aDatabaseName = (): string =>
  `test-${Date.now().toString(36)}-${randomUUID().slice(0, 8)}`;

/** Removes a test's database and its indices. */
export async function dropDatabase(servers: Servers, name: string): Promise<void> {
  const connection = await connectTo(withDatabase(servers.mongo, name));
  await connection.dropDatabase();
  await connection.close();
  await withElasticsearch(servers, async (client) => {
    const found = await client.indices.get({ index: `${name}-search-v*`, features: 'settings' });
    const indices = Object.keys(found);
    if (indices.length > 0) await client.indices.delete({ index: indices });
  });
}

/** The production storage in a database of its own, dropped when closed. */
export async function openTemporaryMongo(
  servers: Servers,
): Promise<StorageUnderTest & { readonly database: string }> {
  const { openMongoStorage } = await import('#storage/mongo/open-mongo-storage.ts');
  const database = aDatabaseName();
  const storage = await openMongoStorage(
    withDatabase(servers.mongo, database),
    servers.elasticsearch,
  );
  return {
    ...storage,
    database,
    close: async () => {
      await storage.close();
      await dropDatabase(servers, database);
    },
  };
}
