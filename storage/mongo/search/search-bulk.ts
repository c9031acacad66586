import { setTimeout as sleep } from 'node:timers/promises';
import { errors, type Client } from '@elastic/elasticsearch';
import { EngineFault, IndexGone, isIndexGone, SearchIndexes } from './search-index.ts';

/** The state of a document that a write is based on: another write since then refuses it. */
export interface DocVersion {
  readonly seqNo: number;
  readonly term: number;
}

export type Operation =
  | {
      readonly kind: 'index';
      readonly id: string;
      readonly source: object;
      readonly basedOn?: DocVersion | undefined;
    }
  | { readonly kind: 'create'; readonly id: string; readonly source: object }
  | { readonly kind: 'delete'; readonly id: string };

/** Somebody else wrote the same document meanwhile. */
export class WriteConflict extends Error {}

/**
 * A request's size: large enough to be worth its way, small enough for any server's limit and for
 * this process' memory, which holds it as lines, as one text and as bytes. Three times as much costs
 * the same time and 15 MB more.
 */
const REQUEST_CHARACTERS = 1_000_000;
const MOST_ATTEMPTS = 7;
const FIRST_PAUSE_MS = 100;

const linesOf = (op: Operation): string[] => {
  const version =
    op.kind === 'index' && op.basedOn
      ? { if_seq_no: op.basedOn.seqNo, if_primary_term: op.basedOn.term }
      : {};
  const action = JSON.stringify({ [op.kind]: { _id: op.id, ...version } });
  return op.kind === 'delete' ? [action] : [action, JSON.stringify(op.source)];
};

/** The server has too much to do: it will take the same later. */
const isBusy = (status: number): boolean => status === 429 || status === 503;

interface Outcome {
  readonly status: number;
  readonly _seq_no?: number;
  readonly _primary_term?: number;
  readonly error?: { readonly type: string; readonly reason?: string | null };
}

/** Sends one request; gives back the operations the server was too busy for. */
async function send(
  client: Client,
  index: string,
  batch: readonly { op: Operation; lines: readonly string[] }[],
  versions: Map<string, DocVersion>,
): Promise<typeof batch> {
  const operations = batch.flatMap(({ lines }) => lines);
  const response = await client
    .bulk({ index: SearchIndexes.writeName(index), require_alias: true, operations })
    .catch((error: unknown) => {
      if (error instanceof errors.ResponseError && isBusy(error.statusCode ?? 0)) return null;
      throw isIndexGone(error) ? new IndexGone() : error;
    });
  if (response === null) return batch;
  return batch.filter(({ op }, i) => {
    const result = Object.values(response.items[i]!)[0] as Outcome;
    if (result.error === undefined) {
      versions.set(op.id, { seqNo: result._seq_no!, term: result._primary_term! });
      return false;
    }
    if (isBusy(result.status)) return true;
    if (result.status === 409) throw new WriteConflict(`${op.id}: ${result.error.reason}`);
    if (result.error.type === 'index_not_found_exception') throw new IndexGone();
    throw new EngineFault(`${op.id}: ${result.error.type}: ${result.error.reason}`);
  });
}

/** Sends until the server has taken all; waits longer each time it is too busy. */
async function sendAll(
  client: Client,
  index: string,
  batch: readonly { op: Operation; lines: readonly string[] }[],
  versions: Map<string, DocVersion>,
): Promise<void> {
  let left = batch;
  for (let attempt = 1; left.length > 0; attempt++) {
    left = await send(client, index, left, versions);
    if (left.length === 0) return;
    if (attempt === MOST_ATTEMPTS)
      throw new errors.TimeoutError(`Elasticsearch was too busy for ${left.length} operations`);
    await sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1));
  }
}

/**
 * Writes operations in order, one request after the other: a server that is slow slows this down
 * and nothing piles up. Gives the version of each document written. Throws {@link WriteConflict}
 * and {@link IndexGone}.
 */
export async function writeBulk(
  client: Client,
  index: string,
  operations: Iterable<Operation>,
): Promise<ReadonlyMap<string, DocVersion>> {
  const versions = new Map<string, DocVersion>();
  let batch: { op: Operation; lines: readonly string[] }[] = [];
  let size = 0;
  for (const op of operations) {
    const lines = linesOf(op);
    const length = lines.reduce((sum, line) => sum + line.length, 0);
    if (size > 0 && size + length > REQUEST_CHARACTERS) {
      await sendAll(client, index, batch, versions);
      batch = [];
      size = 0;
    }
    batch.push({ op, lines });
    size += length;
  }
  await sendAll(client, index, batch, versions);
  return versions;
}
