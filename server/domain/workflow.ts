import { AppError } from './errors.ts';
import type { ItemState } from './item.ts';

/**
 * The four steps of Điều 8 khoản 4 Quyết định 14/2019/QĐ-TTg as a table of moves. The short way
 * to published serves a shelf where one person does all steps; under the two-person rule only what
 * was compared with the original is published (access.ts).
 */
export const WORKFLOW_ACTIONS = ['submit', 'verify', 'return', 'publish', 'withdraw', 'restore'] as const;
export type WorkflowAction = (typeof WORKFLOW_ACTIONS)[number];

const MOVES: Readonly<Record<WorkflowAction, { readonly from: readonly ItemState[]; readonly to: ItemState; readonly needsReason: boolean }>> = {
  submit: { from: ['draft'], to: 'submitted', needsReason: false },
  verify: { from: ['submitted'], to: 'verified', needsReason: false },
  return: { from: ['submitted', 'verified'], to: 'draft', needsReason: true },
  publish: { from: ['draft', 'submitted', 'verified'], to: 'published', needsReason: false },
  withdraw: { from: ['published'], to: 'withdrawn', needsReason: true },
  restore: { from: ['withdrawn'], to: 'published', needsReason: false },
};

export const mayMove = (state: ItemState, action: WorkflowAction): boolean => MOVES[action].from.includes(state);
export const needsReason = (action: WorkflowAction): boolean => MOVES[action].needsReason;

/** The state after `action`. Throws `wrong-state` when the table has no such move. */
export function moveState(state: ItemState, action: WorkflowAction): ItemState {
  if (!mayMove(state, action)) throw new AppError('wrong-state', { state, action });
  return MOVES[action].to;
}

/** Append-only: who did what to which item, and why. */
export interface WorkflowEvent {
  readonly id: string;
  readonly itemId: string;
  readonly at: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly unitId: string;
  /** A workflow action, or what else happened to the record. */
  readonly action: WorkflowAction | 'create' | 'edit' | 'attach' | 'bulk-publish';
  readonly from: ItemState | null;
  readonly to: ItemState;
  readonly reason: string;
}

export const STATE_LABELS: Readonly<Record<ItemState, string>> = {
  draft: 'Nháp', submitted: 'Chờ đối chiếu', verified: 'Chờ duyệt', published: 'Đã đăng', withdrawn: 'Đã gỡ',
};
export const EVENT_LABELS: Readonly<Record<WorkflowEvent['action'], string>> = {
  create: 'Tạo bản ghi', edit: 'Sửa thông tin', attach: 'Thêm tệp', verify: 'Đối chiếu bản gốc', submit: 'Gửi đi',
  return: 'Trả lại', publish: 'Duyệt, đăng', withdraw: 'Gỡ xuống', restore: 'Đăng lại', 'bulk-publish': 'Duyệt, đăng hàng loạt',
};
