import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { clientRoutes } from './api/client-routes.tsx';
import { portalRoutes } from './embed/portal-routes.tsx';

/** What officials do here. */
export const exchangeStaff = (deps: AppDeps): Router =>
  Router().use(portalRoutes(deps), clientRoutes(deps));
