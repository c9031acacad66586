import type { FieldChange } from './change.ts';
import type { ItemState } from './item.ts';

/**
 * The four steps of khoản 4 Điều 8 Quyết định 14/2019/QĐ-TTg as a table of moves. The short way
 * to published serves a shelf where one person does all steps; under the two-person rule only what
 * was compared with the original is published (access.ts).
 */
export const WORKFLOW_ACTIONS = [
  'submit',
  'recall',
  'verify',
  'return',
  'publish',
  'withdraw',
  'restore',
] as const;

export type WorkflowAction = (typeof WORKFLOW_ACTIONS)[number];

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
    | 'law-review'
    | 'correct';
  readonly from: ItemState | null;
  readonly to: ItemState;
  readonly reason: string;
  /** The version it made; null for a comment, and for events saved before versions were kept. */
  readonly version: number | null;
  readonly changes: readonly FieldChange[];
  /** What was checked, when something was compared or approved. */
  readonly checklist: Checklist | null;
}

/**
 * What is looked at before readers see an item (khoản 1, 2 và điểm b khoản 4 Điều 8 Quyết định
 * 14/2019/QĐ-TTg).
 */
export const CHECKS = ['pages', 'facts', 'approval', 'secrets', 'rights', 'laws'] as const;

export type Check = (typeof CHECKS)[number];

export interface Checklist {
  readonly checks: readonly Check[];
  /** Pages that were laid beside the original, in order. */
  readonly pages: readonly number[];
  /** SHA-256 of the file that has these pages; missing where there was none. */
  readonly file?: string;
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
