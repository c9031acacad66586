import type { Request, Response, Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import type { Actor } from '#server/people/account.ts';
import { authorise, can, unitsSeen } from '#server/workflow/access.ts';
import { StaffRefusedPage, type RefusedRow } from '#web/delivery/staff-refused.tsx';
import { refusedItemsPath } from '#web/paths/delivery.ts';
import { sendAgain } from '../actions/reconcile.ts';
import { noticeOf } from './delivery-notices.ts';
import { theTarget } from './the-target.ts';

/** A receiver that refuses more than that refuses everything: its own page tells. */
const MOST = 500;

/** What receivers sent back of the units that somebody sees, the latest first. */
export async function refusedFor(
  { storage: { catalog } }: Pick<AppDeps, 'storage'>,
  actor: Actor,
): Promise<RefusedRow[]> {
  const refused = await catalog.listRefusedItems(MOST);
  if (refused.length === 0) return [];
  const seen = unitsSeen(actor);
  const items = new Map(
    (await catalog.findItems(refused.map(({ itemId }) => itemId))).map((item) => [item.id, item]),
  );
  const targets = new Map((await catalog.listTargets()).map((one) => [one.id, one.name]));
  const rows = await catalog.findHarvestRows([...items.keys()]);
  const digests = new Map(rows.map(({ itemId, digest }) => [itemId, digest]));
  return refused.flatMap(({ itemId, targetId, reason, at, digest }) => {
    const item = items.get(itemId);
    const mended = digests.get(itemId) !== digest;
    if (item?.state !== 'published' || mended || (seen !== null && !seen.includes(item.unitId)))
      return [];
    return [
      { itemId, title: item.title, targetId, target: targets.get(targetId) ?? '', reason, at },
    ];
  });
}

async function show(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const actor = theActor(res);
  authorise(actor, 'view', 'shelf');
  await sendPage(
    deps,
    req,
    res,
    <StaffRefusedPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      rows={await refusedFor(deps, actor)}
      maySend={can(actor, 'deliver', 'shelf')}
      notice={noticeOf(req.query['bao'])}
    />,
  );
}

/** What came back, for the units whose items they are. */
export function refusedRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/giao-nop/tra-lai', (req, res) => show(deps, req, res));
  post('/can-bo/giao-nop/noi/:id/gui-lai', async (req, res, { id }) => {
    const target = await theTarget(deps, res, 'deliver', id);
    await sendAgain(deps, theActor(res), target, [param(formBody(req)['item'])]);
    res.redirect(303, refusedItemsPath('gui-lai'));
  });
  return router;
}
