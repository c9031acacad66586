import { Router, urlencoded } from 'express';
import { holdItem } from '#server/actions/hold-item.ts';
import { moveItem } from '#server/actions/move-item.ts';
import { authorise, can } from '#server/domain/access.ts';
import type { Actor } from '#server/domain/account.ts';
import { AppError } from '#server/domain/errors.ts';
import type { Item } from '#server/domain/item.ts';
import { StaffBulkPage, type BulkRow } from '#web/pages/staff-bulk.tsx';
import { BULK_ACTIONS, type BulkAction } from '#web/pages/staff-work.tsx';
import type { AppDeps } from '../../http/app-deps.ts';
import { formBody } from '../../http/form-body.ts';
import { pageFrame } from '../../http/frame.ts';
import { sendPage } from '../../http/send-page.ts';
import { theActor } from '../../http/session.ts';
import { listOf, wordOf } from './staff-form.ts';

const MOST = 100;

const MATRIX = { nhan: 'take', gui: 'submit', 'tra-lai': 'return' } as const satisfies Record<BulkAction, string>;

interface Picked { readonly item: Item; readonly version: number }

/** Approving is left out on purpose: Điều 8 khoản 4 Quyết định 14/2019/QĐ-TTg has each item looked at. */
const perform = (deps: AppDeps, actor: Actor, action: BulkAction, { item, version }: Picked, reason: string): Promise<Item> =>
  (action === 'nhan' ? holdItem(deps, actor, item.id, actor.accountId, '') : moveItem(deps, { actor, itemId: item.id, version, action: MATRIX[action] as 'submit' | 'return', reason }));

/** What an attempt came to; faults that are not this row's own go on. */
async function outcome(work: () => unknown): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof AppError && error.kind !== 'unavailable') return Object.values(error.details.fields ?? {})[0] ?? error.message;
    throw error;
  }
}

export function bulkRoutes(deps: AppDeps): Router {
  const { catalog } = deps.storage;
  const router = Router();

  router.post('/can-bo/hang-loat', urlencoded({ extended: false, limit: '64kb' }), async (req, res) => {
    const [actor, body] = [theActor(res), formBody(req)];
    authorise(actor, 'take', 'shelf');
    const action = BULK_ACTIONS.find((a) => a === wordOf(body, 'viec')) ?? 'nhan';
    const reason = wordOf(body, 'reason');
    // `id` when first picked, `id.version` once it was shown: what changed in between is refused.
    const asked = new Map(listOf(body, 'chon').slice(0, MOST).map((value) => { const [id = '', version] = value.split('.'); return [id, Number(version)] as const; }));
    const picked = (await catalog.findItems([...asked.keys()])).filter((item) => can(actor, 'view', item)).map((item): Picked => ({ item, version: asked.get(item.id) || item.version }));
    const errors = wordOf(body, 'buoc') === 'lam' && action === 'tra-lai' && reason === '' ? { reason: 'Hãy ghi lý do.' } : {};
    const done = wordOf(body, 'buoc') === 'lam' && Object.keys(errors).length === 0;
    const rows: BulkRow[] = [];
    for (const one of picked) {
      const fault = await outcome(() => (done ? perform(deps, actor, action, one, reason) : authorise(actor, MATRIX[action], one.item)));
      rows.push({ id: one.item.id, title: one.item.title, version: one.version, fault });
    }
    if (done) deps.wakeJobs();
    await sendPage(deps, req, res, <StaffBulkPage frame={pageFrame(deps, req, res, { noindex: true })} action={action} rows={rows} done={done} form={{ values: { reason }, errors }} />, { status: Object.keys(errors).length > 0 ? 400 : 200 });
  });

  return router;
}
