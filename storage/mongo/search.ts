import { errors, type Client } from '@elastic/elasticsearch';
import { AppError } from '#server/domain/errors.ts';
import type { Search } from '#server/domain/ports.ts';
import { IndexQueue } from '#server/domain/search/index-queue.ts';
import { asSearchError, SearchIndexes } from './search-index.ts';
import { Circuit } from './circuit.ts';
import { IndexReader } from './search-reader.ts';
import { IndexWriter } from './search-writer.ts';

/** The server did not answer, or only that it cannot: not that a request was wrong. */
const isDown = (error: unknown): boolean =>
  error instanceof errors.ConnectionError || error instanceof errors.TimeoutError || error instanceof errors.NoLivingConnectionsError || (error instanceof errors.ResponseError && (error.statusCode ?? 0) >= 500);

/**
 * Full text on Elasticsearch. Tokens, scores, order, facets, help: the domain's, as for the embedded form. Source: SEARCH.md §3.
 * `mustHoldItems`: whether something is published, so that an index whose server lost it is known for what it is.
 */
export function openSearch(client: Client, shelf: string, mustHoldItems: () => Promise<boolean>): Search & { close: () => Promise<void> } {
  const indexes = new SearchIndexes(client, shelf);
  const writer = new IndexWriter(client, indexes);
  const reader = new IndexReader(client, indexes);
  const writes = new IndexQueue({ index: (documents) => writer.index(documents), remove: (itemIds) => writer.remove(itemIds), tidy: async () => false });
  const circuit = new Circuit({ isDown, refuse: () => new AppError('search-unavailable', { reason: 'left-alone' }) });
  const asked = async <T>(work: () => Promise<T>): Promise<T> => {
    try { return await circuit.run(work); } catch (error) { throw asSearchError(error); }
  };
  /** A kept connection may have been closed by the other side just now: reading once more costs nothing. */
  const read = <T>(work: () => Promise<T>): Promise<T> => asked(() => work().catch((error: unknown) => {
    if (error instanceof errors.ConnectionError) return work();
    throw error;
  }));
  const changed = <T>(work: () => Promise<T>): Promise<T> => asked(async () => {
    try { return await work(); } finally { reader.touch(); }
  });
  async function* entries(): AsyncIterable<{ itemId: string; version: number }> {
    yield* await read(() => reader.entries());
  }
  return {
    index: (documents) => changed(() => writes.add(documents)),
    remove: (itemIds) => changed(() => writes.remove(itemIds)),
    query: (query) => read(() => reader.query(query)),
    help: (query) => read(() => reader.help(query)),
    suggest: (prefix, limit) => read(() => reader.suggest(prefix, limit)),
    entries: () => entries(),
    state: () => read(async () => {
      const state = await reader.state();
      return state.items === 0 && !state.stale ? { ...state, stale: await mustHoldItems() } : state;
    }),
    rebuild: (documents) => changed(async () => {
      await indexes.dropOthers();
      const fresh = await indexes.createFresh();
      try {
        await writer.fill(fresh, documents);
        await indexes.replaceBy(fresh);
      } catch (error) {
        // Nobody reads it; a server that is gone keeps it until the next rebuild.
        await indexes.drop(fresh).catch(() => undefined);
        throw error;
      }
    }),
    close: () => writes.idle(),
  };
}
