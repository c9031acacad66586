import { sendEventJob, type NewJob } from '#server/base/job.ts';
import type { Item } from '#server/items/item.ts';
import type { LawRecord } from '#server/laws/law-record.ts';

/** What the receiver of events is told (docs/webhook.md). */
export const EVENT_KINDS = ['item.published', 'law.changed', 'digest.weekly', 'test'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/**
 * The same happening always has the same id, and ids sort by when it happened: receivers know what
 * they had, and in what order it belongs.
 */
const eventJob = (
  kind: EventKind,
  at: string,
  what: string,
  payload: Readonly<Record<string, string>> = {},
): NewJob => sendEventJob(`${at}.${kind}.${what}`, { kind, at, ...payload });

export const itemPublished = ({ id, publishedAt }: Pick<Item, 'id' | 'publishedAt'>): NewJob =>
  eventJob('item.published', publishedAt!, id, { itemId: id });

/** A law stands otherwise than before, by what somebody wrote or because its day has come. */
export const lawChanged = (
  { key }: Pick<LawRecord, 'key'>,
  at: string,
  from: string,
  to: string,
): NewJob => eventJob('law.changed', at, key, { lawKey: key, from, to });

export const weekOver = (since: string, until: string): NewJob =>
  eventJob('digest.weekly', until, 'week', { since, until });

export const trial = (at: string): NewJob => eventJob('test', at, 'test');
