import type { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { createRoutes } from '#server/http/routes.ts';

const DOCUMENTS = ['oai_dc.xml', 'mods.xml', 'marc.xml'] as const;

/**
 * The record of an item for library systems and reference programs, one document a standard. What
 * writes them is loaded when it is first wanted.
 */
export function recordRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  for (const name of DOCUMENTS)
    get(`/tai-lieu/:id/${name}`, async (req, res, { id }) =>
      (await import('./send-record.ts')).sendRecord(deps, req, res, id, name),
    );
  get('/tai-lieu/:id/marc.mrc', async (req, res, { id }) =>
    (await import('./send-record.ts')).sendMarc(deps, req, res, id),
  );
  return router;
}
