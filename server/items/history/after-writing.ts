import type { Actor } from '#server/people/account.ts';
import type { Item } from '../item.ts';

/**
 * After somebody wrote the record or added files. What was compared with the original has to be
 * compared anew.
 */
export function afterWriting(item: Item, actor: Pick<Actor, 'accountId'>, now: string): Item {
  const compiledBy = [...new Set([...item.work.compiledBy, actor.accountId])];
  if (item.state !== 'verified') return { ...item, work: { ...item.work, compiledBy } };
  return {
    ...item,
    state: 'submitted',
    verification: null,
    work: { ...item.work, compiledBy, verifiedBy: null, since: now },
  };
}
