import { FIELD_LABELS } from '#server/base/field-labels.ts';
import type { Router } from 'express';
import { holdItem } from '../actions/hold-item.ts';
import { moveItem } from '../actions/move-item.ts';
import { authorise } from '../access.ts';
import type { Actor } from '#server/people/account.ts';
import type { Item } from '#server/items/item.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { StaffBulkPage, type BulkRow } from '#web/workflow/staff-bulk.tsx';
import { BULK_ACTIONS, type BulkAction } from '#web/workflow/work-groups.tsx';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { outcome, pickedItems, type Picked } from '#server/http/bulk-outcome.ts';
import { wordOf } from '#server/http/staff-form.ts';
import { createRoutes } from '#server/http/routes.ts';
import { REASON_MISSING } from '../workflow.ts';

const MATRIX = { nhan: 'take', gui: 'submit', 'tra-lai': 'return' } as const satisfies Record<
  BulkAction,
  string
>;

/**
 * Approving is left out on purpose: khoản 4 Điều 8 Quyết định 14/2019/QĐ-TTg has each item looked
 * at.
 */
const perform = (
  deps: AppDeps,
  actor: Actor,
  action: BulkAction,
  { item, version }: Picked,
  reason: string,
): Promise<Item> =>
  action === 'nhan'
    ? holdItem(deps, actor, item.id, actor.accountId, '', item.state)
    : moveItem(deps, {
        actor,
        itemId: item.id,
        version,
        action: MATRIX[action] as 'submit' | 'return',
        reason,
      });

export function bulkRoutes(deps: AppDeps): Router {
  const { catalog } = deps.storage;
  const { router, post } = createRoutes();

  post('/can-bo/hang-loat', async (req, res) => {
    const [actor, body] = [theActor(res), formBody(req)];
    authorise(actor, 'take', 'shelf');
    const action = BULK_ACTIONS.find((a) => a === wordOf(body, 'viec')) ?? 'nhan';
    const reason = wordOf(body, 'reason');
    const picked = await pickedItems(catalog, actor, body);
    const errors =
      wordOf(body, 'buoc') !== 'lam' || action !== 'tra-lai'
        ? {}
        : reason === ''
          ? { reason: REASON_MISSING }
          : tooLongErrors({ reason: [FIELD_LABELS.reason, reason] });
    const done = wordOf(body, 'buoc') === 'lam' && Object.keys(errors).length === 0;
    const rows: BulkRow[] = [];
    for (const one of picked) {
      const fault = await outcome(() =>
        done
          ? perform(deps, actor, action, one, reason)
          : authorise(actor, MATRIX[action], one.item),
      );
      rows.push({ id: one.item.id, title: one.item.title, version: one.version, fault });
    }
    if (done) deps.wakeJobs();
    await sendPage(
      deps,
      req,
      res,
      <StaffBulkPage
        frame={pageFrame(deps, req, res, { noindex: true })}
        action={action}
        rows={rows}
        done={done}
        form={{ values: { reason }, errors }}
      />,
      { status: Object.keys(errors).length > 0 ? 400 : 200 },
    );
  });

  return router;
}
