import type { Item } from '#server/items/item.ts';
import type { Actor } from '#server/people/account.ts';
import { can, unitsSeen } from '../access.ts';
import type { WorkflowCatalog } from '../workflow-catalog.ts';

/** What waits longest is looked at first; behind so many that are others' work nothing is offered. */
const LOOKED_AT = 20;

const STEPS = [
  ['submitted', 'verify'],
  ['verified', 'publish'],
] as const;

/** The item that waits longest for a step this person may do, but for this one; null for none. */
export async function nextWaiting(
  { catalog }: { readonly catalog: WorkflowCatalog },
  actor: Actor,
  but: string,
): Promise<Item | null> {
  for (const [stage, action] of STEPS) {
    const { rows } = await catalog.listWaiting({
      stage,
      unitIds: unitsSeen(actor),
      holderId: null,
      limit: LOOKED_AT,
      after: null,
    });
    const next = rows.find(
      (item) =>
        item.id !== but &&
        (item.work.holder === null || item.work.holder.id === actor.accountId) &&
        can(actor, action, item),
    );
    if (next !== undefined) return next;
  }
  return null;
}
