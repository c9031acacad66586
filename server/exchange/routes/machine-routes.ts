import type { Router, Request } from 'express';
import { AppError } from '#server/base/errors.ts';
import { NO_FILTERS } from '#server/search/search-query.ts';
import { findSubject } from '#server/vocabulary/subject.ts';
import { isSubSubject, subSubjectsOf } from '#server/vocabulary/sub-subject.ts';
import { shownTerm } from '#server/vocabulary/term.ts';
import { shownFacets } from '#server/search/shown-facets.ts';
import { atomFeed } from '../atom-feed.ts';
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
  siteMapPath,
  subjectPath,
  subjectsPath,
  thisWeekPath,
  unitPath,
} from '#web/paths/site.ts';
import { itemPath } from '#web/paths/reading.ts';
import { openSearchPath } from '#web/paths/search.ts';
import { siteMapXmlPath } from '#web/paths/exchange.ts';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl } from '#server/http/frame.ts';
import { sendText } from '#server/http/send-page.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { param } from '#server/http/query.ts';
import { browseQuery } from '#server/search/browse-query.ts';
import { shownPages } from '#server/site/routes/site-routes.tsx';
import { createRoutes } from '#server/http/routes.ts';

const FEED_LENGTH = 30;
/** Drawn by the build (web/app-icons.ts). */
const ICONS = [
  ['icon-192', 192, 'any'],
  ['icon-512', 512, 'any'],
  ['icon-maskable-512', 512, 'maskable'],
] as const;
const XML = 'application/xml; charset=utf-8';

/** What other programs read: feeds, sitemaps, OpenSearch, manifest, robots. */
export function machineRoutes(deps: AppDeps): Router {
  const { catalog, search } = deps.storage;
  const { router, get } = createRoutes();
  const absolute = (req: Request, path: string): string => `${baseUrl(deps, req)}${path}`;

  const feedOf = async (
    req: Request,
  ): Promise<{ title: string; page: string; filters: typeof NO_FILTERS }> => {
    const [subject, genre, unit] = ['chu-de', 'the-loai', 'don-vi'].map((key) =>
      param(req.query[key]),
    );
    const { SHELF_NAME: name } = deps.config;
    if (subject) {
      const label = isSubSubject(subject)
        ? vocabularyFor(req).parts.find(({ id, value }) => id === subject && !value.hidden)?.value
            .name
        : findSubject(subject)?.label;
      if (label !== undefined)
        return {
          title: `${name}: ${label}`,
          page: subjectPath(subject),
          filters: { ...NO_FILTERS, subjects: [subject] },
        };
    } else if (genre) {
      const found = shownTerm(vocabularyFor(req).genres, genre);
      if (found)
        return {
          title: `${name}: ${found.label}`,
          page: genrePath(genre),
          filters: { ...NO_FILTERS, genres: [genre] },
        };
    } else if (unit) {
      const found = (await catalog.listUnits()).find((u) => u.code === unit);
      if (found)
        return {
          title: `${name}: ${found.name}`,
          page: unitPath(unit),
          filters: { ...NO_FILTERS, units: [found.id] },
        };
    } else return { title: `${name}: ${vi.list.newest}`, page: newestPath(), filters: NO_FILTERS };
    throw new AppError('page-not-found');
  };

  get('/feed.xml', async (req, res) => {
    const { title, page, filters } = await feedOf(req);
    const { hits } = await search.query(browseQuery({ filters, limit: FEED_LENGTH }));
    const items = (await catalog.findItems(hits.map((h) => h.itemId))).filter(
      (i) => i.state === 'published',
    );
    const head = {
      title,
      address: absolute(req, req.originalUrl),
      page: absolute(req, page),
      author: deps.config.SHELF_UNIT,
      vocabulary: vocabularyFor(req),
    };
    await sendText(
      req,
      res,
      200,
      'application/atom+xml; charset=utf-8',
      atomFeed(head, items, (item) => absolute(req, itemPath(item.id)), deps.now()),
    );
  });

  const sitemapPage = (after: string | null) =>
    catalog.listItems({
      states: ['published'],
      unitId: null,
      lawKey: null,
      updatedSince: null,
      order: 'updated',
      limit: SITEMAP_SIZE,
      after,
    });

  get(siteMapXmlPath(), async (req, res) => {
    const files: SitemapEntry[] = [
      { address: absolute(req, '/sitemap/trang.xml'), changedAt: null },
    ];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof sitemapPage>> = await sitemapPage(after);
      if (page.rows.length > 0)
        files.push({
          address: absolute(req, `/sitemap/tai-lieu.xml${after === null ? '' : `?sau=${after}`}`),
          changedAt: page.rows.at(-1)!.updatedAt,
        });
      after = page.next;
    } while (after !== null);
    await sendText(req, res, 200, XML, sitemapIndex(files));
  });
  get('/sitemap/tai-lieu.xml', async (req, res) => {
    const { rows } = await sitemapPage(param(req.query['sau']) || null);
    await sendText(
      req,
      res,
      200,
      XML,
      sitemap(
        rows.map((item) => ({
          address: absolute(req, itemPath(item.id, item.slug)),
          changedAt: item.updatedAt,
        })),
      ),
    );
  });
  get('/sitemap/trang.xml', async (req, res) => {
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
      contactPath(),
      accessibilityPath(),
      siteMapPath(),
      ...facets.subjects
        .filter((f) => !isSubSubject(f.value))
        .flatMap((f) => [
          subjectPath(f.value),
          ...subSubjectsOf(vocabularyFor(req).parts, f.value).map(({ id }) => subjectPath(id)),
        ]),
      ...facets.genres.map((f) => genrePath(f.value)),
      ...facets.audiences.map((f) => audiencePath(f.value)),
      ...units
        .filter((u) => facets.units.some((f) => f.value === u.id))
        .map((u) => unitPath(u.code)),
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
      sitemap(paths.map((path) => ({ address: absolute(req, path), changedAt: null }))),
    );
  });

  get('/robots.txt', (req, res) => {
    res
      .type('text/plain')
      .send(
        `User-agent: *\nDisallow: /can-bo\nDisallow: /dang-nhap\nDisallow: /tim-kiem?\nDisallow: /goi-y\n\nSitemap: ${absolute(req, siteMapXmlPath())}\n`,
      );
  });

  get(openSearchPath(), (req, res) =>
    sendText(
      req,
      res,
      200,
      'application/opensearchdescription+xml; charset=utf-8',
      openSearchDescription(
        {
          search: absolute(req, '/tim-kiem?q='),
          suggest: absolute(req, '/goi-y?dang=opensearch&q='),
        },
        deps.config.SHELF_NAME,
      ),
    ),
  );

  get('/manifest.webmanifest', (req, res) =>
    sendText(
      req,
      res,
      200,
      'application/manifest+json; charset=utf-8',
      JSON.stringify({
        id: '/',
        start_url: '/',
        scope: '/',
        name: deps.config.SHELF_NAME,
        short_name: 'Tủ sách PL',
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
    ),
  );

  return router;
}
