import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { portalRoutes } from './embed/portal-routes.tsx';

/** What officials do here. */
export const exchangeStaff = (deps: AppDeps): Router => Router().use(portalRoutes(deps));
