import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { deedRoutes } from './deed-routes.tsx';
import { securityLogRoutes } from './security-log-routes.tsx';

/** The room for officials: the security log, and what people did. */
export const auditStaff = (deps: AppDeps): Router =>
  Router().use(securityLogRoutes(deps), deedRoutes(deps));
