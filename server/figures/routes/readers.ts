import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { ratingRoutes } from './rating-routes.tsx';

/** What readers find here. */
export const figuresReaders = (deps: AppDeps): Router => Router().use(ratingRoutes(deps));
