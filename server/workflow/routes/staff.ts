import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { workRoutes } from './work-routes.tsx';
import { queueFilterRoutes } from './queue-filter-routes.ts';
import { bulkRoutes } from './bulk-routes.tsx';
import { noticeRoutes } from './notice-routes.tsx';
import { reviewRoutes } from './review-routes.tsx';
import { approvalRoutes } from './approval-routes.tsx';

/** What officials do here. */
export const workflowStaff = (deps: AppDeps): Router =>
  Router().use(
    workRoutes(deps),
    queueFilterRoutes(deps),
    bulkRoutes(deps),
    noticeRoutes(deps),
    reviewRoutes(deps),
    approvalRoutes(deps),
  );
