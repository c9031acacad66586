import { messages } from '#server/exchange/messages.ts';
import { Router, type ErrorRequestHandler, type Request, type Response } from 'express';
import { searchShelf, standingsFound } from '#server/search/actions/search-shelf.ts';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { AppError } from '#server/base/errors.ts';
import type { Item } from '#server/items/item.ts';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { readStanding } from '#server/laws/actions/read-standings.ts';
import { standingOn } from '#server/laws/standing.ts';
import { mayRead } from '#server/items/rights.ts';
import { SUBJECTS } from '#server/vocabulary/subject.ts';
import { subSubjectsOf } from '#server/vocabulary/sub-subject.ts';
import { isShown } from '#server/vocabulary/term.ts';
import { asReadersSee } from '#server/vocabulary/vocabulary.ts';
import { shownFacets } from '#server/search/shown-facets.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { errorFace } from '#server/http/error-face.tsx';
import { baseUrl } from '#server/http/frame.ts';
import { sendText } from '#server/http/send-page.ts';
import { knowVocabulary, vocabularyFor } from '#server/http/vocabulary.ts';
import { readSearchAddress } from '#server/search/routes/search-address.ts';
import { param, wholeNumber } from '#server/http/query.ts';
import { itemPath } from '#web/paths/reading.ts';
import { linkHeader, metadataLinks } from '../../signposting.ts';
import { openToEverySite } from '../open-to-every-site.ts';
import { openApi } from './openapi.ts';
import { apiHit, apiItem, apiPassage, apiStanding } from './present-api.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const DEFAULT_LIMIT = 20;
const MOST = 100;
const MOST_PASSAGES = 500;

const send = (req: Request, res: Response, body: unknown): Promise<void> =>
  sendText(req, res, 200, JSON_TYPE, JSON.stringify(body));

/** `limit` of the address. Throws `invalid-input`. */
function limitOf(req: Request, most = MOST): number {
  if (req.query['limit'] === undefined) return Math.min(DEFAULT_LIMIT, most);
  const limit = wholeNumber(req.query['limit'], 1, most);
  if (limit === null)
    throw new AppError('invalid-input', { fields: { limit: messages.wrongLimit(most) } });
  return limit;
}

function instantOf(value: string): string | null {
  if (value === '') return null;
  if (
    !/^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/u.test(value) ||
    Number.isNaN(Date.parse(value))
  ) {
    throw new AppError('invalid-input', {
      fields: { updatedSince: messages.wrongMoment },
    });
  }
  return new Date(value).toISOString();
}

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

/** Searching as readers do. */
function searchApi(deps: AppDeps): Router {
  const { catalog, search } = deps.storage;
  const router = Router();
  router.get('/v1/search', async (req, res) => {
    const started = performance.now();
    const query = readSearchAddress(
      { ...req.query, sau: req.query['after'] ?? req.query['sau'] },
      limitOf(req),
      param(req.query['collapse']) === 'yes',
    );
    const found = await searchShelf({ catalog, search }, query);
    const standings = await standingsFound(deps, found);
    await send(req, res, {
      query: query.text,
      total: found.total,
      totalPassages: found.totalPassages,
      took: Math.round(performance.now() - started),
      items: found.items.map((one) =>
        apiHit(
          { ...one, item: asReadersSee(one.item, vocabularyFor(req)) },
          baseUrl(deps, req),
          query.text,
          standings,
        ),
      ),
      facets: shownFacets(found.facets, vocabularyFor(req)),
      next: found.next,
      partial: found.partial,
      cut: found.cut,
    });
  });

  return router;
}

