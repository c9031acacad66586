import { rename, rm } from 'node:fs/promises';
import type { Search, SearchState } from '#server/ports.ts';
import type { SearchDocument } from '#server/search/search-document.ts';
import { INDEX_FORM } from '#server/search/scoring/index-form.ts';
import { IndexQueue } from '#server/search/scoring/index-queue.ts';
import type { SearchHelp, SearchResult } from '#server/search/search-query.ts';
import type { Reading } from '#server/search/words/read-question.ts';
import { AskedThread } from '#storage/asked-thread.ts';
import { Database } from '../database.ts';
import {
  asIndexError,
  fileOf,
  beingBuilt,
  indexGone,
  isLost,
  isUnexplained,
  isWhole,
} from './index-faults.ts';
import { fileNumber, prepareIndex, removeIndexFiles, setAside } from './index-file.ts';
import type { WorkerSetup } from './search-worker.ts';

const READERS = 2;
/** Without work for so long the writer and all readers but one give their memory back. */
const QUIET_MS = 30_000;
/** Documents handed to the writer at a time while the index is built anew. */
const REBUILD_BATCH = 50;

const threadFor = (setup: WorkerSetup, quietMs?: number): AskedThread =>
  new AskedThread(import.meta.url, 'search-worker', setup, quietMs);

/** The threads that have one index file open. */
class OpenIndex {
  readonly writer: AskedThread;
  readonly writes: IndexQueue;
  readonly #readers: readonly AskedThread[];

  constructor(path: string) {
    this.writer = threadFor({ path, role: 'writer' }, QUIET_MS);
    const { writer } = this;
    this.writes = new IndexQueue({
      index: (documents) => writer.ask('index', documents),
      remove: (itemIds) => writer.ask('remove', itemIds),
      tidy: () => writer.ask<boolean>('tidy'),
    });
    this.#readers = Array.from({ length: READERS }, (_, n) =>
      threadFor({ path, role: 'reader' }, n === 0 ? undefined : QUIET_MS),
    );
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

async function buildIndex(path: string, documents: AsyncIterable<SearchDocument>): Promise<void> {
  removeIndexFiles(path);
  prepareIndex(path, () => true);
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
    await index.writer.ask('markWhole');
  } finally {
    await index.close();
  }
}

/** Opens the index for one look, on a connection of its own: no thread need run for that. */
function lookAt<T>(path: string, look: (db: Database) => T): T {
  const file = fileNumber(path);
  if (file === undefined) throw indexGone();
  try {
    const db = new Database(path, { readOnly: true });
    try {
      return look(db);
    } finally {
      db.close();
    }
  } catch (error) {
    throw asIndexError(error, file);
  }
}

const stateIn = (db: Database, mustHoldItems: () => boolean): SearchState => {
  const value = (key: string): number =>
    db.get<{ value: number }>('SELECT value FROM state WHERE key = ?', key)?.value ?? 0;
  const items = db.get<{ n: number }>('SELECT count(*) AS n FROM item WHERE removed = 0')?.n ?? 0;
  const whole = isWhole(db) && !(items === 0 && mustHoldItems());
  return {
    items,
    passages: value('passages'),
    stale: !whole || value('form') !== INDEX_FORM,
    whole,
  };
};

const entriesIn = (db: Database): { itemId: string; version: number }[] =>
  db
    .all<{ itemId: string; version: number }>(
      'SELECT item_id AS itemId, version FROM item WHERE removed = 0',
    )
    .map((row) => ({ ...row }));

/** A look over the whole file is not taken oftener than this, whatever readers ask. */
const LOOK_AGAIN_MS = 60_000;

export interface SearchSetup {
  /** Whether something is published that is not on its way into the index. */
  readonly mustHoldItems: () => boolean;
  /** Runs `work` while no other process of the shelf does. */
  readonly alone: (work: () => void) => void;
  /** Told when the index was begun anew and has to be built. */
  readonly onLost: () => Promise<void>;
}

/**
 * The index that is open. One that is gone or damaged is set aside under a dated name and begun
 * anew: who asked is told `search-unavailable`, and so is everybody until it is built.
 */
class ServedIndex {
  readonly #path: string;
  readonly #setup: SearchSetup;
  #open: OpenIndex;
  #recovering: Promise<void> | null = null;
  #lookedAt = -Infinity;

