import { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { arrivingRoutes } from './arriving-routes.ts';
import { bulkEditRoutes } from './bulk-edit-routes.tsx';
import { uploadRoutes } from './upload-routes.tsx';
import { nameRoutes } from './name-routes.tsx';
import { recognitionRoutes } from './recognition-routes.ts';
import { staffItemRoutes } from './item-routes.tsx';

/** What officials do here. */
export const cataloguingStaff = (deps: AppDeps): Router =>
  Router().use(
    bulkEditRoutes(deps),
    uploadRoutes(deps),
    arrivingRoutes(deps),
    nameRoutes(deps),
    recognitionRoutes(deps),
    staffItemRoutes(deps),
  );
