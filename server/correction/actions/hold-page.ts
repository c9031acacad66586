import type { ActionDeps } from '#server/action-deps.ts';
import type { Actor } from '#server/people/account.ts';
import { HOLD_MINUTES, type CorrectedPageKey } from '../page-correction.ts';

/**
 * Takes a page for whoever opens or changes it, for a while.
 * @returns the name of somebody else who has it; null when it is this person's now
 */
export async function takePage(
  { catalog, now }: Pick<ActionDeps, 'catalog' | 'now'>,
  { accountId, displayName }: Actor,
  key: CorrectedPageKey,
): Promise<string | null> {
  const at = now();
  const until = new Date(Date.parse(at) + HOLD_MINUTES * 60_000).toISOString();
  const holder = await catalog.holdPage(key, { accountId, name: displayName, until }, at);
  return holder.accountId === accountId ? null : holder.name;
}
