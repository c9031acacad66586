import { SHORT_SHELF_NAME } from '#server/base/shelf-name.ts';
import type { Request, Response, Router } from 'express';
import { isSubSubject, subSubjectsOf } from '#server/vocabulary/sub-subject.ts';
import { shownFacets } from '#server/search/shown-facets.ts';
import { listProcedures } from '#server/desk/actions/procedures.ts';
import { shownNews } from '#server/news/actions/shown-news.ts';
import { contactsOf, securityContact } from '../security-contact.ts';
import { openSearchDescription } from '../open-search.ts';
import { sitemap, sitemapIndex, SITEMAP_SIZE, type SitemapEntry } from '../sitemap.ts';
import {
  aboutPath,
  accessibilityPath,
  audiencePath,
  collectionPath,
  collectionsPath,
  contactPath,
  fixedPagePath,
  genrePath,
  helpPath,
  homePath,
  newestPath,
  securityContactPath,
  siteMapPath,
  subjectPath,
  subjectsPath,
  thisWeekPath,
  unitPath,
} from '#web/paths/site.ts';
import { procedurePath, proceduresPath } from '#web/paths/desk.ts';
import { weeklyPath } from '#web/paths/weekly.ts';
import { newsPath, newsPiecePath } from '#web/paths/news.ts';
import { answersPath, askPath } from '#web/paths/questions.ts';
import { itemPath } from '#web/paths/reading.ts';
import { openSearchPath } from '#web/paths/search.ts';
import { subscribePath } from '#web/paths/subscriptions.ts';
import { embedGuidePath, siteMapXmlPath } from '#web/paths/exchange.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl } from '#server/http/frame.ts';
import { sendText } from '#server/http/send-page.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { param } from '#server/http/query.ts';
import { browseQuery } from '#server/search/browse-query.ts';
import { shownPages } from '#server/site/routes/site-routes.tsx';
import { createRoutes } from '#server/http/routes.ts';

/** Older ones are found from the list. */
const MAPPED_NEWS = 1_000;
/** Drawn by the build (web/app-icons.ts). */
const ICONS = [
  ['icon-192', 192, 'any'],
  ['icon-512', 512, 'any'],
  ['icon-maskable-512', 512, 'maskable'],
] as const;
const XML = 'application/xml; charset=utf-8';

function absolute(deps: AppDeps, req: Request, path: string): string {
  return `${baseUrl(deps, req)}${path}`;
}

function sitemapPage(deps: AppDeps, after: string | null) {
  const { catalog } = deps.storage;
  return catalog.listItems({
    states: ['published'],
    unitId: null,
    lawKey: null,
    updatedSince: null,
    order: 'updated',
    limit: SITEMAP_SIZE,
    after,
  });
}

/** The index of site maps. */
async function sendSiteMap(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const files: SitemapEntry[] = [
    { address: absolute(deps, req, '/sitemap/trang.xml'), changedAt: null },
  ];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof sitemapPage>> = await sitemapPage(deps, after);
    if (page.rows.length > 0)
      files.push({
        address: absolute(
          deps,
          req,
          `/sitemap/tai-lieu.xml${after === null ? '' : `?sau=${after}`}`,
        ),
        changedAt: page.rows.at(-1)!.updatedAt,
      });
    after = page.next;
  } while (after !== null);
  await sendText(req, res, 200, XML, sitemapIndex(files));
}

async function sendItemMap(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { rows } = await sitemapPage(deps, param(req.query['sau']) || null);
  await sendText(
    req,
    res,
    200,
    XML,
    sitemap(
      rows.map((item) => ({
        address: absolute(deps, req, itemPath(item.id, item.slug)),
        changedAt: item.updatedAt,
      })),
    ),
  );
}

