import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { askRoutes } from './ask-routes.tsx';
import { followRoutes } from './follow-routes.tsx';

/** What readers find here. */
export const questionsReaders = (deps: AppDeps): Router =>
  Router().use(askRoutes(deps), followRoutes(deps));
