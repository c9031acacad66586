import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { loadWhenUsed } from '#server/http/load-when-used.ts';
import { embedPath, opdsPath } from '#web/paths/exchange.ts';
import { feedRoutes } from './feed-routes.ts';
import { manifestRoutes } from './iiif/manifest-routes.ts';
import { linksetRoutes } from './linkset-routes.ts';
import { recordRoutes } from './record-routes.ts';
import { machineRoutes } from './machine-routes.ts';

/** What readers find here; what few of them ask for is loaded when one does. */
export const exchangeReaders = (deps: AppDeps): Router =>
  Router().use(
    feedRoutes(deps),
    machineRoutes(deps),
    loadWhenUsed(opdsPath(1), async () => [(await import('./opds-routes.ts')).opdsRoutes(deps)]),
    recordRoutes(deps),
    linksetRoutes(deps),
    manifestRoutes(deps),
    loadWhenUsed('/iiif', async () => [
      (await import('./iiif/image-routes.ts')).iiifImageRoutes(deps),
    ]),
    loadWhenUsed(embedPath(), async () => [
      (await import('./embed/embed-routes.tsx')).embedRoutes(deps),
    ]),
    loadWhenUsed('/oembed', async () => [
      (await import('./embed/oembed-routes.ts')).oEmbedRoutes(deps),
    ]),
  );
