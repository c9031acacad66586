import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { listRoutes } from './list-routes.tsx';
import { publishRoutes } from './publish-routes.tsx';
import { questionRoutes } from './question-routes.tsx';
import { queueRoutes } from './queue-routes.tsx';

/** What officials do here. */
export const questionsStaff = (deps: AppDeps): Router =>
  Router().use(queueRoutes(deps), questionRoutes(deps), publishRoutes(deps), listRoutes(deps));
