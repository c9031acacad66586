import { Router } from 'express';
import type { AppDeps } from './app-deps.ts';

/** For the machine that watches: the process answers; the storage answers. */
export function healthRoutes(deps: AppDeps): Router {
  const router = Router();
  router.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' });
  });
  router.get('/readyz', async (_req, res) => {
    await deps.storage.ready();
    const { whole } = await deps.storage.search.state();
    res.json({
      status: 'ok',
      // Pages and records go on; searches look through titles until the index is built.
      search: whole ? 'whole' : 'titles-only',
      pendingJobs: await deps.queue.pending(),
    });
  });
  return router;
}