  constructor(path: string, setup: SearchSetup) {
    this.#path = path;
    this.#setup = setup;
    this.#open = new OpenIndex(path);
  }

  async ask<T>(work: (open: OpenIndex) => Promise<T> | T): Promise<T> {
    const asked = this.#open;
    try {
      return await work(asked);
    } catch (error) {
      if (isLost(error) || (isUnexplained(error) && !(await this.#isSoundNow())))
        await this.#beginAnew(asked, fileOf(error) ?? fileNumber(this.#path));
      throw error;
    }
  }

  /** Looks the whole file over in a thread; true while the last look is young. */
  async #isSoundNow(): Promise<boolean> {
    if (performance.now() - this.#lookedAt < LOOK_AGAIN_MS) return true;
    this.#lookedAt = performance.now();
    return this.isSound();
  }

  async isSound(): Promise<boolean> {
    const checker = threadFor({ path: this.#path, role: 'checker' });
    try {
      return await checker.ask<boolean>('isSound');
    } catch (error) {
      if (isLost(error)) return false;
      throw error;
    } finally {
      await checker.close();
    }
  }

  /** `file`: the number of the damaged one. */
  async #beginAnew(lost: OpenIndex, file: number | undefined): Promise<void> {
    if (this.#open !== lost) return;
    this.#recovering ??= this.#replaceLost(lost, file).finally(() => {
      this.#recovering = null;
    });
    await this.#recovering;
  }

  async #replaceLost(lost: OpenIndex, file: number | undefined): Promise<void> {
    this.#setup.alone(() => {
      // Another process may have been first.
      if (file !== undefined && fileNumber(this.#path) === file) setAside(this.#path, new Date());
      prepareIndex(this.#path, this.#setup.mustHoldItems);
    });
    this.#open = new OpenIndex(this.#path);
    await lost.close();
    await this.#setup.onLost();
  }

  async replaceBy(fresh: string): Promise<void> {
    const old = this.#open;
    // Its writer empties the log into the file and lets go before the name changes hands; readers
    // answer what they were asked.
    await old.writes.idle();
    await old.writer.close();
    await rename(fresh, this.#path);
    await Promise.all(
      ['-wal', '-shm'].map((ending) => rm(`${this.#path}${ending}`, { force: true })),
    );
    this.#open = new OpenIndex(this.#path);
    await old.close();
  }

  async close(): Promise<void> {
    await this.#recovering;
    await this.#open.close();
  }
}

/**
 * Full text on lists of postings in SQLite (decision 061): reading and writing in worker threads, so
 * that the main thread never waits for a search.
 */
export function openSearch(
  path: string,
  setup: SearchSetup,
): Search & { close: () => Promise<void> } {
  const index = new ServedIndex(path, setup);
  /** An index that holds nothing although it should has lost everything. */
  const found = async (open: OpenIndex, answer: SearchResult): Promise<SearchResult> => {
    if (
      answer.total === 0 &&
      setup.mustHoldItems() &&
      (await open.reader.ask<boolean>('holdsNothing'))
    )
      throw beingBuilt();
    return answer;
  };
  async function* entries(): AsyncIterable<{ itemId: string; version: number }> {
    yield* await index.ask(() => lookAt(path, entriesIn));
  }
  return {
    index: (documents) => index.ask(({ writes }) => writes.add(documents)),
    remove: (itemIds) => index.ask(({ writes }) => writes.remove(itemIds)),
    query: (query) =>
      index.ask(async (open) => found(open, await open.reader.ask<SearchResult>('query', query))),
    reading: (query) => index.ask(({ reader }) => reader.ask<Reading>('reading', query)),
    help: (query) => index.ask(({ reader }) => reader.ask<SearchHelp>('help', query)),
    suggest: (prefix, limit) =>
      index.ask(({ reader }) => reader.ask<string[]>('suggest', prefix, limit)),
    state: async () => {
      const look = () => index.ask(() => lookAt(path, (db) => stateIn(db, setup.mustHoldItems)));
      // One that is lost is begun anew: what stands there now is asked.
      return look().catch((error: unknown) => {
        if (isLost(error)) return look();
        throw error;
      });
    },
    entries: () => entries(),
    isSound: () => index.isSound(),
    rebuild: async (documents) => {
      const fresh = `${path}.new`;
      await buildIndex(fresh, documents);
      await index.replaceBy(fresh);
    },
    close: () => index.close(),
  };
}
