import { authorise } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import { extractJob } from '#server/base/job.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import { rewriteItem } from '#server/items/actions/rewrite.ts';

/**
 * Adds files to an item; a file the item already has is left out. Throws `item-not-found`,
 * `not-allowed`, `stale-version`.
 */
export async function attachFiles(
  deps: Pick<ActionDeps, 'catalog' | 'newId' | 'now'>,
  input: { actor: Actor; itemId: string; attachments: readonly Attachment[] },
): Promise<Item> {
  const before = await getItem(deps, input.itemId);
  authorise(input.actor, 'attach', before);
  const added = input.attachments.filter((a) =>
    before.attachments.every((b) => b.sha256 !== a.sha256),
  );
  if (added.length === 0) return before;
  return rewriteItem(deps, {
    actor: input.actor,
    before,
    item: { ...before, attachments: [...before.attachments, ...added] },
    action: 'attach',
    reason: added.map((a) => a.name).join(', '),
    jobs: added.map((a) => extractJob(before, a.id)),
  });
}
