import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { wholeNumber } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import type { Actor } from '#server/people/account.ts';
import { authorise, can } from '#server/workflow/access.ts';
import { StaffDeliveryPage } from '#web/delivery/staff-delivery.tsx';
import { deliveryPath } from '#web/paths/delivery.ts';
import { cancelDelivery, confirmSent, noteLost, retryDelivery } from '../actions/start-delivery.ts';
import { deliveryFile, deliveryFolder } from '../delivery-folder.ts';
import type { Delivery, DeliveryFile } from '../delivery.ts';
import { noticeOf } from './delivery-notices.ts';

const PER_PAGE = 100;

async function theDelivery({ storage: { catalog } }: AppDeps, id: string): Promise<Delivery> {
  const delivery = await catalog.findDelivery(id);
  if (delivery === null) throw new AppError('delivery-not-found', { id });
  return delivery;
}

const pathOf = ({ config }: AppDeps, { targetId }: Delivery, { name }: DeliveryFile): string =>
  resolve(deliveryFolder(config), deliveryFile(targetId, name));

/** Names of its files that were not cleared away yet. */
async function filesThere(deps: AppDeps, delivery: Delivery): Promise<string[]> {
  const there = await Promise.all(
    delivery.files.map((file) =>
      access(pathOf(deps, delivery, file)).then(
        () => [file.name],
        () => [],
      ),
    ),
  );
  return there.flat();
}

async function show(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const actor = theActor(res);
  authorise(actor, 'view-deliveries', 'shelf');
  const delivery = await theDelivery(deps, id);
  const { catalog } = deps.storage;
  const after = wholeNumber(req.query['sau'], 0) ?? 0;
  const entries = await catalog.listDeliveryEntries(id, after - 1, PER_PAGE + 1);
  const shown = entries.slice(0, PER_PAGE);
  const ids = [...shown, ...delivery.leftOut].map(({ itemId }) => itemId);
  const titles = new Map((await catalog.findItems(ids)).map((item) => [item.id, item.title]));
  const target = await catalog.findTarget(delivery.targetId);
  await sendPage(
    deps,
    req,
    res,
    <StaffDeliveryPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      delivery={delivery}
      target={{ id: delivery.targetId, name: target?.name ?? '' }}
      there={await filesThere(deps, delivery)}
      entries={shown.map(({ itemId, action }) => ({
        itemId,
        action,
        title: titles.get(itemId) ?? '',
      }))}
      next={entries.length > PER_PAGE ? String(entries[PER_PAGE]!.ordinal) : null}
      leftOut={delivery.leftOut.map(({ itemId }) => ({
        itemId,
        title: titles.get(itemId) ?? itemId,
      }))}
      mayDeliver={can(actor, 'deliver', 'shelf')}
      notice={noticeOf(req.query['bao'])}
    />,
  );
}

/** A file of the package; a broken download goes on where it stood. */
async function sendDeliveryFile(
  deps: AppDeps,
  res: Response,
  id: string,
  name: string,
): Promise<void> {
  authorise(theActor(res), 'deliver', 'shelf');
  const delivery = await theDelivery(deps, id);
  const file = delivery.files.find((one) => one.name === name);
  if (file === undefined) throw new AppError('file-missing');
  await new Promise<void>((done, fail) => {
    res.type(file.mediaType);
    res.attachment(file.name);
    res.setHeader('Cache-Control', 'private, no-store');
    res.setHeader('ETag', `"${file.sha256}"`);
    res.sendFile(pathOf(deps, delivery, file), { dotfiles: 'allow' }, (error) => {
      if (!error || res.headersSent) done();
      else fail(new AppError('file-missing', {}, { cause: error }));
    });
  });
}

/** Does something with a delivery and tells its notice. */
type Step = (deps: AppDeps, actor: Actor, id: string) => Promise<string>;

const confirm: Step = async (deps, actor, id) => {
  await confirmSent(deps, actor, id);
  return 'da-gui';
};

const retry: Step = async (deps, actor, id) => {
  await retryDelivery(deps, actor, id);
  deps.wakeJobs();
  return 'thu-lai';
};

const cancel: Step = async (deps, actor, id) => {
  await cancelDelivery(deps, actor, id);
  return 'da-huy';
};

const lose: Step = async (deps, actor, id) => `that-lac.${await noteLost(deps, actor, id)}`;

async function take(deps: AppDeps, res: Response, id: string, step: Step): Promise<void> {
  try {
    res.redirect(303, deliveryPath(id, { notice: await step(deps, theActor(res), id) }));
  } catch (error) {
    // Pressed twice, or somebody was quicker: the page says how it stands now.
    if (!(error instanceof AppError) || error.kind !== 'conflict') throw error;
    res.redirect(303, deliveryPath(id));
  }
}

/** One delivery. */
export function deliveryRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/giao-nop/lan/:id', (req, res, { id }) => show(deps, req, res, id));
  get('/can-bo/giao-nop/lan/:id/tep/:name', (_req, res, { id, name }) =>
    sendDeliveryFile(deps, res, id, name),
  );
  post('/can-bo/giao-nop/lan/:id/da-gui', (_req, res, { id }) => take(deps, res, id, confirm));
  post('/can-bo/giao-nop/lan/:id/thu-lai', (_req, res, { id }) => take(deps, res, id, retry));
  post('/can-bo/giao-nop/lan/:id/huy', (_req, res, { id }) => take(deps, res, id, cancel));
  post('/can-bo/giao-nop/lan/:id/that-lac', (_req, res, { id }) => take(deps, res, id, lose));
  return router;
}
