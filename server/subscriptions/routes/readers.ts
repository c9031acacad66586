import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { ownRoutes } from './own-routes.tsx';
import { subscribeRoutes } from './subscribe-routes.tsx';

/** What readers find here. */
export const subscriptionsReaders = (deps: AppDeps): Router =>
  Router().use(subscribeRoutes(deps), ownRoutes(deps));
