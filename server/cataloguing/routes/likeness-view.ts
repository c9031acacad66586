import { findLikeness } from '../actions/find-likeness.ts';
import { can } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { Item } from '#server/items/item.ts';
import type { LikenessView } from '#web/cataloguing/likeness.tsx';
import type { AppDeps } from '#server/http/app-deps.ts';

/** What may be the same as this item: those the person may see by name, the others as a number. */
export async function likenessView(
  deps: Pick<AppDeps, 'catalog'>,
  actor: Actor,
  item: Item,
): Promise<LikenessView> {
  const found = await findLikeness(deps, item);
  const seen = found.filter((like) => can(actor, 'view', like.item));
  return {
    hidden: found.length - seen.length,
    items: seen.map((like) => ({
      id: like.item.id,
      title: like.item.title,
      state: like.item.state,
      kind: like.kind,
      percent: like.kind === 'text' ? Math.round(like.share * 100) : null,
    })),
  };
}
