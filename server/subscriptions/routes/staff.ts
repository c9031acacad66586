import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { staffRoutes } from './staff-routes.tsx';

/** What officials do here. */
export const subscriptionsStaff = (deps: AppDeps): Router => Router().use(staffRoutes(deps));
