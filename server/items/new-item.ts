import type { ActionDeps } from '#server/action-deps.ts';
import { slugify } from '#server/base/vietnamese/syllables.ts';
import type { Actor } from '#server/people/account.ts';
import type { Item, ItemRecord } from './item.ts';

/** A new item, not saved yet. */
export const newItem = (
  deps: Pick<ActionDeps, 'newId' | 'now'>,
  actor: Actor,
  record: ItemRecord,
  unitId: string,
): Item => {
  const now = deps.now();
  return {
    ...record,
    id: deps.newId(),
    slug: slugify(record.title),
    unitId,
    attachments: [],
    national: { id: null, url: null, state: 'none', checkedAt: null },
    approval: null,
    verification: null,
    work: {
      since: now,
      returned: '',
      holder: null,
      compiledBy: [actor.accountId],
      verifiedBy: null,
    },
    supersededBy: null,
    state: 'draft',
    version: 0,
    createdAt: now,
    createdBy: actor.accountId,
    updatedAt: now,
    publishedAt: null,
  };
};
