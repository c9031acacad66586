import type { Router, Request } from 'express';
import type { VNode } from 'preact';
import { AppError } from '#server/base/errors.ts';
import { ABOUT_PAGE, type PageEntry } from '../fixed-page.ts';
import type { Catalog } from '#server/ports.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { shownFacets } from '#server/search/shown-facets.ts';
import { AboutPage } from '#web/site/about.tsx';
import { AccessibilityPage } from '#web/site/accessibility.tsx';
import { ContactPage } from '#web/site/contact.tsx';
import { FixedPagePage } from '#web/site/fixed-page.tsx';
import { HelpPage } from '#web/site/help.tsx';
import { SiteMapPage } from '#web/site/site-map.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import {
  aboutPath,
  accessibilityPath,
  contactPath,
  fixedPagePath,
  helpPath,
  newestPath,
  siteMapPath,
} from '#web/paths/site.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { browseQuery } from '#server/search/browse-query.ts';
import { createRoutes, type Handler } from '#server/http/routes.ts';

/** Pages that officials wrote and show. */
export const shownPages = async (catalog: Pick<Catalog, 'listAuthority'>): Promise<PageEntry[]> =>
  (await catalog.listAuthority('page')).filter(({ value }) => !value.hidden);
const titled = ({ id, value }: PageEntry): { readonly href: string; readonly title: string } => ({
  href: fixedPagePath(id),
  title: value.title,
});

/** How many items there are and what they are about. */
const everything = ({ storage: { search } }: AppDeps) => search.query(browseQuery({ limit: 1 }));

type Page = (
  frame: PageFrame,
  req: Request,
  params: Readonly<Record<string, string>>,
) => VNode | Promise<VNode>;

/** A page that is the same for every reader until something changes. */
const cached =
  (deps: AppDeps, page: Page): Handler =>
  async (req, res, params) =>
    sendPage(
      deps,
      req,
      res,
      await page(pageFrame(deps, req, res, { canonical: req.path, described: true }), req, params),
      { keep: true },
    );

/** The frame of a page that was written on a day of its own. */
const written = (frame: PageFrame, { changedAt }: PageEntry): PageFrame => ({
  ...frame,
  dublinCore: (frame.dublinCore ?? []).map(([term, value]) =>
    term === 'date' ? [term, dayInVietnam(changedAt)] : [term, value],
  ),
});

/** What officials wrote about the shelf, or the shelf's own words. */
async function aboutPage(deps: AppDeps, frame: PageFrame): Promise<VNode> {
  const pages = await shownPages(deps.storage.catalog);
  const own = pages.find((page) => page.id === ABOUT_PAGE);
  const others = pages.filter((page) => page !== own).map(titled);
  return own === undefined ? (
    <AboutPage frame={frame} total={(await everything(deps)).total} others={others} />
  ) : (
    <FixedPagePage
      frame={written(frame, own)}
      title={own.value.title}
      body={own.value.body}
      others={others}
    />
  );
}

/** A page that officials wrote. Throws `page-not-found`. */
async function fixedPage(deps: AppDeps, frame: PageFrame, slug: string): Promise<VNode> {
  const page = (await shownPages(deps.storage.catalog)).find(({ id }) => id === slug);
  if (slug === ABOUT_PAGE || page === undefined) throw new AppError('page-not-found', { slug });
  return (
    <FixedPagePage
      frame={written(frame, page)}
      title={page.value.title}
      body={page.value.body}
      others={[]}
    />
  );
}

async function siteMapPage(deps: AppDeps, frame: PageFrame, req: Request): Promise<VNode> {
  const { catalog } = deps.storage;
  const [facets, units, collections] = [
    shownFacets((await everything(deps)).facets, vocabularyFor(req)),
    await catalog.listUnits(),
    await catalog.listCollections(),
  ];
  const filled = new Set(facets.units.filter((u) => u.count > 0).map((u) => u.value));
  return (
    <SiteMapPage
      frame={frame}
      subjects={facets.subjects}
      genres={facets.genres}
      audiences={facets.audiences}
      units={units.filter((u) => filled.has(u.id))}
      collections={collections.filter((c) => !c.hidden)}
      pages={(await shownPages(catalog)).filter(({ id }) => id !== ABOUT_PAGE).map(titled)}
    />
  );
}

/** Pages about the shelf itself. */
export function siteRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  const at = (path: string, page: Page): void => get(path, cached(deps, page));

  at(aboutPath(), (frame) => aboutPage(deps, frame));
  at('/trang/:slug', (frame, _req, params) => fixedPage(deps, frame, params['slug'] ?? ''));
  at(helpPath(), (frame) => <HelpPage frame={frame} />);
  at(contactPath(), (frame) => <ContactPage frame={frame} />);
  at(accessibilityPath(), (frame) => <AccessibilityPage frame={frame} />);
  at(siteMapPath(), (frame, req) => siteMapPage(deps, frame, req));
  get('/tai-lieu', (_req, res) => res.redirect(301, newestPath()));
  return router;
}
