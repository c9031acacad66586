import { setTimeout } from 'node:timers/promises';
import type { Client } from '@elastic/elasticsearch';
import { createConnection, type Connection } from 'mongoose';
import { AppError } from '#server/base/errors.ts';
import type { Storage, StorageSpace } from '#server/ports.ts';
import { catalogAudit } from './audit/catalog-audit.ts';
import { catalogBase } from './catalog-base.ts';
import { catalogCataloguing, fillNames } from './catalog-cataloguing.ts';
import { catalogReaders } from './catalog-figures-readers.ts';
import { catalogHarvest } from './exchange/catalog-harvest.ts';
import { catalogDelivery } from './exchange/catalog-delivery.ts';
import { catalogFigures } from './catalog-figures.ts';
import { catalogHoldings } from './catalog-holdings.ts';
import { catalogImports, fillImportUnits } from './catalog-imports.ts';
import { catalogTexts } from './catalog-items-texts.ts';
import { catalogItems, fillFileBytes } from './catalog-items.ts';
import { catalogKeeping } from './catalog-keeping.ts';
import { catalogLaws, fillTurns } from './catalog-laws.ts';
import { catalogLinks } from './catalog-links.ts';
import { catalogPeople } from './catalog-people.ts';
import { catalogSearch } from './catalog-search.ts';
import { catalogSite } from './catalog-site.ts';
import { catalogVocabulary } from './catalog-vocabulary.ts';
import { catalogWorkflow, fillStages } from './catalog-workflow.ts';
import { guardCatalog, stampForm } from './catalog-guard.ts';
import { catalogCorrection } from './correction/catalog-correction.ts';
import { catalogDesk } from './desk/catalog-desk.ts';
import { catalogUnitEntries } from './site/catalog-unit-entries.ts';
import { catalogQuestions } from './questions/catalog-questions.ts';
import { catalogSubscriptions } from './subscriptions/catalog-subscriptions.ts';
import { catalogReports } from './reports/catalog-reports.ts';
import { catalogRecognition } from './ingest/catalog-recognition.ts';
import { catalogArriving } from './ingest/catalog-arriving.ts';
import { openClient } from './search/elastic-client.ts';
import { openFiles } from './files/files.ts';
import { createModels, type Models } from './models.ts';
import { asAppError, databaseCircuit, guarded } from './mongo-errors.ts';
import { openQueue } from './queue.ts';
import { openSearch } from './search/search.ts';

/**
 * How long a request waits for a server that is gone, for an answer of one that took it, for a free
 * connection; the address may say otherwise.
 */
const PATIENCE = {
  serverSelectionTimeoutMS: 5_000,
  socketTimeoutMS: 20_000,
  waitQueueTimeoutMS: 5_000,
};
/** How long /readyz waits for either server. */
const READY_MS = 2_000;
const DEFAULT_DATABASE = 'tu-sach';

/**
 * Connects and makes missing indexes. Throws `storage-busy` when the database cannot be reached.
 */
async function connect(databaseUrl: string): Promise<Connection> {
  const named = /^mongodb(?:\+srv)?:\/\/[^/]+\/[^/?]+/u.test(databaseUrl);
  const connection = createConnection(databaseUrl, {
    ...Object.fromEntries(
      Object.entries(PATIENCE).filter(([name]) => !databaseUrl.includes(`${name}=`)),
    ),
    ignoreUndefined: true,
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
    // A change that was acknowledged outlives the loss of one server.
    writeConcern: { w: 'majority' },
    ...(named ? {} : { dbName: DEFAULT_DATABASE }),
  });
  try {
    return await connection.asPromise();
  } catch (error) {
    await connection.close();
    throw asAppError(error);
  }
}

async function createIndexes(models: Models): Promise<void> {
  await Promise.all(
    Object.values(models).map(async (model: Models[keyof Models]) => {
      // A collection that is first met inside a transaction would be made there, and two at once
      // cannot.
      await model.createCollection();
      await model.createIndexes();
    }),
  );
}

/** Missing indexes, and older rows in the present form; begun anew by the next start when killed. */
async function prepare(models: Models): Promise<void> {
  await createIndexes(models);
  await fillStages(models);
  await fillFileBytes(models);
  await fillNames(models);
  await fillTurns(models);
  await fillImportUnits(models);
  await stampForm(models);
}

/** Published items that are looked at: a job brings each of the first ones in. */
const LOOKED_AT = 50;

