import { Router, type RequestHandler } from 'express';
import { allowedMethods } from './guard/allowed-methods.ts';

/**
 * Routes below a path whose modules are loaded by the first request for one of them: most processes
 * serve readers for days before an official comes, and what officials need is a sixth of the memory
 * after start.
 */
export function loadWhenUsed(path: string, load: () => Promise<readonly Router[]>): RequestHandler {
  let loaded: Promise<Router> | null = null;
  return (req, res, next) => {
    if (req.path !== path && !req.path.startsWith(`${path}/`)) return next();
    loaded ??= load().then((routers) => {
      const router = Router().use(...routers);
      return router.use(allowedMethods(() => router));
    });
    return void loaded.then((router) => router(req, res, next), next);
  };
}
