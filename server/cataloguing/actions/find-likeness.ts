import type { Item } from '#server/items/item.ts';
import type { Actor } from '#server/people/account.ts';
import { can, unitsSeen } from '#server/workflow/access.ts';
import { nameKey } from '../name-list.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { CataloguingCatalog } from '../cataloguing-catalog.ts';

/**
 * Why another item may be the same: the same bytes, much the same text (its estimated share, 0 to
 * 1), or the same title and issuer.
 */
export type Likeness =
  | { readonly kind: 'file'; readonly item: Item }
  | { readonly kind: 'text'; readonly item: Item; readonly share: number }
  | { readonly kind: 'name'; readonly item: Item };

/** Alike from here on (docs/decisions/023-proposals-and-likeness.md). */
export const LEAST_SHARE = 0.6;
const MOST = 10;
/** More than are shown: some may be another unit's. */
const MOST_ALIKE = 50;
/** A title such as "Tờ gấp" may stand in thousands. */
const MOST_OF_A_TITLE = 50;
const FILES_LOOKED_AT = 10;

const issuersOf = (item: Pick<Item, 'compilers' | 'publisher'>): Set<string> =>
  new Set([...item.compilers, item.publisher].map(nameKey).filter((key) => key !== ''));

const sameIssuer = (a: Item, b: Item): boolean => {
  const [x, y] = [issuersOf(a), issuersOf(b)];
  return x.size === 0 && y.size === 0 ? true : [...x].some((key) => y.has(key));
};

/**
 * Other items that may be the same as this one, each once, for its strongest reason; the strongest
 * first, and only those that the actor may see.
 */
export async function findLikeness(
  { catalog }: { readonly catalog: CataloguingCatalog & ItemCatalog },
  item: Item,
  actor: Actor,
): Promise<Likeness[]> {
  const found = new Map<string, Likeness>();
  const files = item.attachments.slice(0, FILES_LOOKED_AT);
  for (const { sha256 } of files)
    for (const other of await catalog.findItemsByFile(sha256))
      found.set(other.id, { kind: 'file', item: other });
  const shares = new Map<string, number>();
  for (const { id } of files) {
    const print = await catalog.findFingerprint(id);
    if (print === null) continue;
    for (const { itemId, share } of await catalog.findAlike(print, {
      least: LEAST_SHARE,
      limit: MOST_ALIKE,
    }))
      shares.set(itemId, Math.max(share, shares.get(itemId) ?? 0));
  }
  const ids = [...shares]
    .filter(([id]) => !found.has(id))
    .toSorted((a, b) => b[1] - a[1])
    .map(([id]) => id);
  for (const other of await catalog.findItems(ids))
    found.set(other.id, { kind: 'text', item: other, share: shares.get(other.id)! });
  const key = nameKey(item.title);
  const named =
    key === ''
      ? []
      : (
          await catalog.itemsNamed({
            kind: 'title',
            key,
            values: null,
            units: unitsSeen(actor),
            limit: MOST_OF_A_TITLE,
            after: null,
          })
        ).rows;
  for (const other of named)
    if (!found.has(other.id) && sameIssuer(item, other))
      found.set(other.id, { kind: 'name', item: other });
  found.delete(item.id);
  return [...found.values()].filter((like) => can(actor, 'view', like.item)).slice(0, MOST);
}
