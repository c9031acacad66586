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

/** What is to be made for a query that nothing answers: a document to get, or an answer to write. */
export const QUERY_WORKS = ['document', 'answer'] as const;
export type QueryWork = (typeof QUERY_WORKS)[number];
const GENRES: Readonly<Record<QueryWork, string>> = { document: '', answer: 'hoi-dap' };

/** The query with its marks, as a title; as it is kept where the index cannot be asked. */
async function titleOf(search: Search, folded: string): Promise<string> {
  const { text } = await readingOf(search, wordsQuery(folded, 1));
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/**
 * Makes a draft from a weak query, so that the work stands in the queue, and takes the query off the
 * lists. Null where the query says nothing. Throws `not-allowed`.
 */
export async function orderForQuery(
  deps: Pick<ActionDeps, 'catalog' | 'newId' | 'now'> & { readonly search: Search },
  actor: Actor,
  { query, work }: { readonly query: string; readonly work: QueryWork },
): Promise<Item | null> {
  authorise(actor, 'create', 'shelf');
  const folded = notedWords(query);
  if (folded === '') return null;
  const title = await titleOf(deps.search, folded);
  const item = await rewriteItem(deps, {
    actor,
    before: null,
    item: newItem(deps, actor, { ...EMPTY_RECORD, title, genre: GENRES[work] }, actor.unitId),
    action: 'create',
    reason: messages.ordered(folded),
  });
  await deps.catalog.settleQuery(folded);
  return item;
}
