import type { Item } from './item.ts';
import type { WorkflowEvent } from './workflow-event.ts';

export const NOTICE_KINDS = [
  'returned',
  'handed-over',
  'published',
  'withdrawn',
  'comment',
  'corrected',
  'refused',
  'alert',
  'weak-queries',
  'report',
] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

/**
 * Something that happened to an item and that one person has to know. What merely waits is counted
 * from the queue (decision 027).
 */
export interface Notice {
  /**
   * The event's id and the account's: one event tells one person once, and later ones sort behind.
   */
  readonly id: string;
  readonly accountId: string;
  readonly kind: NoticeKind;
  /** Empty for an alert to administrators: `title` then says what it is (server/audit/alert.ts). */
  readonly itemId: string;
  /** As it was called then. */
  readonly title: string;
  /** Who did it. */
  readonly by: string;
  /** The reason or the remark; may be empty. */
  readonly note: string;
  readonly at: string;
  /** ISO instant, null while unread. */
  readonly readAt: string | null;
}

/**
 * Whom an event concerns: those who compiled what came back, was published or was
 * withdrawn (there its sender too), who was handed it,
 * who holds what is spoken of.
 */
function concerned(
  event: Pick<WorkflowEvent, 'action'>,
  before: Item,
  after: Item,
): readonly [NoticeKind, readonly (string | null | undefined)[]] | null {
  const { compiledBy, verifiedBy } = before.work;
  switch (event.action) {
    case 'return':
      return ['returned', compiledBy.length > 0 ? compiledBy : [before.createdBy]];
    case 'publish':
      return ['published', [...compiledBy, verifiedBy]];
    case 'withdraw':
      return ['withdrawn', [before.work.sentBy, before.createdBy, ...compiledBy]];
    case 'hand-over':
      return ['handed-over', [after.work.holder?.id]];
    case 'comment':
      return ['comment', [after.work.holder?.id]];
    case 'correct':
      return before.state === 'published' ? ['corrected', [...compiledBy, verifiedBy]] : null;
    default:
      return null;
  }
}

/** The notices an event causes: none for whoever did it. `before` is the item as it was. */
export function noticesOf(event: WorkflowEvent, before: Item, after: Item): Notice[] {
  const found = concerned(event, before, after);
  if (found === null) return [];
  const [kind, accounts] = found;
  return [...new Set(accounts)]
    .filter((id) => id !== null && id !== undefined && id !== event.actorId)
    .map((accountId) => ({
      id: `${event.id}.${accountId}`,
      accountId: accountId!,
      kind,
      itemId: after.id,
      title: after.title,
      by: event.actorName,
      note: event.reason,
      at: event.at,
      readAt: null,
    }));
}
