import type { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { procedureRoutes } from './procedure-routes.tsx';

/** What readers find here. */
export const deskReaders = (deps: AppDeps): Router => procedureRoutes(deps);
