import { Router, type RequestHandler } from 'express';
import type { VNode } from 'preact';
import { AboutPage } from '#web/pages/about.tsx';
import { AccessibilityPage } from '#web/pages/accessibility.tsx';
import { ContactPage } from '#web/pages/contact.tsx';
import { HelpPage } from '#web/pages/help.tsx';
import { SiteMapPage } from '#web/pages/site-map.tsx';
import type { PageFrame } from '#web/pages/view-types.ts';
import { aboutPath, accessibilityPath, contactPath, genrePath, helpPath, newestPath, siteMapPath } from '#web/paths.ts';
import type { AppDeps } from '../../http/app-deps.ts';
import { pageFrame } from '../../http/frame.ts';
import { sendPage } from '../../http/send-page.ts';
import { browseQuery } from './search-routes.tsx';

/** Pages about the shelf itself. */
export function siteRoutes(deps: AppDeps): Router {
  const { catalog, search } = deps.storage;
  const router = Router();
  const everything = () => search.query(browseQuery({ limit: 1 }));
  const kept = (page: (frame: PageFrame) => VNode | Promise<VNode>): RequestHandler => async (req, res) =>
    sendPage(deps, req, res, await page(pageFrame(deps, req, res, { canonical: req.path })), { keep: true });

  router.get(aboutPath(), kept(async (frame) => <AboutPage frame={frame} total={(await everything()).total} />));
  router.get(helpPath(), kept((frame) => <HelpPage frame={frame} />));
  router.get(contactPath(), kept((frame) => <ContactPage frame={frame} />));
  router.get(accessibilityPath(), kept((frame) => <AccessibilityPage frame={frame} />));
  router.get(siteMapPath(), kept(async (frame) => {
    const [{ facets }, units, collections] = [await everything(), await catalog.listUnits(), await catalog.listCollections()];
    const filled = new Set(facets.units.filter((u) => u.count > 0).map((u) => u.value));
    return <SiteMapPage frame={frame} subjects={facets.subjects} genres={facets.genres} audiences={facets.audiences} units={units.filter((u) => filled.has(u.id))} collections={collections.filter((c) => !c.hidden)} />;
  }));

  router.get('/tai-lieu', (_req, res) => res.redirect(301, newestPath()));
  router.get('/hoi-dap', (_req, res) => res.redirect(302, genrePath('hoi-dap')));
  return router;
}
