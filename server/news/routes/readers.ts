import type { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { newsRoutes } from './news-routes.tsx';

/** What readers find here. */
export const newsReaders = (deps: AppDeps): Router => newsRoutes(deps);
