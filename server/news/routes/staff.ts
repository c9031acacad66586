import type { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { staffNewsRoutes } from './staff-news-routes.tsx';

/** What officials do here. */
export const newsStaff = (deps: AppDeps): Router => staffNewsRoutes(deps);
