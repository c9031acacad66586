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
import { StaffReceiptPage, type StaffReceiptProps } from '#web/delivery/staff-receipt.tsx';
import { vi } from '#web/text/vi.ts';
import {
  applyReceipt,
  countAnswers,
  planReceipt,
  type PlannedAnswer,
} from '../actions/take-receipt.ts';
import type { Target } from '../target.ts';
import { readSent, rememberColumns, type SentReceipt } from './sent-receipt.ts';
import { theTarget } from './the-target.ts';

/** Lines that a page shows; what is known already is only counted. */
const SHOWN = 1_000;
const NEED_A_LOOK = ['unread', 'refused', 'removed', 'received', 'same'] as const;

const planView = (planned: readonly PlannedAnswer[]): NonNullable<StaffReceiptProps['plan']> => ({
  counts: countAnswers(planned),
  rows: NEED_A_LOOK.flatMap((outcome) => planned.filter((row) => row.outcome === outcome)).slice(
    0,
    SHOWN,
  ),
});

const sentView = ({ file, choice }: SentReceipt): NonNullable<StaffReceiptProps['sent']> => ({
  ...file,
  ...choice,
});

function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  target: Target,
  more: Partial<StaffReceiptProps> = {},
  status = 200,
): Promise<void> {
  return sendPage(
    deps,
    req,
    res,
    <StaffReceiptPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      target={target}
      errors={{}}
      sent={null}
      plan={null}
      taken={null}
      {...more}
    />,
    { status },
  );
}

/** A receipt just sent is shown line by line; one that was looked at is taken. */
async function take(deps: AppDeps, req: Request, res: Response, target: Target): Promise<void> {
  let sent: SentReceipt | null = null;
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
    const planned = await planReceipt(deps, target, sent.content, sent.mapping);
    const view = { sent: sentView(sent), plan: planView(planned) };
    if (param(formBody(req)['lam']) !== 'ghi-nhan') return await show(deps, req, res, target, view);
    const taken = await applyReceipt(deps, theActor(res), target, planned);
    await rememberColumns(deps, target, sent);
    deps.wakeJobs();
    return await show(deps, req, res, target, { ...view, taken });
  } catch (error) {
    if (!(error instanceof AppError) || !['invalid', 'too-large', 'not-found'].includes(error.kind))
      throw error;
    const errors = { receipt: error.details.fields?.['receipt'] ?? error.message };
    const view = sent === null ? {} : { sent: sentView(sent) };
    return show(deps, req, res, target, { ...view, errors }, HTTP_STATUS[error.kind]);
  }
}

/** Receipts of a receiver. */
export function receiptRoutes(deps: AppDeps): Router {
  const { router, get, postFiles } = createRoutes();
  get('/can-bo/giao-nop/noi/:id/bien-nhan', async (req, res, { id }) =>
    show(deps, req, res, await theTarget(deps, res, 'deliver', id)),
  );
  postFiles(
    '/can-bo/giao-nop/noi/:id/bien-nhan',
    { guard: (res, { id }) => theTarget(deps, res, 'deliver', id), take: storeFormFiles(deps) },
    async (req, res, { id }) => take(deps, req, res, await theTarget(deps, res, 'deliver', id)),
  );
  return router;
}