async function sendPageMap(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { catalog, search } = deps.storage;
  const facets = shownFacets(
    (await search.query(browseQuery({ limit: 1 }))).facets,
    vocabularyFor(req),
  );
  const [collections, units] = [
    (await catalog.listCollections()).filter((c) => !c.hidden),
    await catalog.listUnits(),
  ];
  const paths = [
    homePath(),
    subjectsPath(),
    newestPath(),
    collectionsPath(),
    thisWeekPath(),
    aboutPath(),
    helpPath(),
    answersPath(),
    askPath(),
    subscribePath(),
    newsPath(),
    proceduresPath(),
    weeklyPath(),
    ...(await listProcedures(catalog)).map(({ id }) => procedurePath(id)),
    ...(await shownNews(deps, { limit: MAPPED_NEWS })).rows.map(({ slug }) => newsPiecePath(slug)),
    contactPath(),
    accessibilityPath(),
    siteMapPath(),
    embedGuidePath(),
    ...facets.subjects
      .filter((f) => !isSubSubject(f.value))
      .flatMap((f) => [
        subjectPath(f.value),
        ...subSubjectsOf(vocabularyFor(req).parts, f.value).map(({ id }) => subjectPath(id)),
      ]),
    ...facets.genres.map((f) => genrePath(f.value)),
    ...facets.audiences.map((f) => audiencePath(f.value)),
    ...units.filter((u) => facets.units.some((f) => f.value === u.id)).map((u) => unitPath(u.code)),
    ...collections.map((c) => collectionPath(c.slug)),
    ...(await shownPages(catalog))
      .map(({ id }) => fixedPagePath(id))
      .filter((path) => path !== aboutPath()),
  ];
  await sendText(
    req,
    res,
    200,
    XML,
    sitemap(paths.map((path) => ({ address: absolute(deps, req, path), changedAt: null }))),
  );
}

function sendRobots(deps: AppDeps, req: Request, res: Response) {
  res
    .type('text/plain')
    .send(
      `User-agent: *\nDisallow: /can-bo\nDisallow: /dang-nhap\nDisallow: /tim-kiem?\nDisallow: /tim-kiem/feed.xml\nDisallow: /dang-ky-nhan-tin/\nDisallow: /goi-y\nDisallow: /tep/*/tim-duoc-chu.pdf\n\nSitemap: ${absolute(deps, req, siteMapXmlPath())}\n`,
    );
}

function sendOpenSearch(deps: AppDeps, req: Request, res: Response) {
  return sendText(
    req,
    res,
    200,
    'application/opensearchdescription+xml; charset=utf-8',
    openSearchDescription(
      {
        search: absolute(deps, req, '/tim-kiem?q='),
        suggest: absolute(deps, req, '/goi-y?dang=opensearch&q='),
      },
      deps.config.SHELF_NAME,
    ),
  );
}

function sendManifest(deps: AppDeps, req: Request, res: Response) {
  return sendText(
    req,
    res,
    200,
    'application/manifest+json; charset=utf-8',
    JSON.stringify({
      id: '/',
      start_url: '/',
      scope: '/',
      name: deps.config.SHELF_NAME,
      short_name: SHORT_SHELF_NAME,
      lang: 'vi',
      dir: 'ltr',
      display: 'minimal-ui',
      background_color: '#faf8f3',
      theme_color: '#1a2d5a',
      icons: ICONS.map(([name, size, purpose]) => ({
        src: `/assets/${name}.png`,
        sizes: `${size}x${size}`,
        type: 'image/png',
        purpose,
      })),
    }),
  );
}

function sendSecurityContact(deps: AppDeps, req: Request, res: Response) {
  const { config } = deps;
  const contacts = contactsOf(config, absolute(deps, req, contactPath()));
  const canonical = config.BASE_URL === '' ? '' : `${config.BASE_URL}${securityContactPath()}`;
  res.setHeader('Cache-Control', 'public, max-age=86400');
  res.type('text/plain').send(securityContact({ contacts, canonical, now: deps.now() }));
}

/** What other programs read: sitemaps, OpenSearch, manifest, robots, security.txt. */
export function machineRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  get(siteMapXmlPath(), (req, res) => sendSiteMap(deps, req, res));
  get('/sitemap/tai-lieu.xml', (req, res) => sendItemMap(deps, req, res));
  get('/sitemap/trang.xml', (req, res) => sendPageMap(deps, req, res));
  get('/robots.txt', (req, res) => sendRobots(deps, req, res));
  get(securityContactPath(), (req, res) => sendSecurityContact(deps, req, res));
  get('/security.txt', (_req, res) => res.redirect(301, securityContactPath()));
  get(openSearchPath(), (req, res) => sendOpenSearch(deps, req, res));
  get('/manifest.webmanifest', (req, res) => sendManifest(deps, req, res));
  return router;
}
