import { mkdir, stat, statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { rebuildIndexJob } from '#server/base/job.ts';
import type { Catalog, Storage, StorageSpace } from '#server/ports.ts';
import { catalogAudit } from './audit/catalog-audit.ts';
import { catalogBase } from './catalog-base.ts';
import { catalogCataloguing } from './catalog-cataloguing.ts';
import { catalogReaders } from './catalog-figures-readers.ts';
import { catalogHarvest } from './exchange/catalog-harvest.ts';
import { catalogDelivery } from './exchange/catalog-delivery.ts';
import { catalogFigures } from './catalog-figures.ts';
import { catalogHoldings } from './catalog-holdings.ts';
import { catalogImports } from './catalog-imports.ts';
import { catalogTexts } from './catalog-items-texts.ts';
import { catalogItems } from './catalog-items.ts';
import { catalogKeeping } from './catalog-keeping.ts';
import { catalogLaws } from './catalog-laws.ts';
import { catalogLinks } from './catalog-links.ts';
import { catalogPeople } from './catalog-people.ts';
import { closeToOthers, guardCatalog } from './catalog-guard.ts';
import { CATALOG_STEPS } from './catalog-schema.ts';
import { catalogSearch } from './catalog-search.ts';
import { catalogSite } from './catalog-site.ts';
import { catalogVocabulary } from './catalog-vocabulary.ts';
import { catalogWorkflow } from './catalog-workflow.ts';
import { Checkpoints } from './checkpoints/checkpoints.ts';
import { Database } from './database.ts';
import { openFiles } from './files.ts';
import { catalogCorrection } from './correction/catalog-correction.ts';
import { catalogDesk } from './desk/catalog-desk.ts';
import { catalogUnitEntries } from './site/catalog-unit-entries.ts';
import { catalogQuestions } from './questions/catalog-questions.ts';
import { catalogSubscriptions } from './subscriptions/catalog-subscriptions.ts';
import { catalogReports } from './reports/catalog-reports.ts';
import { catalogRecognition } from './ingest/catalog-recognition.ts';
import { catalogArriving } from './ingest/catalog-arriving.ts';
import { openQueue } from './queue.ts';
import { openSearch } from './search/search.ts';
import { prepareIndex } from './search/index-file.ts';

/** 32 MB: only when the thread that should have written them does not get to it. */
const LOG_PAGES = 8_000;

/** Records and index with their logs, and the disk that the folder is on. */
async function spaceOf(folder: string, databases: readonly string[]): Promise<StorageSpace> {
  const disk = await statfs(folder);
  const sizes = await Promise.all(
    databases
      .flatMap((path) => [path, `${path}-wal`])
      .map(async (path) => (await stat(path).catch(() => null))?.size ?? 0),
  );
  return {
    databaseBytes: sizes.reduce((sum, size) => sum + size, 0),
    freeBytes: disk.bavail * disk.bsize,
    diskBytes: disk.blocks * disk.bsize,
  };
}

/** An item that the index must hold: nothing waits to bring it in. */
const PUBLISHED_AND_NOT_COMING = `SELECT 1 FROM item i WHERE i.state = 'published'
  AND NOT EXISTS (SELECT 1 FROM job j WHERE j.job_group = i.id AND j.state IN ('waiting', 'running')) LIMIT 1`;

/** The rooms' parts together. */
const catalogOf = (db: Database, path: string): Catalog => ({
  ...catalogBase(db),
  ...catalogItems(db),
  ...catalogTexts(db),
  ...catalogWorkflow(db),
  ...catalogCataloguing(db),
  ...catalogVocabulary(db),
  ...catalogLaws(db),
  ...catalogLinks(db),
  ...catalogHoldings(db),
  ...catalogFigures(db),
  ...catalogReaders(db),
  ...catalogSearch(db),
  ...catalogSite(db),
  ...catalogImports(db),
  ...catalogHarvest(db),
  ...catalogDelivery(db),
  ...catalogArriving(db),
  ...catalogRecognition(db),
  ...catalogCorrection(db),
  ...catalogQuestions(db),
  ...catalogSubscriptions(db),
  ...catalogUnitEntries(db),
  ...catalogDesk(db),
  ...catalogReports(db),
  ...catalogPeople(db),
  ...catalogAudit(db),
  ...catalogKeeping(db, path),
});

/**
 * The embedded storage: everything below one folder. `catalog.db` (records, people, jobs, texts),
 * `search.db` (the index), `files/` (bytes by SHA-256). Several processes of one machine may have
 * it open.
 */
export async function openSqliteStorage(
  path: string,
  { filesAlone = false }: { readonly filesAlone?: boolean } = {},
): Promise<Storage> {
  const folder = resolve(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await guardCatalog(folder, filesAlone);
  const catalogPath = join(folder, 'catalog.db');
  const db = new Database(catalogPath);
  db.migrate(CATALOG_STEPS);
  const checkpoints = new Checkpoints(catalogPath);
  db.onCommit = () => checkpoints.committed();
  db.logPages = LOG_PAGES;
  const searchPath = join(folder, 'search.db');
  const queue = openQueue(db);
  const mustHoldItems = (): boolean => db.get(PUBLISHED_AND_NOT_COMING) !== undefined;
  // Another process may be about to make the same file.
  db.transaction(() => prepareIndex(searchPath, mustHoldItems));
  const search = openSearch(searchPath, {
    mustHoldItems,
    alone: (work) => db.transaction(work),
    onLost: () => queue.submit([rebuildIndexJob()]),
  });
  await closeToOthers(folder);
  return {
    catalog: catalogOf(db, catalogPath),
    files: await openFiles(join(folder, 'files')),
    search,
    queue,
    ready: async () => {
      db.get('SELECT 1');
      db.mustBeSound();
    },
    space: () => spaceOf(folder, [catalogPath, searchPath]),
    close: async () => {
      await search.close();
      await checkpoints.close();
      db.close();
    },
  };
}
