import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import { nameOfSet, setNames } from '#server/exchange/oai/set-names.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { baseUrl, pageFrame } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { authorise, can } from '#server/workflow/access.ts';
import { StaffDeliveriesPage } from '#web/delivery/staff-deliveries.tsx';
import { StaffTargetPage, type StaffTargetProps } from '#web/delivery/staff-target.tsx';
import { deliveryPath, targetPath } from '#web/paths/delivery.ts';
import { startDelivery } from '../actions/start-delivery.ts';
import { countStandings, listStanding } from '../actions/target-standings.ts';
import { DELIVERY_STANDINGS } from '../sent-item.ts';
import type { Target } from '../target.ts';
import { noticeOf } from './delivery-notices.ts';
import { refusedFor } from './refused-routes.tsx';
import { theTarget } from './the-target.ts';

const PER_PAGE = 50;
const SHOWN_DELIVERIES = 20;

async function showTargets(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const actor = theActor(res);
  authorise(actor, 'view-deliveries', 'shelf');
  const { catalog } = deps.storage;
  const targets = await catalog.listTargets();
  const rows = await Promise.all(
    targets.map(async (target) => ({
      target,
      last: (await catalog.listDeliveries(target.id, 1))[0] ?? null,
    })),
  );
  await sendPage(
    deps,
    req,
    res,
    <StaffDeliveriesPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      rows={rows}
      refused={(await refusedFor(deps, actor)).length}
      mayManage={can(actor, 'manage-targets', 'shelf')}
      notice={noticeOf(req.query['bao'])}
    />,
  );
}

/** Items in the standing that the address names; null for none. */
async function itemsAsked(
  deps: AppDeps,
  req: Request,
  target: Target,
): Promise<StaffTargetProps['items']> {
  const asked = param(req.query['tinh-trang']);
  const standing = DELIVERY_STANDINGS.find((one) => one === asked);
  if (standing === undefined) return null;
  const { catalog } = deps.storage;
  const after = param(req.query['sau']) || null;
  const from = { catalog, now: deps.steadyNow };
  const { rows, next } = await listStanding(from, target, standing, after, PER_PAGE);
  const items = new Map(
    (await catalog.findItems(rows.map(({ itemId }) => itemId))).map((item) => [item.id, item]),
  );
  return {
    standing,
    next,
    rows: rows.map(({ itemId, sent }) => ({
      itemId,
      title: items.get(itemId)?.title ?? itemId,
      standing,
      reason: sent?.reason ?? '',
      url: sent?.url ?? null,
    })),
  };
}

async function showTarget(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const actor = theActor(res);
  const target = await theTarget(deps, res, 'view-deliveries', id);
  const { catalog } = deps.storage;
  const names = setNames(vocabularyFor(req), await catalog.listUnits());
  await sendPage(
    deps,
    req,
    res,
    <StaffTargetPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      target={target}
      scope={target.sets.map((spec) => nameOfSet(names, spec))}
      counts={await countStandings({ catalog, now: deps.steadyNow }, target)}
      items={await itemsAsked(deps, req, target)}
      deliveries={await catalog.listDeliveries(target.id, SHOWN_DELIVERIES)}
      mayDeliver={can(actor, 'deliver', 'shelf')}
      mayManage={can(actor, 'manage-targets', 'shelf')}
      notice={noticeOf(req.query['bao'])}
    />,
  );
}

async function start(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const target = await theTarget(deps, res, 'deliver', id);
  const body = formBody(req);
  try {
    const delivery = await startDelivery(deps, {
      targetId: target.id,
      mode: param(body['mode']) === 'whole' ? 'whole' : 'difference',
      unanswered: param(body['unanswered']) === '1',
      base: baseUrl(deps, req),
      actor: theActor(res),
    });
    deps.wakeJobs();
    res.redirect(303, deliveryPath(delivery.id, { notice: 'da-lap' }));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'delivery-open') throw error;
    // Somebody was quicker, or pressed twice: that one is what there is to see.
    const [open] = await deps.storage.catalog.listDeliveries(target.id, 1);
    res.redirect(303, open === undefined ? targetPath(target.id) : deliveryPath(open.id));
  }
}

/** The receivers, and each of them. */
export function targetRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/giao-nop', (req, res) => showTargets(deps, req, res));
  get('/can-bo/giao-nop/noi/:id', (req, res, { id }) => showTarget(deps, req, res, id));
  post('/can-bo/giao-nop/noi/:id/giao-nop', (req, res, { id }) => start(deps, req, res, id));
  return router;
}
