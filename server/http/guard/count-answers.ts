import type { Request, RequestHandler, Response } from 'express';
import type { AppDeps } from '../app-deps.ts';

/**
 * The route as the program names it, never as the address was typed: there are only so many. Pages
 * kept for readers are answered before any route.
 */
function routeOf(req: Request, res: Response): string {
  const path = (req.route as { path?: unknown } | undefined)?.path;
  // Unset again where no router is left that could answer, as after a fault of the error page.
  const { baseUrl = '' } = req as { baseUrl?: string };
  if (path !== undefined) return `${baseUrl.toLowerCase()}${String(path)}`;
  if (res.locals['cached'] === true) return 'kept';
  return baseUrl === '/assets' ? '/assets' : 'none';
}

type CountDeps = Pick<AppDeps, 'requests' | 'log'> & {
  readonly config: Pick<AppDeps['config'], 'ACCESS_LOG'>;
};

/**
 * Counts every answer for /metrics, and writes a line of it where the shelf keeps an access log: what
 * was asked and how it went, never by whom or from where.
 */
export const countAnswers =
  ({ requests, log, config }: CountDeps): RequestHandler =>
  (req, res, next) => {
    const since = performance.now();
    res.once('close', () => {
      const ms = performance.now() - since;
      const route = routeOf(req, res);
      requests.note(route, res.statusCode, ms / 1_000);
      if (config.ACCESS_LOG)
        log.info(
          {
            log: 'access',
            requestId: res.locals['requestId'] as unknown,
            method: req.method,
            route,
            status: res.statusCode,
            ms: Math.round(ms),
          },
          'answered',
        );
    });
    next();
  };
