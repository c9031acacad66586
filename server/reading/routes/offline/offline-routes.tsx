import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import { readStanding } from '#server/laws/actions/read-standings.ts';
import { standingNote } from '#web/items/standing.tsx';
import { SavedPage } from '#web/reading/saved.tsx';
import { lostPath, savedPath } from '#web/paths/reading.ts';
import { readerWords } from '#web/text/reader-words.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame, shelfIdentity } from '#server/http/frame.ts';
import { sendPage, sendText } from '#server/http/send-page.ts';
import { textSize } from '../item-routes.tsx';
import { MOST_OFFLINE_BYTES, offlinePlan } from './offline-plan.ts';
import { visibleItem } from '#server/items/routes/visible-item.ts';
import { createRoutes } from '#server/http/routes.ts';

/** Scripts up to this size come along; larger readers are kept when they are first used. */
const MOST_SCRIPT_BYTES = 24_000;

/**
 * Takes itself and everything it kept off every device that asks for a newer worker: OFFLINE=no.
 */
const GONE = `self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  await self.registration.unregister();
})()));
`;

/** The built worker behind a line that names the shell of this build. */
function workerScript({ assets, assetsFolder, config }: AppDeps): string {
  if (!config.OFFLINE) return GONE;
  const scripts = readdirSync(assetsFolder)
    .filter(
      (name) =>
        name.endsWith('.js') &&
        name !== 'sw.js' &&
        statSync(join(assetsFolder, name)).size <= MOST_SCRIPT_BYTES,
    )
    .map((name) => `/assets/${name}`);
  const code = readFileSync(join(assetsFolder, 'sw.js'), 'utf8');
  const shell = {
    style: assets.style,
    printStyle: assets.printStyle,
    script: assets.mount,
    files: [...new Set([assets.style, assets.printStyle, assets.mount, ...scripts])],
    lost: lostPath(),
    pages: [lostPath(), savedPath()],
  };
  const version = createHash('sha256')
    .update(JSON.stringify([shell, shelfIdentity({ config }), code]))
    .digest('hex')
    .slice(0, 12);
  return `const SHELL=${JSON.stringify({ version, ...shell })};\n${code}`;
}

/**
 * Reading without a network: the service worker, its pages, and what an item's copy on a device is
 * made of.
 */
export function offlineRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  const script = workerScript(deps);

  get('/sw.js', async (req, res) => {
    // Browsers ask on every visit whether there is a newer one; no copy on the way may answer.
    res.setHeader('Cache-Control', 'no-cache');
    await sendText(req, res, 200, 'text/javascript; charset=utf-8', script);
  });

  get(savedPath(), (req, res) =>
    sendPage(
      deps,
      req,
      res,
      <SavedPage frame={pageFrame(deps, req, res, { noindex: true })} lost={false} />,
      { keep: true },
    ),
  );
  get(lostPath(), (req, res) =>
    sendPage(
      deps,
      req,
      res,
      <SavedPage frame={pageFrame(deps, req, res, { noindex: true })} lost />,
      { keep: true },
    ),
  );

  get('/tai-lieu/:id/ngoai-tuyen.json', async (req, res, params) => {
    const item = await visibleItem(deps.storage.catalog, res, params.id);
    const plan = deps.config.OFFLINE ? offlinePlan(item, (await textSize(deps, item)) ?? 0) : null;
    if (plan === null) throw new AppError('page-not-found');
    const standing = await readStanding(deps, item);
    await sendText(
      req,
      res,
      200,
      'application/json; charset=utf-8',
      JSON.stringify({
        title: item.title,
        version: item.version,
        validity: standingNote(readerWords, standing),
        day: standing.day,
        bytes: plan.bytes,
        most: MOST_OFFLINE_BYTES,
        addresses: plan.addresses,
      }),
    );
  });

  return router;
}
