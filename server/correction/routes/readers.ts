import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { reportRoutes } from './report-routes.tsx';

/** What readers find here. */
export const correctionReaders = (deps: AppDeps): Router => Router().use(reportRoutes(deps));
