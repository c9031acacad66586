import type { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { authorise } from '#server/workflow/access.ts';
import { AwaitingPage } from '#web/correction/awaiting.tsx';
import { vi } from '#web/text/vi.ts';
import { listAwaiting } from '../actions/list-awaiting.ts';
import { trustOf } from '../trust.ts';

/** Items whose pages wait for somebody to read them. */
export function awaitingRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  get('/can-bo/doc-lai', async (req, res) => {
    const actor = theActor(res);
    authorise(actor, 'edit', 'shelf');
    const after = param(req.query['sau']) || null;
    const { items, next } = await listAwaiting(deps, actor, after);
    const rows = items.map(({ item, done, ...row }) => ({
      id: item.id,
      title: item.title || item.attachments[0]?.name || item.id,
      isPublished: row.isPublished,
      trust: vi.correction.trust(done, trustOf(item.attachments, []).total),
      visits: row.visits,
      reports: row.reports,
    }));
    return sendPage(
      deps,
      req,
      res,
      <AwaitingPage
        frame={pageFrame(deps, req, res)}
        rows={rows}
        next={next}
        isFirst={after === null}
      />,
    );
  });
  return router;
}
