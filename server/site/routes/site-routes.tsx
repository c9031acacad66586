import type { Router, Request } from 'express';
import type { VNode } from 'preact';
import { AppError } from '#server/base/errors.ts';
import { ABOUT_PAGE, type PageEntry } from '../fixed-page.ts';
import type { Catalog } from '#server/ports.ts';
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
  genrePath,
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

/** Pages about the shelf itself. */
export function siteRoutes(deps: AppDeps): Router {
  const { catalog, search } = deps.storage;
  const { router, get } = createRoutes();
  const everything = () => search.query(browseQuery({ limit: 1 }));
  const cached =
    (
      page: (
        frame: PageFrame,
        req: Request,
        params: Readonly<Record<string, string>>,
      ) => VNode | Promise<VNode>,
    ): Handler =>
    async (req, res, params) =>
      sendPage(
        deps,
        req,
        res,
        await page(pageFrame(deps, req, res, { canonical: req.path }), req, params),
        { keep: true },
      );

  get(
    aboutPath(),
    cached(async (frame) => {
      const pages = await shownPages(catalog);
      const written = pages.find((page) => page.id === ABOUT_PAGE);
      const others = pages.filter((page) => page !== written).map(titled);
      return written === undefined ? (
        <AboutPage frame={frame} total={(await everything()).total} others={others} />
      ) : (
        <FixedPagePage
          frame={frame}
          title={written.value.title}
          body={written.value.body}
          others={others}
        />
      );
    }),
  );
  get(
    '/trang/:slug',
    cached(async (frame, _req, params) => {
      if (params['slug'] === ABOUT_PAGE) throw new AppError('page-not-found');
      const page = (await shownPages(catalog)).find(({ id }) => id === params['slug']);
      if (page === undefined) throw new AppError('page-not-found');
      return (
        <FixedPagePage frame={frame} title={page.value.title} body={page.value.body} others={[]} />
      );
    }),
  );
  get(
    helpPath(),
    cached((frame) => <HelpPage frame={frame} />),
  );
  get(
    contactPath(),
    cached((frame) => <ContactPage frame={frame} />),
  );
  get(
    accessibilityPath(),
    cached((frame) => <AccessibilityPage frame={frame} />),
  );
  get(
    siteMapPath(),
    cached(async (frame, req) => {
      const [facets, units, collections] = [
        shownFacets((await everything()).facets, vocabularyFor(req)),
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
    }),
  );

  get('/tai-lieu', (_req, res) => res.redirect(301, newestPath()));
  get('/hoi-dap', (_req, res) => res.redirect(302, genrePath('hoi-dap')));
  return router;
}
