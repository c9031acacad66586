import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import type { Encoding } from './page-cache.ts';
import { encodingOf } from './send-page.ts';

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  png: 'image/png',
};
const ENDINGS: readonly (readonly [Encoding, string])[] = [
  ['br', '.br'],
  ['gzip', '.gz'],
  ['identity', ''],
];

/**
 * The worker of pdf.js, the one script that is built as `.mjs`, keeps to the policy it comes with:
 * it reads hostile files, so it may fetch and decode, no more.
 */
const WORKER_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/**
 * The built style sheets, scripts and icons, held in memory (3 MB, nearly all of it pdf.js) in
 * every encoding the build made. Their names carry a hash of the contents, so they are cached for
 * ever.
 */
export function builtFiles(folder: string): RequestHandler {
  const all = new Set(readdirSync(folder));
  // The service worker has an address of its own
  // (server/reading/routes/offline/offline-routes.tsx).
  const names = [...all].filter((name) => /\.(?:css|m?js|png)$/u.test(name) && name !== 'sw.js');
  const files = new Map(
    names.map((name) => [
      `/${name}`,
      {
        type: TYPES[name.slice(name.lastIndexOf('.') + 1)]!,
        bodies: new Map(
          ENDINGS.filter(([, ending]) => all.has(`${name}${ending}`)).map(
            ([encoding, ending]) =>
              [encoding, readFileSync(join(folder, `${name}${ending}`))] as const,
          ),
        ),
      },
    ]),
  );
  return (req, res, next) => {
    const file = files.get(req.path);
    if (!file || (req.method !== 'GET' && req.method !== 'HEAD')) return next();
    const wanted = encodingOf(req);
    const encoding = file.bodies.has(wanted) ? wanted : 'identity';
    const body = file.bodies.get(encoding)!;
    if (encoding !== 'identity') res.setHeader('Content-Encoding', encoding);
    res.setHeader('Vary', 'Accept-Encoding');
    res.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Content-Type', file.type);
    if (req.path.endsWith('.mjs')) res.setHeader('Content-Security-Policy', WORKER_POLICY);
    res.setHeader('Content-Length', body.length);
    return res.end(req.method === 'HEAD' ? undefined : body);
  };
}
