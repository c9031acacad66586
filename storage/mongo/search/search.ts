import type { Client } from '@elastic/elasticsearch';
import { AppError } from '#server/base/errors.ts';
import type { Search, SearchState } from '#server/ports.ts';
import type { SearchDocument } from '#server/search/search-document.ts';
import { IndexQueue } from '#server/search/scoring/index-queue.ts';
import type { SearchHelp, SearchQuery, SearchResult } from '#server/search/search-query.ts';
import type { Reading } from '#server/search/words/read-question.ts';
import { AskedThread } from '#storage/asked-thread.ts';
import { Circuit } from './circuit.ts';
import type { ReaderSetup } from './reader-worker.ts';
import {
  asSearchError,
  beingBuilt,
  isDown,
  isPartial,
  SearchIndexes,
  type IndexState,
} from './search-index.ts';
import { IndexWriter } from './search-writer.ts';

export interface SearchSetup extends ReaderSetup {
  /**
   * Whether something is published that is not on its way into the index: one whose server lost it
   * is known for what it is.
   */
  readonly mustHoldItems: () => Promise<boolean>;
}

/** Fills the fresh index while the old one serves, then puts it in its place. */
async function fillAndReplace(
  indexes: SearchIndexes,
  writer: IndexWriter,
  fresh: string,
  documents: AsyncIterable<SearchDocument>,
): Promise<void> {
  try {
    await writer.fill(fresh, documents);
    await indexes.replaceBy(fresh);
  } catch (error) {
    // Nobody reads it; a server that is gone keeps it until the next rebuild.
    await indexes.drop(fresh).catch(() => undefined);
    throw error;
  }
}

/** Asks the server unless it is left alone; its errors become those of the error table. */
function circuitOfSearch(): <T>(work: () => Promise<T>) => Promise<T> {
  const circuit = new Circuit({
    isDown,
    refuse: () => new AppError('search-unavailable', { reason: 'left-alone' }),
  });
  return (work) =>
    circuit.run(async () => {
      try {
        return await work();
      } catch (error) {
        throw asSearchError(error);
      }
    });
}

interface Asking {
  readonly asked: <T>(work: () => Promise<T>) => Promise<T>;
  readonly reader: AskedThread;
  readonly mustHoldItems: SearchSetup['mustHoldItems'];
  readonly markWhole: () => Promise<void>;
}

/** Asks the thread that reads; an index that cannot hold what it should is never asked. */
function asking({
  asked,
  reader,
  mustHoldItems,
  markWhole,
}: Asking): Pick<Search, 'query' | 'reading' | 'help' | 'suggest' | 'state'> {
  const ask = <T>(method: string, ...args: readonly unknown[]): Promise<T> =>
    asked(async () => {
      try {
        return await reader.ask<T>(method, ...args);
      } catch (error) {
        // A reader made it first: it is whole when nothing need be in it.
        if (!isPartial(error) || (await mustHoldItems())) throw error;
        await markWhole();
        return reader.ask<T>(method, ...args);
      }
    });
  const state = async (): Promise<SearchState> => {
    const { items, passages, old, fitness } = await ask<IndexState>('state');
    const missing = items === 0 || fitness === 'partial' ? await mustHoldItems() : false;
    if (fitness === 'partial' && !missing) await asked(markWhole);
    const whole = fitness !== 'foreign' && !missing;
    return { items, passages, stale: old || !whole, whole };
  };
  const query = async (of: SearchQuery): Promise<SearchResult> => {
    const answer = await ask<SearchResult>('query', of);
    // Nothing found: it may have lost what it held since it was looked at last.
    if (answer.total === 0 && (await mustHoldItems()) && !(await state()).whole)
      throw beingBuilt('partial');
    return answer;
  };
  return {
    query,
    reading: (of) => ask<Reading>('reading', of),
    help: (of) => ask<SearchHelp>('help', of),
    suggest: (prefix, limit) => ask<string[]>('suggest', prefix, limit),
    state,
  };
}

/**
 * Full text on Elasticsearch. Tokens, scores, order, facets and help are the domain's, as in the
 * embedded form; they run in a thread of their own, because a word of tens of thousands of items
 * takes a fifth of a second to count (docs/storage.md).
 */
export function openSearch(
  client: Client,
  { mustHoldItems, ...setup }: SearchSetup,
): Search & { close: () => Promise<void> } {
  const indexes = new SearchIndexes(client, setup.shelf, async () => !(await mustHoldItems()));
  const writer = new IndexWriter(client, indexes);
  const reader = new AskedThread(import.meta.url, 'reader-worker', setup);
  const writes = new IndexQueue({
    index: (documents) => writer.index(documents),
    remove: (itemIds) => writer.remove(itemIds),
    tidy: async () => false,
  });
  const asked = circuitOfSearch();
  /** A thread that does not run, or has just died, knows nothing that could be old. */
  const tell = (what: 'touch' | 'forget'): void => {
    if (reader.started) void reader.ask(what).catch(() => undefined);
  };
  const changed = <T>(work: () => Promise<T>): Promise<T> =>
    asked(async () => {
      try {
        return await work();
      } finally {
        tell('touch');
      }
    });
  const reads = asking({
    asked,
    reader,
    mustHoldItems,
    markWhole: () => indexes.markWhole(),
  });
  async function* entries(): AsyncIterable<{ itemId: string; version: number }> {
    yield* await asked(() => reader.ask<{ itemId: string; version: number }[]>('entries'));
  }
  return {
    index: (documents) => changed(() => writes.add(documents)),
    remove: (itemIds) => changed(() => writes.remove(itemIds)),
    ...reads,
    // The server looks after its own files.
    isSound: async () => true,
    entries: () => entries(),
    rebuild: (documents) =>
      changed(async () => {
        await indexes.dropOthers();
        const fresh = await indexes.createFresh();
        try {
          await fillAndReplace(indexes, writer, fresh, documents);
        } finally {
          tell('forget');
        }
      }),
    close: async () => {
      await writes.idle();
      await reader.close();
    },
  };
}
