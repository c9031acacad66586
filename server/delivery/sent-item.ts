import type { HarvestRow } from '#server/exchange/harvest-row.ts';

/**
 * What a target and we last said of an item. `again`: an official wants it sent once more;
 * `removal-sent`: the target was told that it was withdrawn.
 */
export const SENT_STATES = [
  'sent',
  'received',
  'refused',
  'again',
  'removal-sent',
  'removed',
] as const;
export type SentState = (typeof SENT_STATES)[number];

export interface SentItem {
  readonly targetId: string;
  readonly itemId: string;
  readonly state: SentState;
  /** Digest of the record as it was sent last. */
  readonly digest: string;
  /** Digest of the record that the target said it has; null when it never did. */
  readonly accepted: string | null;
  readonly deliveryId: string;
  /** Why it was refused, in the target's words; else empty. */
  readonly reason: string;
  /** What the target calls it and where it shows it; null while unknown. */
  readonly theirId: string | null;
  readonly url: string | null;
  /** When this was said, ISO. */
  readonly at: string;
}

/** How an item stands with a target, in the words of the screen. */
export const DELIVERY_STANDINGS = [
  'unsent',
  'sent',
  'received',
  'refused',
  'changed',
  'withdrawn',
  'removed',
] as const;
export type DeliveryStanding = (typeof DELIVERY_STANDINGS)[number];

type Row = Pick<HarvestRow, 'deleted' | 'digest'>;

/** Null for an item that is withdrawn and that the target was never sent. */
export function deliveryStanding(row: Row, sent: SentItem | undefined): DeliveryStanding | null {
  if (row.deleted)
    return sent === undefined ? null : sent.state === 'removed' ? 'removed' : 'withdrawn';
  if (sent === undefined) return 'unsent';
  if (sent.digest !== row.digest || ['removal-sent', 'removed', 'again'].includes(sent.state))
    return 'changed';
  return sent.state as 'sent' | 'received' | 'refused';
}

export type DeliveryAction = 'new' | 'changed' | 'withdrawn';

/**
 * What a difference has to say of an item; null for nothing. Whatever was sent and not answered goes
 * once more where `unanswered` asks for it; what was refused waits until it is mended.
 */
export function actionFor(
  row: Row,
  sent: SentItem | undefined,
  unanswered: boolean,
): DeliveryAction | null {
  const standing = deliveryStanding(row, sent);
  if (sent === undefined) return standing === 'unsent' ? 'new' : null;
  if (standing === 'withdrawn') {
    // A target that refused it every time has nothing to take back.
    if (sent.state === 'refused' && sent.accepted === null) return null;
    return sent.state === 'removal-sent' && !unanswered ? null : 'withdrawn';
  }
  if (standing === 'changed')
    return sent.state === 'removed' || sent.state === 'removal-sent' ? 'new' : 'changed';
  return standing === 'sent' && unanswered ? 'changed' : null;
}

/** What a target answered of one item. */
export interface Answer {
  readonly outcome: 'received' | 'refused' | 'removed';
  readonly reason: string;
  readonly theirId: string | null;
  readonly url: string | null;
}

/**
 * The item after an answer. An answer to a removal says that it is gone, whatever word it uses for
 * having done what was asked; a refused removal is asked again.
 */
export function answered(sent: SentItem, answer: Answer, at: string): SentItem {
  const { theirId, url, outcome } = answer;
  const told = { ...sent, at, theirId: theirId ?? sent.theirId, url: url ?? sent.url, reason: '' };
  if (sent.state === 'removal-sent' || sent.state === 'removed')
    return outcome === 'refused'
      ? { ...told, state: 'again', reason: answer.reason }
      : { ...told, state: 'removed', accepted: null };
  if (outcome === 'refused') return { ...told, state: 'refused', reason: answer.reason };
  if (outcome === 'removed') return { ...told, state: 'removed', accepted: null };
  return { ...told, state: 'received', accepted: sent.digest };
}
