import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { opinionRoutes } from './opinion-routes.ts';
import { figureRoutes } from './figure-routes.tsx';

/** What officials do here. */
export const figuresStaff = (deps: AppDeps): Router =>
  Router().use(opinionRoutes(deps), figureRoutes(deps));
