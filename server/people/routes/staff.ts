import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { peopleRoutes } from './people-routes.tsx';
import { unitImportRoutes } from './unit-import-routes.tsx';
import { unitRoutes } from './unit-routes.tsx';
import { secondFactorRoutes } from './second-factor-routes.tsx';
import { ownIdentityRoutes } from './outside/own-identity-routes.tsx';
import { signInRuleRoutes } from './outside/sign-in-rule-routes.tsx';
import { sessionRoutes } from './session-routes.tsx';
import { passwordRoutes } from './password-routes.tsx';

/** What officials do here. */
export const peopleStaff = (deps: AppDeps): Router =>
  Router().use(
    peopleRoutes(deps),
    unitRoutes(deps),
    unitImportRoutes(deps),
    passwordRoutes(deps),
    sessionRoutes(deps),
    secondFactorRoutes(deps),
    ownIdentityRoutes(deps),
    signInRuleRoutes(deps),
  );
