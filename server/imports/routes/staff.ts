import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { catalogSheetRoutes } from './catalog-sheet-routes.ts';
import { sourceRoutes } from './source-routes.tsx';
import { importRoutes } from './import-routes.tsx';

/** What officials do here. */
export const importsStaff = (deps: AppDeps): Router =>
  Router().use(
    // Before the imports, whose id would catch its addresses.
    catalogSheetRoutes(deps),
    importRoutes(deps),
    sourceRoutes(deps),
  );
