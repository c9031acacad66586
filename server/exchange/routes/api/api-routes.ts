import { Router, type ErrorRequestHandler } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { errorFace } from '#server/http/error-face.tsx';
import { baseUrl } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { knowVocabulary, vocabularyFor } from '#server/http/vocabulary.ts';
import { searchShelf, standingsFound } from '#server/search/actions/search-shelf.ts';
import { readSearchAddress } from '#server/search/routes/search-address.ts';
import { shownFacets } from '#server/search/shown-facets.ts';
import { SUBJECTS } from '#server/vocabulary/subject.ts';
import { subSubjectsOf } from '#server/vocabulary/sub-subject.ts';
import { isShown } from '#server/vocabulary/term.ts';
import { asReadersSee } from '#server/vocabulary/vocabulary.ts';
import { openToEverySite } from '../open-to-every-site.ts';
import { limitOf, sendJson } from './asking.ts';
import { itemsApi } from './items-api.ts';
import { openApi } from './openapi.ts';
import { apiHit } from './present-api.ts';
import { requestLimit } from './request-limit.ts';

/** What scripts of other sites may read of an answer's head. */
const EXPOSED = 'ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Updated-Until';

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
    const found = await searchShelf(
      { catalog, search, readWords: () => catalog.listAuthority('word') },
      query,
    );
    const standings = await standingsFound(deps, found);
    await sendJson(req, res, {
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

/** What records choose from. */
function vocabularyApi({ storage: { catalog } }: AppDeps): Router {
  const router = Router();
  router.get('/v1/subjects', async (req, res) => {
    const { parts } = vocabularyFor(req);
    await sendJson(req, res, {
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
    sendJson(req, res, {
      genres: vocabularyFor(req)
        .genres.all.filter(isShown)
        .map(({ code, label, short, kind }) => ({ code, label, short, kind })),
    }),
  );
  router.get('/v1/audiences', (req, res) =>
    sendJson(req, res, {
      audiences: vocabularyFor(req)
        .audiences.all.filter(isShown)
        .map(({ code, label }) => ({ code, label })),
    }),
  );
  router.get('/v1/units', async (req, res) =>
    sendJson(req, res, {
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

/**
 * JSON API v1: read-only, open to every origin, with a key or without within limits (docs/api.md).
 */
export function apiRoutes(deps: AppDeps): Router {
  const router = Router();
  router.use((_req, res, next) => {
    openToEverySite(res);
    res.setHeader('Access-Control-Expose-Headers', EXPOSED);
    next();
  });
  router.options('/{*any}', (_req, res) => {
    res.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, OPTIONS');
    res.setHeader('Access-Control-Allow-Headers', 'Authorization, If-None-Match');
    res.status(204).end();
  });

  router.use(requestLimit(deps), knowVocabulary(deps));
  router.use(searchApi(deps), itemsApi(deps), vocabularyApi(deps));
  router.get('/v1/openapi.json', (req, res) => sendJson(req, res, openApi(baseUrl(deps, req))));

  router.use((req, res) => {
    if (req.method === 'GET' || req.method === 'HEAD') throw new AppError('page-not-found');
    res.setHeader('Allow', 'GET, HEAD, OPTIONS');
    throw new AppError('method-not-allowed');
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
