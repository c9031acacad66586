export const NOTICE_KINDS = ['returned', 'handed-over', 'published', 'comment'] as const;
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
