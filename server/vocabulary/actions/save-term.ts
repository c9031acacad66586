import { optionalRankErrors } from '#server/vocabulary/rank.ts';
import { messages } from '#server/vocabulary/messages.ts';
import { RECORD_LABELS } from '#server/items/record-labels.ts';
import { NAME_WITHOUT_LETTER } from '../term.ts';
import { authorise } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import type { OwnAudience } from '../audience.ts';
import type { FieldErrors } from '#server/base/errors.ts';
import { GENRE_KINDS, type OwnGenre } from '../genre.ts';
import { type AuthorityEntry } from '../authority-list.ts';
import type { Search } from '#server/ports.ts';
import type { Term, Terms } from '../term.ts';
import type { VocabularyValues } from '../vocabulary.ts';
import { fold, slugify } from '#server/base/vietnamese/syllables.ts';
import { indexAgain } from './index-again.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { readVocabulary } from './read-vocabulary.ts';

/** Lists of terms: of both, officials add their own and place those of the law. */
export type TermList = 'genre' | 'audience';
export type TermEntry = AuthorityEntry<TermList, VocabularyValues[TermList]>;

const LONGEST = { name: 100, short: 30, english: 100, note: 150, noteEnglish: 150 } as const;
/** More would be no choice but a list to search. */
export const MOST_OWN_TERMS = 50;
const CALLED: Readonly<Record<TermList, string>> = {
  genre: RECORD_LABELS.genre.toLowerCase(),
  audience: RECORD_LABELS.audiences.toLowerCase(),
};
/** The last part of the address where a new one is written. */
const RESERVED_CODE = 'moi';

/** The code of a term that is not there yet, made once from its name. */
export const newTermCode = (name: string): string => slugify(name);

/** All that a sheet may call a term. */
const namesOf = ({ code, label, ...term }: Term & { readonly short?: string }): string[] =>
  [code, label, term.short ?? label].map(fold);

function ownErrors(
  { list, id, version }: TermEntry,
  own: OwnGenre | OwnAudience,
  others: readonly Term[],
): FieldErrors {
  const errors: Record<string, string> = {};
  for (const [field, most] of Object.entries(LONGEST)) {
    const said = (own as unknown as Record<string, string | undefined>)[field] ?? '';
    if (said.length > most) errors[field] = messages.tooLong(most);
    else if (said.includes('|')) errors[field] = messages.noBar;
  }
  const taken = new Set(others.flatMap(namesOf));
  if (!/\p{L}/u.test(own.name) || id === '') errors['name'] = NAME_WITHOUT_LETTER;
  else if (taken.has(fold(own.name)) || others.some(({ code }) => code === id))
    errors['name'] = messages.termTaken(CALLED[list]);
  else if (id === RESERVED_CODE) errors['name'] = messages.codeTaken;
  else if (version === 0 && others.filter((term) => term.own).length >= MOST_OWN_TERMS)
    errors['name'] ??= messages.tooManyTerms(MOST_OWN_TERMS, CALLED[list]);
  if ('short' in own && taken.has(fold(own.short)))
    errors['short'] = messages.nameTaken(CALLED[list]);
  if ('kind' in own && !GENRE_KINDS.includes(own.kind)) errors['kind'] = messages.chooseGroup;
  return errors;
}

/**
 * What is wrong with an entry beside the terms that stand, by field of its form; empty when nothing
 * is.
 */
export function termEntryErrors(entry: TermEntry, terms: Terms<Term>): FieldErrors {
  const {
    id,
    rank,
    version,
    value: { own },
  } = entry;
  return {
    ...(own === null
      ? {}
      : ownErrors(
          entry,
          own,
          terms.all.filter(({ code }) => version === 0 || code !== id),
        )),
    ...optionalRankErrors(rank),
  };
}

/**
 * Saves what officials say of a term; names by which items are found are indexed anew. Throws
 * `not-allowed`, `invalid-input` and `stale-version`.
 */
export async function saveTerm(
  deps: Pick<ActionDeps, 'catalog' | 'queue' | 'now'> & { readonly search: Search },
  actor: Actor,
  entry: TermEntry,
): Promise<TermEntry> {
  authorise(actor, 'edit-lists', 'shelf');
  const { genres, audiences } = await readVocabulary(deps);
  refuseErrors(termEntryErrors(entry, entry.list === 'genre' ? genres : audiences));
  const before =
    entry.version === 0 ? null : await deps.catalog.findAuthority(entry.list, entry.id);
  const saved = await deps.catalog.saveAuthority({
    ...entry,
    changedAt: deps.now(),
    changedBy: actor.displayName,
  });
  const renamed =
    before !== null &&
    saved.value.own !== null &&
    (before.value.own?.name !== saved.value.own.name || before.value.hidden !== saved.value.hidden);
  if (renamed)
    await indexAgain(
      deps,
      entry.list === 'genre' ? { genres: [entry.id] } : { audiences: [entry.id] },
    );
  return saved;
}
