import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { searchRoutes } from './search-routes.tsx';

/** What readers find here. */
export const searchReaders = (deps: AppDeps): Router => Router().use(searchRoutes(deps));
