import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { collectionListRoutes } from './collection-list-routes.tsx';
import { fixedPageRoutes } from './fixed-page-routes.tsx';
import { settingsRoutes } from './settings-routes.tsx';
import { bannerListRoutes } from './banner-list-routes.tsx';

/** What officials do here. */
export const siteStaff = (deps: AppDeps): Router =>
  Router().use(
    collectionListRoutes(deps),
    fixedPageRoutes(deps),
    bannerListRoutes(deps),
    settingsRoutes(deps),
  );
