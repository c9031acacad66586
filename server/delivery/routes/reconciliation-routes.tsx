import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { storeFormFiles } from '#server/http/form-files.ts';
import { pageFrame } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import {
  StaffReconciliationPage,
  type StaffReconciliationProps,
} from '#web/delivery/staff-reconciliation.tsx';
import { vi } from '#web/text/vi.ts';
import { confirmReceived, reconcile, sendAgain } from '../actions/reconcile.ts';
import type { FindingKind, Reconciliation } from '../reconciliation.ts';
import type { Target } from '../target.ts';
import { readSent, rememberColumns, type SentReceipt } from './sent-receipt.ts';
import { theTarget } from './the-target.ts';

const words = vi.deliveries.reconciliation;

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  target: Target,
  more: Partial<StaffReconciliationProps> = {},
  status = 200,
): Promise<void> {
  const ids = (more.result?.shown ?? []).flatMap(({ itemId }) => (itemId === null ? [] : [itemId]));
  const items = await deps.storage.catalog.findItems(ids);
  await sendPage(
    deps,
    req,
    res,
    <StaffReconciliationPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      target={target}
      errors={{}}
      sent={null}
      result={null}
      titles={new Map(items.map(({ id, title }) => [id, title]))}
      notice={null}
      {...more}
    />,
    { status },
  );
}

/** Does what was chosen with what a comparison found; null when it was only looked at. */
async function mend(
  deps: AppDeps,
  req: Request,
  res: Response,
  target: Target,
  found: Reconciliation,
): Promise<string | null> {
  const idsOf = (...kinds: readonly FindingKind[]): string[] =>
    found.shown.flatMap(({ kind, itemId }) =>
      itemId !== null && kinds.includes(kind) ? [itemId] : [],
    );
  const actor = theActor(res);
  const from = { catalog: deps.storage.catalog, now: deps.now };
  switch (param(formBody(req)['lam'])) {
    case 'gui-lai':
      return words.againDone(
        vi.units.count(await sendAgain(from, actor, target, idsOf('missing', 'leftover'))),
      );
    case 'ghi-nhan':
      return words.confirmDone(
        vi.units.count(await confirmReceived(from, actor, target, idsOf('unconfirmed'))),
      );
    default:
      return null;
  }
}

async function compare(deps: AppDeps, req: Request, res: Response, target: Target): Promise<void> {
  let sent: SentReceipt | null = null;
  const view = (): Partial<StaffReconciliationProps> =>
    sent === null ? {} : { sent: { ...sent.file, ...sent.choice } };
  try {
    sent = await readSent(deps, req, target);
    if (sent === null)
      return await show(
        deps,
        req,
        res,
        target,
        { errors: { receipt: vi.deliveries.receipt.needFile } },
        400,
      );
    const from = { catalog: deps.storage.catalog, now: deps.steadyNow };
    const found = await reconcile(from, target, sent.content, sent.mapping);
    const notice = await mend(deps, req, res, target, found);
    await rememberColumns(deps, target, sent);
    const result =
      notice === null ? found : await reconcile(from, target, sent.content, sent.mapping);
    return await show(deps, req, res, target, { ...view(), result, notice });
  } catch (error) {
    if (!(error instanceof AppError) || !['invalid', 'too-large', 'not-found'].includes(error.kind))
      throw error;
    const errors = { receipt: error.details.fields?.['receipt'] ?? error.message };
    return show(deps, req, res, target, { ...view(), errors }, HTTP_STATUS[error.kind]);
  }
}

/** A receiver's list of what it has, beside ours. */
export function reconciliationRoutes(deps: AppDeps): Router {
  const { router, get, postFiles } = createRoutes();
  get('/can-bo/giao-nop/noi/:id/doi-chieu', async (req, res, { id }) =>
    show(deps, req, res, await theTarget(deps, res, 'deliver', id)),
  );
  postFiles(
    '/can-bo/giao-nop/noi/:id/doi-chieu',
    { guard: (res, { id }) => theTarget(deps, res, 'deliver', id), take: storeFormFiles(deps) },
    async (req, res, { id }) => compare(deps, req, res, await theTarget(deps, res, 'deliver', id)),
  );
  return router;
}
