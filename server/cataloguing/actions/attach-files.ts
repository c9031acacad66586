import { authorise } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import { extractJob } from '#server/base/job.ts';
import { afterWriting } from '#server/workflow/workflow.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { eventOf } from '#server/items/event-of.ts';
import { getItem } from '#server/items/actions/get-item.ts';

/** Adds files to an item; a file the item already has is left out. Throws `item-not-found`, `not-allowed`, `stale-version`. */
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
  const now = deps.now();
  const item: Item = {
    ...afterWriting(before, input.actor, now),
    attachments: [...before.attachments, ...added],
    updatedAt: now,
  };
  return deps.catalog.saveItem({
    item,
    event: eventOf(deps, input.actor, before, item, 'attach', added.map((a) => a.name).join(', ')),
    texts: [],
    jobs: added.map((a) => extractJob(item.id, a.id)),
  });
}