/** Whether an item is published that no job is about to bring into the index. */
async function mustBeIndexed({ items, waiting, running }: Models): Promise<boolean> {
  const published = await items
    .find({ state: 'published' }, { _id: 1 }, { limit: LOOKED_AT })
    .lean();
  const ids = published.map(({ _id }) => _id);
  // First what waits, then what runs: a job goes that way.
  const next = await waiting.find({ group: { $in: ids } }, { group: 1 }).lean();
  const now = await running.find({ _id: { $in: ids } }, { _id: 1 }).lean();
  const coming = new Set([...next.map(({ group }) => group), ...now.map(({ _id }) => _id)]);
  return ids.some((id) => !coming.has(id));
}

/** MongoDB must answer; Elasticsearch must be able to. */
async function ready(connection: Connection, search: Client): Promise<void> {
  try {
    await Promise.race([
      connection.db!.admin().ping(),
      setTimeout(READY_MS, null, { ref: false }).then(() => {
        throw new AppError('storage-busy', { reason: 'slow' });
      }),
    ]);
    const { status } = await search.cluster.health({ timeout: '1s' }, { requestTimeout: READY_MS });
    if (status === 'red') throw new AppError('search-unavailable', { status });
  } catch (error) {
    const cause = asAppError(error);
    throw cause instanceof AppError ? cause : new AppError('storage-busy', {}, { cause });
  }
}

/** What the database takes with its indexes, and the disk of its server, where it tells. */
async function spaceOf(connection: Connection): Promise<StorageSpace> {
  const stats = await connection.db!.stats().catch((error: unknown) => {
    throw asAppError(error);
  });
  const number = (name: string): number | null =>
    typeof stats[name] === 'number' ? (stats[name] as number) : null;
  const [data, indexes] = [number('storageSize'), number('indexSize')];
  const [used, disk] = [number('fsUsedSize'), number('fsTotalSize')];
  return {
    databaseBytes: data === null ? null : data + (indexes ?? 0),
    freeBytes: used === null || disk === null ? null : disk - used,
    diskBytes: disk,
  };
}

/** The rooms' parts together. */
const roomsOf = (connection: Connection, models: Models) => ({
  ...catalogBase(models),
  ...catalogItems(connection, models),
  ...catalogTexts(models),
  ...catalogWorkflow(connection, models),
  ...catalogCataloguing(connection, models),
  ...catalogVocabulary(connection, models),
  ...catalogLaws(connection, models),
  ...catalogLinks(models),
  ...catalogHoldings(connection, models),
  ...catalogFigures(models),
  ...catalogReaders(connection, models),
  ...catalogSearch(connection, models),
  ...catalogSite(connection, models),
  ...catalogImports(connection, models),
  ...catalogHarvest(models),
  ...catalogDelivery(connection, models),
  ...catalogArriving(models),
  ...catalogRecognition(models),
  ...catalogCorrection(connection, models),
  ...catalogQuestions(connection, models),
  ...catalogSubscriptions(connection, models),
  ...catalogUnitEntries(connection, models),
  ...catalogDesk(connection, models),
  ...catalogReports(connection, models),
  ...catalogPeople(connection, models),
  ...catalogAudit(connection, models),
});

/**
 * The production storage: records, people and jobs in MongoDB (a replica set: changes are
 * transactions), bytes in its GridFS, full text in Elasticsearch under names made from the
 * database's. Any number of processes may have it open. Source of its promises:
 * docs/decisions/012-production-storage.md.
 */
export async function openMongoStorage(
  databaseUrl: string,
  elasticsearchUrl: string,
  { filesAlone = false }: { readonly filesAlone?: boolean } = {},
): Promise<Storage> {
  const connection = await connect(databaseUrl);
  await guardCatalog(connection, filesAlone).catch(async (error: unknown) => {
    await connection.close();
    throw error;
  });
  const client = openClient(elasticsearchUrl);
  const models = createModels(connection);
  await prepare(models);
  const circuit = databaseCircuit();
  const search = openSearch(client, {
    url: elasticsearchUrl,
    shelf: connection.name,
    mustHoldItems: () => mustBeIndexed(models),
  });
  return {
    catalog: {
      ...guarded(roomsOf(connection, models), circuit),
      ...catalogKeeping(connection, models),
    },
    files: await openFiles(connection, circuit),
    search,
    queue: guarded(openQueue(connection, models), circuit),
    ready: () => ready(connection, client),
    space: () => spaceOf(connection),
    close: async () => {
      await search.close();
      await client.close();
      await connection.close();
    },
  };
}
