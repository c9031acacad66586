import type { Actor } from '#server/people/account.ts';
import type { FieldChange } from '#server/items/change.ts';
import { AppError } from '#server/base/errors.ts';
import type { Item, ItemState, ItemWork } from '#server/items/item.ts';

/**
 * The four steps of Điều 8 khoản 4 Quyết định 14/2019/QĐ-TTg as a table of moves. The short way
 * to published serves a shelf where one person does all steps; under the two-person rule only what
 * was compared with the original is published (access.ts).
 */
export const WORKFLOW_ACTIONS = [
  'submit',
  'verify',
  'return',
  'publish',
  'withdraw',
  'restore',
] as const;
export type WorkflowAction = (typeof WORKFLOW_ACTIONS)[number];

const MOVES: Readonly<
  Record<
    WorkflowAction,
    { readonly from: readonly ItemState[]; readonly to: ItemState; readonly needsReason: boolean }
  >
> = {
  submit: { from: ['draft'], to: 'submitted', needsReason: false },
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

/** Append-only: who did what to which item, and why. */
export interface WorkflowEvent {
  readonly id: string;
  readonly itemId: string;
  readonly at: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly unitId: string;
  /** A workflow action, or what else happened to the record. */
  readonly action:
    | WorkflowAction
    | 'create'
    | 'edit'
    | 'attach'
    | 'bulk-publish'
    | 'take'
    | 'hand-over'
    | 'comment'
    | 'law-review';
  readonly from: ItemState | null;
  readonly to: ItemState;
  readonly reason: string;
  /** The version it made; null for a comment, and for events saved before versions were kept. */
  readonly version: number | null;
  readonly changes: readonly FieldChange[];
  /** What was checked, when something was compared or approved. */
  readonly checklist: Checklist | null;
}

/** Điều 8 khoản 1, 2 và khoản 4 điểm b Quyết định 14/2019/QĐ-TTg: what is looked at before readers see an item. */
export const CHECKS = ['pages', 'facts', 'approval', 'secrets', 'rights', 'laws'] as const;
export type Check = (typeof CHECKS)[number];

export interface Checklist {
  readonly checks: readonly Check[];
  /** Pages that were laid beside the original, in order. */
  readonly pages: readonly number[];
}

/** An event as read from a store: those saved before these were kept have none. */
export const storedEvent = (
  raw: Omit<WorkflowEvent, 'version' | 'changes' | 'checklist'> & Partial<WorkflowEvent>,
): WorkflowEvent => ({
  ...raw,
  version: raw.version ?? null,
  changes: raw.changes ?? [],
  checklist: raw.checklist ?? null,
});

/** How the work on an item goes on after a move of the table: a new wait begins, nobody holds it. */
export function workAfterMove(
  work: ItemWork,
  action: WorkflowAction,
  actor: Pick<Actor, 'accountId'>,
  now: string,
  reason: string,
): ItemWork {
  const on: ItemWork = { ...work, since: now, returned: '', holder: null };
  switch (action) {
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

/** After somebody wrote the record or added files. What was compared with the original has to be compared anew. */
export function afterWriting(item: Item, actor: Pick<Actor, 'accountId'>, now: string): Item {
  const compiledBy = [...new Set([...item.work.compiledBy, actor.accountId])];
  if (item.state !== 'verified') return { ...item, work: { ...item.work, compiledBy } };
  return {
    ...item,
    state: 'submitted',
    verification: null,
    work: { ...item.work, compiledBy, verifiedBy: null, since: now },
  };
}

export const STATE_LABELS: Readonly<Record<ItemState, string>> = {
  draft: 'Nháp',
  submitted: 'Chờ đối chiếu',
  verified: 'Chờ duyệt',
  published: 'Đã đăng',
  withdrawn: 'Đã gỡ',
};
export const EVENT_LABELS: Readonly<Record<WorkflowEvent['action'], string>> = {
  create: 'Tạo bản ghi',
  edit: 'Sửa thông tin',
  attach: 'Thêm tệp',
  verify: 'Đối chiếu bản gốc',
  submit: 'Gửi đi',
  return: 'Trả lại',
  publish: 'Duyệt, đăng',
  withdraw: 'Gỡ xuống',
  restore: 'Đăng lại',
  'bulk-publish': 'Duyệt, đăng hàng loạt',
  take: 'Nhận việc',
  'hand-over': 'Bàn giao',
  comment: 'Ý kiến',
  'law-review': 'Xem lại theo văn bản đã hết hiệu lực',
};
