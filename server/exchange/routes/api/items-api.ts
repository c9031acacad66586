import { Router, type Request, type Response } from 'express';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { AppError } from '#server/base/errors.ts';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { changedRecords } from '#server/exchange/actions/changed-records.ts';
import { linkHeader, metadataLinks } from '#server/exchange/signposting.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import type { Item } from '#server/items/item.ts';
import { mayRead } from '#server/items/rights.ts';
import { readStanding } from '#server/laws/actions/read-standings.ts';
import { standingOn } from '#server/laws/standing.ts';
import { asReadersSee } from '#server/vocabulary/vocabulary.ts';
import { itemPath } from '#web/paths/reading.ts';
import { limitOf, sendJson, sinceOf } from './asking.ts';
import { exportItems } from './export-items.ts';
import { apiItem, apiPassage, apiStanding } from './present-api.ts';

const MOST_PASSAGES = 500;

/** Throws `item-not-found` for what readers do not see. */
async function published({ storage: { catalog } }: AppDeps, id: string): Promise<Item> {
  const item = await catalog.findItem(id);
  if (item?.state !== 'published') throw new AppError('item-not-found', { itemId: id });
  return item;
}

/** Records with the state that each cited law has today. */
async function presented(deps: AppDeps, req: Request, items: readonly Item[]) {
  const laws = await deps.storage.catalog.findLaws([
    ...new Set(items.flatMap((item) => item.lawRefs.map((r) => lawNumberKey(r.number)))),
  ]);
  const byKey = new Map(laws.map((law) => [law.key, law]));
  const day = dayInVietnam(deps.now());
  return items.map((item) =>
    apiItem(
      asReadersSee(item, vocabularyFor(req)),
      baseUrl(deps, req),
      byKey,
      standingOn(item, laws, day),
    ),
  );
}

/** All records by their last save, or with `updatedSince` what became of them since. */
async function sendItems(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { catalog } = deps.storage;
  const since = sinceOf(param(req.query['updatedSince']));
  const [limit, after] = [limitOf(req), param(req.query['after']) || null];
  if (since !== null) {
    const changes = await changedRecords(
      { catalog, steadyNow: deps.steadyNow },
      { since, after, limit },
    );
    return sendJson(req, res, {
      items: await presented(deps, req, changes.items),
      deleted: changes.deleted,
      until: changes.until,
      next: changes.next,
    });
  }
  const page = await catalog.listItems({
    states: ['published'],
    unitId: null,
    lawKey: null,
    updatedSince: null,
    order: 'updated',
    limit,
    after,
  });
  return sendJson(req, res, { items: await presented(deps, req, page.rows), next: page.next });
}

async function sendPassages(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const item = await published(deps, id);
  const limit = limitOf(req, MOST_PASSAGES);
  const after = param(req.query['after']);
  const [attachmentId, ordinal] =
    after === '' ? [] : (readCursor(after, ['string', 'number']) as [string, number]);
  const passages = !mayRead(item.rights.kind)
    ? []
    : await deps.storage.catalog.listPassages(
        item.id,
        attachmentId === undefined ? null : { attachmentId, ordinal: ordinal! },
        limit + 1,
      );
  const last = passages[limit - 1];
  await sendJson(req, res, {
    standing: apiStanding(await readStanding(deps, item)),
    passages: passages.slice(0, limit).map(apiPassage(item, baseUrl(deps, req))),
    next: passages.length > limit && last ? writeCursor([last.attachmentId, last.ordinal]) : null,
  });
}

/** Records and the passages of their texts. */
export function itemsApi(deps: AppDeps): Router {
  const router = Router();
  const present = (req: Request, items: readonly Item[]) => presented(deps, req, items);
  router.get('/v1/items', (req, res) => sendItems(deps, req, res));
  // Before the record: its id would catch the name.
  router.get('/v1/items.ndjson', exportItems(deps, present));
  router.get('/v1/items/:id', async (req, res) => {
    const item = await published(deps, req.params.id);
    const address = `${baseUrl(deps, req)}${itemPath(item.id)}`;
    res.setHeader('Link', linkHeader(metadataLinks(address), null));
    await sendJson(req, res, (await presented(deps, req, [item]))[0]);
  });
  router.get('/v1/items/:id/passages', (req, res) => sendPassages(deps, req, res, req.params.id));
  return router;
}
