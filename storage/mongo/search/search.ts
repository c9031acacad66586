import type { Client } from '@elastic/elasticsearch';
import { AppError } from '#server/base/errors.ts';
import type { Search, SearchState } from '#server/ports.ts';
import type { SearchDocument } from '#server/search/search-document.ts';
import { IndexQueue } from '#server/search/scoring/index-queue.ts';
import type { SearchHelp, SearchResult } from '#server/search/search-query.ts';
import { AskedThread } from '#storage/asked-thread.ts';
import { Circuit } from './circuit.ts';
import type { ReaderSetup } from './reader-worker.ts';
import { asSearchError, isDown, SearchIndexes } from './search-index.ts';
import { IndexWriter } from './search-writer.ts';

export interface SearchSetup extends ReaderSetup {
  /**
   * Whether something is published, so that an index whose server lost it is known for what it is.
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

/** An empty index is stale when something is published: its server lost what it held. */
async function stateOf(
  reader: AskedThread,
  mustHoldItems: SearchSetup['mustHoldItems'],
): Promise<SearchState> {
  const state = await reader.ask<SearchState>('state');
  return state.items === 0 && !state.stale ? { ...state, stale: await mustHoldItems() } : state;
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

/**
 * Full text on Elasticsearch. Tokens, scores, order, facets and help are the domain's, as in the
 * embedded form; they run in a thread of their own, because a word of tens of thousands of items
 * takes a fifth of a second to count (docs/storage.md).
 */
export function openSearch(
  client: Client,
  { mustHoldItems, ...setup }: SearchSetup,
): Search & { close: () => Promise<void> } {
  const indexes = new SearchIndexes(client, setup.shelf);
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
  async function* entries(): AsyncIterable<{ itemId: string; version: number }> {
    yield* await asked(() => reader.ask<{ itemId: string; version: number }[]>('entries'));
  }
  return {
    index: (documents) => changed(() => writes.add(documents)),
    remove: (itemIds) => changed(() => writes.remove(itemIds)),
    query: (query) => asked(() => reader.ask<SearchResult>('query', query)),
    help: (query) => asked(() => reader.ask<SearchHelp>('help', query)),
    suggest: (prefix, limit) => asked(() => reader.ask<string[]>('suggest', prefix, limit)),
    entries: () => entries(),
    state: () => asked(() => stateOf(reader, mustHoldItems)),
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
