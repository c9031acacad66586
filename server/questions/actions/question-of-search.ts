import type { ActionDeps } from '#server/action-deps.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { hashOfSecret } from '#server/open-forms/actions/form-token.ts';
import type { Actor } from '#server/people/account.ts';
import type { Search } from '#server/ports.ts';
import { titleOf } from '#server/search/actions/mend-query.ts';
import { notedWords } from '#server/search/noted-words.ts';
import { authorise } from '#server/workflow/access.ts';
import type { Question } from '../question.ts';
import { keepQuestion, newQuestion } from './ask-question.ts';

/** No address leads to it: what stands in one has 22 letters of another alphabet. */
const secretOf = (folded: string, day: string): string => `tim:${day}:${folded}`;

/**
 * Makes a question of what readers searched for in vain, so that it is answered, approved and
 * published as all others are, and takes the query off the lists. The same on one day is one
 * question. Null where the query says nothing. Throws `not-allowed`.
 */
export async function questionOfSearch(
  deps: Pick<ActionDeps, 'catalog' | 'newId' | 'now'> & { readonly search: Search },
  actor: Actor,
  query: string,
): Promise<Question | null> {
  authorise(actor, 'answer-question', { questionOf: actor.unitId });
  const folded = notedWords(query);
  if (folded === '') return null;
  const secretHash = hashOfSecret(secretOf(folded, dayInVietnam(deps.now())));
  const text = await titleOf(deps.search, folded);
  const made = newQuestion(
    deps,
    { text, locality: '', email: '', phone: '' },
    { unitId: actor.unitId, way: 'search', secretHash, state: 'waiting', by: actor },
  );
  const question = await keepQuestion(deps, made);
  await deps.catalog.settleQuery(folded);
  return question;
}
