import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { lookRoutes } from './look-routes.tsx';
import { photographRoutes } from './photograph-routes.ts';
import { sayRoutes } from './say-routes.tsx';
import { sendFilesRoutes } from './files-routes.tsx';

/** One document on its way to the shelf, in three steps. */
export const sendingStaff = (deps: AppDeps): Router =>
  Router().use(sendFilesRoutes(deps), sayRoutes(deps), lookRoutes(deps), photographRoutes(deps));
