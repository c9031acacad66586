import type { ActionDeps } from '#server/action-deps.ts';
import type { Item } from '#server/items/item.ts';
import { foldedWords } from '#server/base/vietnamese/tokens.ts';

const MOST_FOUND = 10;

/**
 * Items that somebody means by a catalogue number, an id, an address on the shelf, or words of the
 * title (published ones, newest first): exactly one for the first three, several to choose from for
 * words.
 */
export async function findToCollect(
  { catalog }: Pick<ActionDeps, 'catalog'>,
  typed: string,
): Promise<Item[]> {
  const id = /\/tai-lieu\/([0-9a-z]{13})(?:[/?#]|$)/u.exec(typed)?.[1] ?? typed;
  const item = (await catalog.findItem(id)) ?? (await catalog.findItemByIdentifier(typed));
  return item === null ? catalog.findTitles(foldedWords(typed), MOST_FOUND) : [item];
}
