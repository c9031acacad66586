import type { ActionDeps } from '#server/action-deps.ts';
import { newItem } from '#server/items/new-item.ts';
import type { Item } from '#server/items/item.ts';
import { rewriteItem } from '#server/items/actions/rewrite.ts';
import { EMPTY_RECORD } from '#server/items/record-rules.ts';
import type { Actor } from '#server/people/account.ts';
import type { Search } from '#server/ports.ts';
import { authorise } from '#server/workflow/access.ts';
import { messages } from '../messages.ts';
import { notedWords } from '../noted-words.ts';
import { wordsQuery } from '../words-query.ts';
import { readingOf } from './reading-of.ts';

/** The query with its marks, as a title; as it is kept where the index cannot be asked. */
export async function titleOf(search: Search, folded: string): Promise<string> {
  const { text } = await readingOf(search, wordsQuery(folded, 1));
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/**
 * Makes a draft of a document to get from a weak query, so that the work stands in the queue, and
 * takes the query off the lists. Null where the query says nothing. Throws `not-allowed`.
 */
export async function orderForQuery(
  deps: Pick<ActionDeps, 'catalog' | 'newId' | 'now'> & { readonly search: Search },
  actor: Actor,
  query: string,
): Promise<Item | null> {
  authorise(actor, 'create', 'shelf');
  const folded = notedWords(query);
  if (folded === '') return null;
  const title = await titleOf(deps.search, folded);
  const item = await rewriteItem(deps, {
    actor,
    before: null,
    item: newItem(deps, actor, { ...EMPTY_RECORD, title }, actor.unitId),
    action: 'create',
    reason: messages.ordered(folded),
  });
  await deps.catalog.settleQuery(folded);
  return item;
}
