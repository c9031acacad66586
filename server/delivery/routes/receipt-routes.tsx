import type { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { StaffReceiptPage, type StaffReceiptProps } from '#web/delivery/staff-receipt.tsx';
import {
  applyReceipt,
  countAnswers,
  planReceipt,
  type PlannedAnswer,
} from '../actions/take-receipt.ts';
import { receiverFileRoutes } from './receiver-file-routes.ts';
import { rememberColumns } from './sent-receipt.ts';

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

/** Receipts of a receiver: one just sent is shown line by line, one that was looked at is taken. */
export const receiptRoutes = (deps: AppDeps): Router =>
  receiverFileRoutes<Pick<StaffReceiptProps, 'plan' | 'taken'>>(deps, {
    part: 'bien-nhan',
    show: (req, res, target, shown, status = 200) =>
      sendPage(
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
          {...shown}
        />,
        { status },
      ),
    take: async (req, res, target, sent) => {
      const planned = await planReceipt(deps, target, sent.content, sent.mapping);
      const plan = planView(planned);
      if (param(formBody(req)['lam']) !== 'ghi-nhan') return { plan };
      const taken = await applyReceipt(deps, theActor(res), target, planned);
      await rememberColumns(deps, target, sent);
      deps.wakeJobs();
      return { plan, taken };
    },
  });
