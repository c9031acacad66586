import { findLikeness } from '../actions/find-likeness.ts';
import type { Actor } from '#server/people/account.ts';
import type { Item } from '#server/items/item.ts';
import type { LikenessView } from '#web/cataloguing/likeness.tsx';
import type { AppDeps } from '#server/http/app-deps.ts';

/**
 * What may be the same as this item, of what the person may see: that there is more would tell of
 * drafts of others.
 */
export async function likenessView(
  deps: Pick<AppDeps, 'catalog'>,
  actor: Actor,
  item: Item,
): Promise<LikenessView> {
  const seen = await findLikeness(deps, item, actor);
  return {
    items: seen.map((like) => ({
      id: like.item.id,
      title: like.item.title,
      state: like.item.state,
      kind: like.kind,
      percent: like.kind === 'text' ? Math.round(like.share * 100) : null,
    })),
  };
}
