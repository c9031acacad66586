import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Request, RequestHandler } from 'express';
import { AppError } from '#server/base/errors.ts';
import { changedRecords, type Changes } from '#server/exchange/actions/changed-records.ts';
import { cleanValue } from '#server/exchange/clean-line.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { param } from '#server/http/query.ts';
import { unlessGone } from '#server/http/send-file.ts';
import type { Item } from '#server/items/item.ts';
import { sinceOf } from './asking.ts';
import { clientOf } from './request-limit.ts';

/** Records read at once: what an export holds in memory, however many there are. */
const BATCH = 100;
/** Exports that one process serves at a time; each holds a connection as long as its reader likes. */
const MOST_AT_ONCE = 8;
const RETRY_SECONDS = 60;
/** A client that takes nothing for so long has gone, whatever its line says. */
const IDLE_MS = 120_000;

/** Items as the API tells them, in their order. */
type Present = (req: Request, items: readonly Item[]) => Promise<readonly object[]>;

const line = (told: object): string => `${JSON.stringify(told, cleanValue)}\n`;

/** Lines of all pages of a walk, the first of which is read already. */
async function* linesOf(
  first: Changes,
  more: (after: string) => Promise<Changes>,
  present: (items: readonly Item[]) => Promise<readonly object[]>,
): AsyncIterable<string> {
  for (let page = first; ; page = await more(page.next)) {
    const records = await present(page.items);
    const text = [
      ...records.map(line),
      ...page.deleted.map((tombstone) => line({ ...tombstone, deleted: true })),
    ].join('');
    if (text !== '') yield text;
    if (page.next === null) return;
  }
}

/**
 * All records, or what became of them since an instant, one a line (NDJSON), each line JSON by
 * itself: a record as `/items/{id}` gives it, or `{ id, deletedAt, deleted: true }`. The client
 * reads as fast as it likes: pages are read from the catalogue when it has taken the one before.
 * Throws `key-needed` and, while too many read, `too-many-requests`.
 */
export function exportItems(deps: AppDeps, present: Present): RequestHandler {
  let running = 0;
  const { catalog } = deps.storage;
  return async (req, res) => {
    if (clientOf(res) === null) {
      res.setHeader('WWW-Authenticate', 'Bearer');
      throw new AppError('key-needed');
    }
    const since = sinceOf(param(req.query['updatedSince']));
    const read = (after: string | null): Promise<Changes> =>
      changedRecords({ catalog, steadyNow: deps.steadyNow }, { since, after, limit: BATCH });
    if (running >= MOST_AT_ONCE) {
      res.setHeader('Retry-After', RETRY_SECONDS);
      throw new AppError('too-many-requests');
    }
    running++;
    try {
      const first = await read(null);
      const zipped = /\bgzip\b/u.test(String(req.headers['accept-encoding'] ?? ''));
      res.setHeader('Content-Type', 'application/x-ndjson; charset=utf-8');
      res.setHeader('Cache-Control', 'no-store');
      res.setHeader('X-Updated-Until', first.until);
      res.vary('Accept-Encoding');
      if (zipped) res.setHeader('Content-Encoding', 'gzip');
      if (req.method === 'HEAD') return void res.end();
      res.setTimeout(IDLE_MS, () => res.destroy());
      const lines = Readable.from(linesOf(first, read, (items) => present(req, items)));
      await unlessGone(zipped ? pipeline(lines, createGzip(), res) : pipeline(lines, res));
    } finally {
      running--;
    }
  };
}
