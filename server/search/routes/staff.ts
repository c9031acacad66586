import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { queryRoutes } from './query-routes.tsx';
import { wordImportRoutes } from './word-import-routes.tsx';
import { wordRoutes } from './word-routes.tsx';

/** What officials do here. */
export const searchStaff = (deps: AppDeps): Router =>
  Router().use(wordRoutes(deps), wordImportRoutes(deps), queryRoutes(deps));
