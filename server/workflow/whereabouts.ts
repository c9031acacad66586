import { stageOf, type Item } from '#server/items/item.ts';
import type { Stage } from '#server/base/stage.ts';
import type { Actor } from '#server/people/account.ts';

/** Where a document is that somebody sent. */
export interface Whereabouts {
  readonly stage: Stage;
  /** Who has taken it over; empty while nobody has. */
  readonly holder: string;
  /** ISO instant since which it waits there. */
  readonly since: string;
}

/** Where an item is, for whoever sent it in or compiled it; null for everybody else. */
export function whereaboutsOf(item: Item, actor: Actor): Whereabouts | null {
  const { work } = item;
  const own =
    work.sentBy === actor.accountId ||
    item.createdBy === actor.accountId ||
    work.compiledBy.includes(actor.accountId);
  if (!own) return null;
  return { stage: stageOf(item), holder: work.holder?.name ?? '', since: work.since };
}
