import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { lawImportRoutes } from './law-import-routes.tsx';
import { lawRoutes } from './law-routes.tsx';
import { citationReviewRoutes } from './citation-review-routes.tsx';

/** What officials do here. */
export const lawsStaff = (deps: AppDeps): Router =>
  Router().use(
    // Before the list of laws, whose key would catch its address.
    lawImportRoutes(deps),
    lawRoutes(deps),
    citationReviewRoutes(deps),
  );
