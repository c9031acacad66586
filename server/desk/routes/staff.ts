import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { deskRoutes } from './desk-routes.tsx';
import { staffProcedureRoutes } from './staff-procedure-routes.tsx';

/** What officials do here. */
export const deskStaff = (deps: AppDeps): Router =>
  Router().use(staffProcedureRoutes(deps), deskRoutes(deps));
