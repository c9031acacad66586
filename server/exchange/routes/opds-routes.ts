import { Router, type Request, type Response } from 'express';
import { createHash } from 'node:crypto';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { parseRange } from '#server/http/send-file.ts';
import { sendCachedText, sendText } from '#server/http/send-page.ts';
import { opdsPath, recordAddresses } from '#web/paths/exchange.ts';
import { homePath } from '#web/paths/site.ts';
import {
  readListFeed,
  readPublication,
  readPublications,
  readRootFeed,
  type OpdsDeps,
} from '../actions/read-opds.ts';
import { repositoryNamespace } from '../actions/repository-facts.ts';
import { opdsSearchDescription } from '../open-search.ts';
import { introductionPage } from '../opds/introduction.ts';
import {
  COLLECTIONS,
  OPDS_FACETS,
  OPDS_LISTS,
  SEARCH_PATH,
  type OpdsAddress,
  type OpdsListName,
  type OpdsSource,
} from '../opds/opds-address.ts';
import type { OpdsCatalogue, OpdsFeed, OpdsPublication } from '../opds/opds-feed.ts';
import { opds1Entry, opds1Feed } from '../opds/opds1.ts';
import { opds2Feed, opds2Publication } from '../opds/opds2.ts';
import { OPDS1_TYPES, OPDS2_TYPES } from '../opds/opds-types.ts';

/** A question longer than this is none. */
const MOST_LETTERS = 1_000;
/** No code is longer, and each stands in many links of the answer. */
const MOST_CODE_LETTERS = 100;

/** How one version of the standard writes what the catalogue holds. */
interface Version {
  readonly path: string;
  readonly feed: (
    catalogue: OpdsCatalogue,
    feed: OpdsFeed,
  ) => readonly [type: string, text: string];
  readonly publication: (
    catalogue: OpdsCatalogue,
    publication: OpdsPublication,
  ) => readonly [type: string, text: string];
}

const VERSIONS: readonly Version[] = [
  // The longer path first: it lies below the other.
  {
    path: opdsPath(2),
    feed: (catalogue, feed) => [OPDS2_TYPES.feed, JSON.stringify(opds2Feed(catalogue, feed))],
    publication: (catalogue, publication) => [
      OPDS2_TYPES.publication,
      JSON.stringify(opds2Publication(catalogue, publication)),
    ],
  },
  {
    path: opdsPath(1),
    feed: (catalogue, feed) => [OPDS1_TYPES[feed.kind], opds1Feed(catalogue, feed)],
    publication: (catalogue, publication) => [
      OPDS1_TYPES.entry,
      opds1Entry(catalogue, publication),
    ],
  },
];

const isList = (name: string): name is OpdsListName => OPDS_LISTS.some(([list]) => list === name);

/** A list or the collections. Throws `page-not-found`. */
function listNamed(name: string): OpdsListName | typeof COLLECTIONS {
  if (name === COLLECTIONS || isList(name)) return name;
  throw new AppError('page-not-found');
}

const AFTER = 'sau';
/** The parameters that a feed is made from. */
const FEED_PARAMS: readonly string[] = [AFTER, ...OPDS_FACETS.map(([, key]) => key)];

const addressFrom = (req: Request, source: OpdsSource): OpdsAddress => ({
  source,
  chosen: Object.fromEntries(
    OPDS_FACETS.flatMap(([facet, key]) => {
      const value = param(req.query[key]);
      if (value.length > MOST_CODE_LETTERS) throw new AppError('page-not-found');
      return value === '' ? [] : [[facet, value]];
    }),
  ),
  after: param(req.query[AFTER]) || null,
});

async function opdsDeps(deps: AppDeps, req: Request): Promise<OpdsDeps> {
  const namespace = await repositoryNamespace(deps.storage, deps.config);
  return {
    catalog: deps.storage.catalog,
    search: deps.storage.search,
    now: deps.now,
    addressesOf: recordAddresses(baseUrl(deps, req), namespace),
  };
}