/** Records and the passages of their texts. */
function itemApi(deps: AppDeps): Router {
  const { catalog } = deps.storage;
  const router = Router();
  router.get('/v1/items', async (req, res) => {
    const page = await catalog.listItems({
      states: ['published'],
      unitId: null,
      lawKey: null,
      updatedSince: instantOf(param(req.query['updatedSince'])),
      order: 'updated',
      limit: limitOf(req),
      after: param(req.query['after']) || null,
    });
    await send(req, res, { items: await presented(deps, req, page.rows), next: page.next });
  });

  router.get('/v1/items/:id', async (req, res) => {
    const item = await published(deps, req.params.id);
    const address = `${baseUrl(deps, req)}${itemPath(item.id)}`;
    res.setHeader('Link', linkHeader(metadataLinks(address), null));
    await send(req, res, (await presented(deps, req, [item]))[0]);
  });

  router.get('/v1/items/:id/passages', async (req, res) => {
    const item = await published(deps, req.params.id);
    const limit = limitOf(req, MOST_PASSAGES);
    const after = param(req.query['after']);
    const [attachmentId, ordinal] =
      after === '' ? [] : (readCursor(after, ['string', 'number']) as [string, number]);
    const passages = !mayRead(item.rights.kind)
      ? []
      : await catalog.listPassages(
          item.id,
          attachmentId === undefined ? null : { attachmentId, ordinal: ordinal! },
          limit + 1,
        );
    const last = passages[limit - 1];
    await send(req, res, {
      standing: apiStanding(await readStanding(deps, item)),
      passages: passages.slice(0, limit).map(apiPassage(item, baseUrl(deps, req))),
      next: passages.length > limit && last ? writeCursor([last.attachmentId, last.ordinal]) : null,
    });
  });

  return router;
}

/** What records choose from. */
function vocabularyApi({ storage: { catalog } }: AppDeps): Router {
  const router = Router();
  router.get('/v1/subjects', async (req, res) => {
    const { parts } = vocabularyFor(req);
    await send(req, res, {
      subjects: SUBJECTS.map((subject) => ({
        ...subject,
        parts: subSubjectsOf(parts, subject.code).map(({ id, value }) => ({
          code: id,
          label: value.name,
        })),
      })),
    });
  });
  router.get('/v1/genres', (req, res) =>
    send(req, res, {
      genres: vocabularyFor(req)
        .genres.all.filter(isShown)
        .map(({ code, label, short, kind }) => ({ code, label, short, kind })),
    }),
  );
  router.get('/v1/audiences', (req, res) =>
    send(req, res, {
      audiences: vocabularyFor(req)
        .audiences.all.filter(isShown)
        .map(({ code, label }) => ({ code, label })),
    }),
  );
  router.get('/v1/units', async (req, res) =>
    send(req, res, {
      units: (await catalog.listUnits()).map(
        ({ id, code, name, kind, parentId, validFrom, validTo }) => ({
          id,
          code,
          name,
          kind,
          parentId,
          validFrom,
          validTo,
        }),
      ),
    }),
  );
  return router;
}

/** JSON API v1: read-only, no account, open to every origin (docs/api.md). */
export function apiRoutes(deps: AppDeps): Router {
  const router = Router();
  router.use((_req, res, next) => {
    openToEverySite(res);
    next();
  });
  router.options('/{*any}', (_req, res) => {
    res.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, OPTIONS');
    res.setHeader('Access-Control-Allow-Headers', 'If-None-Match');
    res.status(204).end();
  });

  router.use(knowVocabulary(deps));
  router.use(searchApi(deps), itemApi(deps), vocabularyApi(deps));
  router.get('/v1/openapi.json', (req, res) => send(req, res, openApi(baseUrl(deps, req))));

  router.use((req) => {
    throw new AppError(
      req.method === 'GET' || req.method === 'HEAD' ? 'page-not-found' : 'method-not-allowed',
    );
  });
  // The prefix is cut off here: say where the request came to.
  router.use(((error, req, res, next) =>
    errorFace(deps)(
      error,
      Object.assign(req, { url: req.originalUrl }),
      res,
      next,
    )) as ErrorRequestHandler);
  return router;
}
