import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { AppError } from '#server/base/errors.ts';
import type { ItemState, ItemWork } from '#server/items/item.ts';
import type { WorkflowAction, WorkflowEvent } from '#server/items/workflow-event.ts';
import type { Actor } from '#server/people/account.ts';

const MOVES: Readonly<
  Record<
    WorkflowAction,
    { readonly from: readonly ItemState[]; readonly to: ItemState; readonly needsReason: boolean }
  >
> = {
  submit: { from: ['draft'], to: 'submitted', needsReason: false },
  recall: { from: ['submitted'], to: 'draft', needsReason: false },
  verify: { from: ['submitted'], to: 'verified', needsReason: false },
  return: { from: ['submitted', 'verified'], to: 'draft', needsReason: true },
  publish: { from: ['draft', 'submitted', 'verified'], to: 'published', needsReason: false },
  withdraw: { from: ['published'], to: 'withdrawn', needsReason: true },
  restore: { from: ['withdrawn'], to: 'published', needsReason: false },
};

export const mayMove = (state: ItemState, action: WorkflowAction): boolean =>
  MOVES[action].from.includes(state);

export const needsReason = (action: WorkflowAction): boolean => MOVES[action].needsReason;

/** The state after `action`. Throws `wrong-state` when the table has no such move. */
export function moveState(state: ItemState, action: WorkflowAction): ItemState {
  if (!mayMove(state, action)) throw new AppError('wrong-state', { state, action });
  return MOVES[action].to;
}

/**
 * How the work on an item goes on after a move of the table: a new wait begins, nobody holds it.
 */
export function workAfterMove(
  work: ItemWork,
  action: WorkflowAction,
  actor: Pick<Actor, 'accountId'>,
  now: string,
  reason: string,
): ItemWork {
  const on: ItemWork = { ...work, since: now, returned: '', holder: null };
  switch (action) {
    case 'submit':
      return { ...on, sentBy: actor.accountId };
    case 'verify':
      return { ...on, verifiedBy: actor.accountId };
    case 'return':
      return { ...on, returned: reason, verifiedBy: null };
    case 'publish':
      return { ...on, compiledBy: [], verifiedBy: null };
    default:
      return on;
  }
}

export const EVENT_LABELS: Readonly<Record<WorkflowEvent['action'], string>> = {
  create: 'Tạo bản ghi',
  edit: 'Sửa thông tin',
  attach: 'Thêm tệp',
  verify: 'Đối chiếu bản gốc',
  submit: 'Gửi đi',
  recall: 'Rút lại',
  return: 'Trả lại',
  publish: 'Duyệt, đăng',
  withdraw: 'Gỡ xuống',
  restore: 'Đăng lại',
  'bulk-publish': 'Duyệt, đăng hàng loạt',
  take: 'Nhận việc',
  'hand-over': 'Bàn giao',
  comment: FIELD_LABELS.comment,
  'law-review': 'Xem lại theo văn bản đã hết hiệu lực',
  correct: 'Đọc lại chữ của một trang',
};

/** What is said where a decision needs a reason and none was written. */
export const REASON_MISSING = 'Hãy ghi lý do.';