const catalogueOf = (deps: AppDeps, req: Request, { path }: Version): OpdsCatalogue => ({
  root: `${baseUrl(deps, req)}${path}`,
  introductions: `${baseUrl(deps, req)}${opdsPath(1)}`,
  name: deps.config.SHELF_NAME,
  author: deps.config.SHELF_UNIT,
  home: `${baseUrl(deps, req)}${homePath()}`,
});

/**
 * An introduction as programs download files: whole or a range of it.
 */
async function sendIntroduction(
  deps: AppDeps,
  req: Request,
  res: Response,
  itemId: string,
): Promise<void> {
  const page = introductionPage(await readPublication(await opdsDeps(deps, req), itemId));
  const body = Buffer.from(page);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 24)}"`;
  res.setHeader('ETag', etag);
  res.setHeader('Cache-Control', 'no-cache');
  res.setHeader('Accept-Ranges', 'bytes');
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  if (req.headers['if-none-match'] === etag) return void res.status(304).end();
  const range = parseRange(req.headers.range, body.length);
  if (range === 'unsatisfiable') {
    res.setHeader('Content-Range', `bytes */${body.length}`);
    return void res.status(416).end();
  }
  const { start, end } = range ?? { start: 0, end: body.length - 1 };
  if (range !== null)
    res.status(206).setHeader('Content-Range', `bytes ${start}-${end}/${body.length}`);
  const part = body.subarray(start, end + 1);
  res.setHeader('Content-Length', part.length);
  return void res.end(req.method === 'HEAD' ? undefined : part);
}

/** One version of the catalogue, below its own address. */
function versionRoutes(deps: AppDeps, version: Version): Router {
  const { router, get } = createRoutes();
  const { SHELF_NAME: shelf } = deps.config;
  const send = async (
    req: Request,
    res: Response,
    read: (opds: OpdsDeps) => Promise<OpdsFeed>,
  ): Promise<void> => {
    const feed = await read(await opdsDeps(deps, req));
    const [type, text] = version.feed(catalogueOf(deps, req, version), feed);
    if (feed.lasting) await sendCachedText(deps, req, res, { type, text, reads: FEED_PARAMS });
    else await sendText(req, res, 200, type, text);
  };
  const page = (req: Request, res: Response, source: OpdsSource): Promise<void> =>
    send(req, res, (opds) => readPublications(opds, addressFrom(req, source)));

  get('/', (req, res) => send(req, res, (opds) => readRootFeed(opds, shelf)));
  get('/tat-ca', (req, res) => page(req, res, { of: 'all' }));
  get('/moi', (req, res) => page(req, res, { of: 'newest' }));
  get('/tim', (req, res) =>
    page(req, res, {
      of: 'search',
      words: (param(req.query['query']) || param(req.query['q'])).slice(0, MOST_LETTERS),
    }),
  );
  get('/tim.xml', (req, res) =>
    sendText(
      req,
      res,
      200,
      'application/opensearchdescription+xml; charset=utf-8',
      opdsSearchDescription(
        {
          search: `${catalogueOf(deps, req, version).root}${SEARCH_PATH}?query=`,
          suggest: `${baseUrl(deps, req)}/goi-y?dang=opensearch&q=`,
        },
        OPDS1_TYPES.acquisition,
        shelf,
      ),
    ),
  );
  get('/tai-lieu/:id', async (req, res, { id }) => {
    const publication = await readPublication(await opdsDeps(deps, req), id);
    const [type, text] = version.publication(catalogueOf(deps, req, version), publication);
    await sendCachedText(deps, req, res, { type, text, reads: [] });
  });
  get('/tai-lieu/:id/gioi-thieu.html', (req, res, { id }) => sendIntroduction(deps, req, res, id));
  get('/:list', (req, res, { list }) =>
    send(req, res, (opds) => readListFeed(opds, listNamed(list))),
  );
  get('/:list/:code', (req, res, { list, code }) => page(req, res, { of: listNamed(list), code }));
  return router;
}

/** OPDS 1.2 and 2.0: the shelf as reading programs open it. */
export function opdsRoutes(deps: AppDeps): Router {
  const router = Router();
  for (const version of VERSIONS) router.use(version.path, versionRoutes(deps, version));
  return router;
}
