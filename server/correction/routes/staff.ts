import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { awaitingRoutes } from './awaiting-routes.tsx';
import { correctionRoutes } from './correction-routes.tsx';

/** What officials do here. */
export const correctionStaff = (deps: AppDeps): Router =>
  Router().use(awaitingRoutes(deps), correctionRoutes(deps));
