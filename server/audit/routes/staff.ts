import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { securityLogRoutes } from './security-log-routes.tsx';

/** The room for officials: the security log. */
export const auditStaff = (deps: AppDeps): Router => Router().use(securityLogRoutes(deps));
