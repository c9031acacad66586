import { rename, rm } from 'node:fs/promises';
import type { Search, SearchState } from '#server/ports.ts';
import type { SearchDocument } from '#server/search/search-document.ts';
import { INDEX_FORM } from '#server/search/scoring/index-form.ts';
import { IndexQueue } from '#server/search/scoring/index-queue.ts';
import type { SearchHelp, SearchResult } from '#server/search/search-query.ts';
import { AskedThread } from '#storage/asked-thread.ts';
import { Database } from '../database.ts';
import type { WorkerSetup } from './search-worker.ts';

const READERS = 2;
/** Documents handed to the writer at a time while the index is built anew. */
const REBUILD_BATCH = 50;

const threadFor = (setup: WorkerSetup): AskedThread =>
  new AskedThread(import.meta.url, 'search-worker', setup);

/** The threads that have one index file open. */
class OpenIndex {
  readonly writer: AskedThread;
  readonly writes: IndexQueue;
  readonly #readers: readonly AskedThread[];

  constructor(path: string) {
    this.writer = threadFor({ path, role: 'writer' });
    const { writer } = this;
    this.writes = new IndexQueue({
      index: (documents) => writer.ask('index', documents),
      remove: (itemIds) => writer.ask('remove', itemIds),
      tidy: (fresh) => writer.ask<boolean>('tidy', fresh),
    });
    this.#readers = Array.from({ length: READERS }, () => threadFor({ path, role: 'reader' }));
  }

  /**
   * The idle one that already runs, else any with least to do: a quiet shelf needs one thread only.
   */
  get reader(): AskedThread {
    return this.#readers.toSorted(
      (a, b) => a.busy - b.busy || Number(b.started) - Number(a.started),
    )[0]!;
  }

  async close(): Promise<void> {
    await this.writes.idle();
    await Promise.all([this.writer, ...this.#readers].map((thread) => thread.close()));
  }
}

const removeIndex = (path: string): Promise<unknown> =>
  Promise.all(['', '-wal', '-shm'].map((ending) => rm(`${path}${ending}`, { force: true })));

async function buildIndex(path: string, documents: AsyncIterable<SearchDocument>): Promise<void> {
  await removeIndex(path);
  const index = new OpenIndex(path);
  try {
    let batch: SearchDocument[] = [];
    for await (const document of documents) {
      batch.push(document);
      if (batch.length < REBUILD_BATCH) continue;
      await index.writes.add(batch);
      batch = [];
    }
    await index.writes.add(batch);
  } finally {
    await index.close();
  }
}

/** Read on a connection of its own: asked once at the start, when no thread need run yet. */
function stateOf(path: string): SearchState {
  const db = new Database(path, { readOnly: true });
  try {
    const value = (key: string): number =>
      db.get<{ value: number }>('SELECT value FROM state WHERE key = ?', key)?.value ?? 0;
    const items = db.get<{ n: number }>('SELECT count(*) AS n FROM item WHERE removed = 0')?.n ?? 0;
    return { items, passages: value('passages'), stale: value('form') !== INDEX_FORM };
  } finally {
    db.close();
  }
}

async function* entriesOf(path: string): AsyncIterable<{ itemId: string; version: number }> {
  const db = new Database(path, { readOnly: true });
  try {
    for (const row of db
      .prepare('SELECT item_id AS itemId, version FROM item WHERE removed = 0')
      .iterate())
      yield { ...row } as unknown as { itemId: string; version: number };
  } finally {
    db.close();
  }
}

/**
 * Full text on FTS5: reading and writing in worker threads, so that the main thread never waits for
 * SQLite's search.
 */
export function openSearch(path: string): Search & { close: () => Promise<void> } {
  let open = new OpenIndex(path);
  return {
    index: (documents) => open.writes.add(documents),
    remove: (itemIds) => open.writes.remove(itemIds),
    query: (query) => open.reader.ask<SearchResult>('query', query),
    help: (query) => open.reader.ask<SearchHelp>('help', query),
    suggest: (prefix, limit) => open.reader.ask<string[]>('suggest', prefix, limit),
    state: async () => stateOf(path),
    entries: () => entriesOf(path),
    rebuild: async (documents) => {
      const fresh = `${path}.new`;
      await buildIndex(fresh, documents);
      const old = open;
      // Its writer empties the log into the file and lets go before the name changes hands; readers
      // answer what they were asked.
      await old.writes.idle();
      await old.writer.close();
      await rename(fresh, path);
      await Promise.all(['-wal', '-shm'].map((ending) => rm(`${path}${ending}`, { force: true })));
      open = new OpenIndex(path);
      await old.close();
    },
    close: () => open.close(),
  };
}
