import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { outsideRoutes } from './outside/outside-routes.tsx';
import { signInRoutes } from './sign-in-routes.tsx';

/** What readers find here. */
export const peopleReaders = (deps: AppDeps): Router =>
  Router().use(signInRoutes(deps), outsideRoutes(deps));
