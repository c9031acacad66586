import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { deliveryRoutes } from './delivery-routes.tsx';
import { receiptRoutes } from './receipt-routes.tsx';
import { reconciliationRoutes } from './reconciliation-routes.tsx';
import { refusedRoutes } from './refused-routes.tsx';
import { targetFormRoutes } from './target-form-routes.tsx';
import { targetRoutes } from './target-routes.tsx';

/** What officials do here. */
export const deliveryStaff = (deps: AppDeps): Router =>
  Router().use(
    targetRoutes(deps),
    targetFormRoutes(deps),
    refusedRoutes(deps),
    receiptRoutes(deps),
    reconciliationRoutes(deps),
    deliveryRoutes(deps),
  );
