import type { Router } from 'express';
import type { Attachment, Item } from '#server/items/item.ts';
import { markRuns, findMarks } from '#server/search/scoring/marks.ts';
import { marksFor } from '#server/search/routes/marks-for.ts';
import { mayDownload } from '#server/items/rights.ts';
import { WatchPage } from '#web/reading/watch.tsx';
import { watchPath } from '#web/paths/reading.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { readItemLink } from '#server/items/routes/present-item.ts';
import { param } from '#server/http/query.ts';
import { visibleItem } from '#server/items/routes/visible-item.ts';
import { fileFor } from './reading.ts';
import { createRoutes } from '#server/http/routes.ts';

const MOST_LINES = 5_000;

/** `vtt` captions named like the recording, else the item's first. */
function captionsFor(item: Item, media: Attachment): Attachment | null {
  const captions = item.attachments.filter(
    (a) => a.role === 'captions' && a.status.state !== 'failed',
  );
  const stem = media.name.replace(/\.[^.]+$/u, '');
  return captions.find((c) => c.name.startsWith(stem)) ?? captions[0] ?? null;
}

export function watchRoutes(deps: AppDeps): Router {
  const { catalog } = deps.storage;
  const { router, get } = createRoutes();

  get('/tai-lieu/:id/xem', async (req, res, params) => {
    const item = await visibleItem(catalog, res, params.id);
    const { attachment, kind, fileParam } = fileFor(
      item,
      ['video', 'audio'],
      param(req.query['tep']),
    );
    const q = param(req.query['q']).slice(0, 500);
    const captions = captionsFor(item, attachment);
    const lines = captions ? await catalog.outline(captions.id) : [];
    const form = await marksFor(deps, res, q);
    const start = Number.parseFloat(param(req.query['giay']));
    await sendPage(
      deps,
      req,
      res,
      <WatchPage
        frame={pageFrame(deps, req, res, {
          canonical: watchPath(item.id, { attachment: fileParam }),
          noindex: item.state !== 'published' || req.originalUrl.includes('?'),
        })}
        item={await readItemLink(deps, item)}
        captions={captions?.id ?? null}
        q={q || null}
        start={Number.isFinite(start) && start >= 0 ? start : null}
        media={{
          id: attachment.id,
          fileParam,
          kind: kind === 'audio' ? 'audio' : 'video',
          mediaType: attachment.mediaType,
          bytes: attachment.bytes,
          seconds: attachment.seconds,
          download: mayDownload(item.rights.kind),
        }}
        transcript={lines.slice(0, MOST_LINES).map(({ title, locator }) => ({
          seconds: locator.kind === 'time' ? locator.seconds : 0,
          runs: markRuns(title, form ? findMarks(title, form) : []),
        }))}
      />,
    );
  });

  return router;
}
