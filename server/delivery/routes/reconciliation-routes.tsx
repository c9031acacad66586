import type { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import type { Actor } from '#server/people/account.ts';
import {
  StaffReconciliationPage,
  type StaffReconciliationProps,
} from '#web/delivery/staff-reconciliation.tsx';
import { vi } from '#web/text/vi.ts';
import { confirmReceived, reconcile, sendAgain } from '../actions/reconcile.ts';
import type { FindingKind, Reconciliation } from '../reconciliation.ts';
import type { Target } from '../target.ts';
import { receiverFileRoutes } from './receiver-file-routes.ts';
import { rememberColumns } from './sent-receipt.ts';

const words = vi.deliveries.reconciliation;

/** Does what was chosen with what a comparison found; null when it was only looked at. */
async function mend(
  deps: AppDeps,
  actor: Actor,
  target: Target,
  chosen: string,
  found: Reconciliation,
): Promise<string | null> {
  const idsOf = (...kinds: readonly FindingKind[]): string[] =>
    found.shown.flatMap(({ kind, itemId }) =>
      itemId !== null && kinds.includes(kind) ? [itemId] : [],
    );
  const { count } = vi.units;
  switch (chosen) {
    case 'gui-lai':
      return words.againDone(
        count(await sendAgain(deps, actor, target, idsOf('missing', 'leftover'))),
      );
    case 'ghi-nhan':
      return words.confirmDone(
        count(await confirmReceived(deps, actor, target, idsOf('unconfirmed'))),
      );
    default:
      return null;
  }
}

async function titlesOf(
  { storage: { catalog } }: AppDeps,
  result: Reconciliation | null,
): Promise<ReadonlyMap<string, string>> {
  const ids = (result?.shown ?? []).flatMap(({ itemId }) => (itemId === null ? [] : [itemId]));
  return new Map((await catalog.findItems(ids)).map(({ id, title }) => [id, title]));
}

/** A receiver's list of what it has, beside ours. */
export const reconciliationRoutes = (deps: AppDeps): Router =>
  receiverFileRoutes<Pick<StaffReconciliationProps, 'notice' | 'result'>>(deps, {
    part: 'doi-chieu',
    show: async (req, res, target, shown, status = 200) =>
      sendPage(
        deps,
        req,
        res,
        <StaffReconciliationPage
          frame={pageFrame(deps, req, res, { noindex: true })}
          target={target}
          errors={{}}
          sent={null}
          result={null}
          notice={null}
          titles={await titlesOf(deps, shown.result ?? null)}
          {...shown}
        />,
        { status },
      ),
    take: async (req, res, target, sent) => {
      const from = { catalog: deps.storage.catalog, now: deps.steadyNow };
      const look = () => reconcile(from, target, sent.content, sent.mapping);
      const found = await look();
      const chosen = param(formBody(req)['lam']);
      const notice = await mend(deps, theActor(res), target, chosen, found);
      await rememberColumns(deps, target, sent);
      return { notice, result: notice === null ? found : await look() };
    },
  });
