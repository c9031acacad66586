import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { roundRoutes } from './round-routes.tsx';
import { unitReportRoutes } from './unit-report-routes.tsx';

/** What officials do here. */
export const reportsStaff = (deps: AppDeps): Router =>
  Router().use(roundRoutes(deps), unitReportRoutes(deps));
