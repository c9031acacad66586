import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { browseRoutes } from './browse-routes.tsx';
import { bannerRoutes } from './banner-routes.ts';
import { collectionRoutes } from './collection-routes.tsx';
import { siteRoutes } from './site-routes.tsx';
import { languageRoutes } from './language-routes.ts';

/** What readers find here. */
export const siteReaders = (deps: AppDeps): Router =>
  Router().use(
    browseRoutes(deps),
    bannerRoutes(deps),
    collectionRoutes(deps),
    siteRoutes(deps),
    languageRoutes(deps),
  );
