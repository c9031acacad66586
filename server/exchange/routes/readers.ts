import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { embedRoutes } from './embed/embed-routes.tsx';
import { oEmbedRoutes } from './embed/oembed-routes.ts';
import { iiifImageRoutes } from './iiif/image-routes.ts';
import { manifestRoutes } from './iiif/manifest-routes.ts';
import { linksetRoutes } from './linkset-routes.ts';
import { opdsRoutes } from './opds-routes.ts';
import { machineRoutes } from './machine-routes.ts';

/** What readers find here. */
export const exchangeReaders = (deps: AppDeps): Router =>
  Router().use(
    machineRoutes(deps),
    opdsRoutes(deps),
    linksetRoutes(deps),
    manifestRoutes(deps),
    iiifImageRoutes(deps),
    embedRoutes(deps),
    oEmbedRoutes(deps),
  );
