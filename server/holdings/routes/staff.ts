import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { holdingSheetRoutes } from './holding-sheet-routes.tsx';
import { libraryRoutes } from './library-routes.tsx';
import { holdingRoutes } from './holding-routes.tsx';
import { loanRoutes } from './loan-routes.tsx';
import { stocktakeRoutes } from './stocktake-routes.tsx';
import { libraryReportRoutes } from './library-report-routes.tsx';

/** What officials do here. */
export const holdingsStaff = (deps: AppDeps): Router =>
  Router().use(
    holdingSheetRoutes(deps),
    libraryRoutes(deps),
    holdingRoutes(deps),
    loanRoutes(deps),
    stocktakeRoutes(deps),
    libraryReportRoutes(deps),
  );
