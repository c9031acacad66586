import { authorise } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { Item } from '#server/items/item.ts';
import { extractJob } from '#server/base/job.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import { saveFinding } from '#server/items/actions/rewrite.ts';

/** Reads the item's failed files once more. Throws `item-not-found`, `not-allowed`. */
export async function retryReading(
  deps: Pick<ActionDeps, 'catalog' | 'now'>,
  input: { actor: Actor; itemId: string },
): Promise<Item> {
  const before = await getItem(deps, input.itemId);
  authorise(input.actor, 'retry-job', before);
  const failed = before.attachments.filter((a) => a.status.state === 'failed');
  if (failed.length === 0) return before;
  const attachments = before.attachments.map((a) =>
    a.status.state === 'failed' ? { ...a, status: { state: 'waiting' } as const } : a,
  );
  return saveFinding(deps, {
    before,
    item: { ...before, attachments },
    jobs: failed.map((a) => extractJob(before, a.id)),
  });
}
