import { workerData } from 'node:worker_threads';
import { errors } from '@elastic/elasticsearch';
import { answerRequests, type Target } from '#storage/answer-requests.ts';
import { openClient } from './elastic-client.ts';
import { asSearchError, SearchIndexes } from './search-index.ts';
import { IndexReader } from './search-reader.ts';

export interface ReaderSetup {
  readonly url: string;
  readonly shelf: string;
}

const { url, shelf } = workerData as ReaderSetup;
const client = openClient(url);
// Only who knows the catalogue can tell that an empty index is whole.
const indexes = new SearchIndexes(client, shelf, async () => false);
const reader = new IndexReader(client, indexes);

/**
 * A pooled connection may have been closed by the other side just now: reading once more costs
 * nothing.
 */
const read =
  <Args extends unknown[], T>(work: (...args: Args) => Promise<T>) =>
  (...args: Args): Promise<T> =>
    work(...args).catch((error: unknown) => {
      if (error instanceof errors.ConnectionError) return work(...args);
      throw error;
    });

const target = {
  query: read(reader.query.bind(reader)),
  reading: read(reader.reading.bind(reader)),
  help: read(reader.help.bind(reader)),
  suggest: read(reader.suggest.bind(reader)),
  entries: read(reader.entries.bind(reader)),
  state: read(reader.state.bind(reader)),
  touch: () => reader.touch(),
  forget: () => indexes.forget(),
  close: () => client.close(),
};
answerRequests(() => target as unknown as Target, asSearchError);
