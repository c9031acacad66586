import { rankErrors } from '#server/vocabulary/rank.ts';
import { messages } from '#server/vocabulary/messages.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { NAME_WITHOUT_LETTER } from '../term.ts';
import { authorise } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import type { FieldErrors } from '#server/base/errors.ts';
import type { Search } from '#server/ports.ts';
import { mainSubject, type SubSubjectEntry } from '../sub-subject.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { fold, slugify } from '#server/base/vietnamese/syllables.ts';
import { indexAgain } from './index-again.ts';
import { refuseErrors } from '#server/base/form-errors.ts';

const LONGEST_NAME = 100;
/** More would be no choice but a list to search. */
export const MOST_PARTS = 50;

/** A part that is not there yet: its code is made once, from its name. */
export const newSubSubject = (
  subject: string,
  name: string,
): Pick<SubSubjectEntry, 'list' | 'id'> => ({
  list: 'sub-subject',
  id: `${subject}.${slugify(name)}`,
});

/**
 * What is wrong with a part of a subject beside the others, by field of its form; empty when
 * nothing is.
 */
export function subSubjectEntryErrors(
  { id, rank, version, value: { name, english } }: SubSubjectEntry,
  others: readonly SubSubjectEntry[],
): FieldErrors {
  const errors: Record<string, string> = {};
  if (!/\p{L}/u.test(name) || id.endsWith('.')) errors['name'] = NAME_WITHOUT_LETTER;
  else if (
    others.some(
      (other) => fold(other.value.name) === fold(name) || (version === 0 && other.id === id),
    )
  )
    errors['name'] = messages.subSubjectTaken;
  Object.assign(errors, rankErrors(rank));
  if (version === 0 && others.length >= MOST_PARTS)
    errors['name'] ??= messages.tooManySubSubjects(MOST_PARTS);
  return {
    ...errors,
    ...tooLongErrors({
      name: [FIELD_LABELS.name, name, LONGEST_NAME],
      english: [FIELD_LABELS.englishName, english, LONGEST_NAME],
    }),
  };
}

/**
 * Saves a part of a subject under a code that never changes. Throws `not-allowed`, `invalid-input`
 * and `stale-version`.
 */
export async function saveSubSubject(
  {
    catalog,
    search,
    queue,
    now,
  }: Pick<ActionDeps, 'catalog' | 'queue' | 'now'> & { search: Search },
  actor: Actor,
  entry: SubSubjectEntry,
): Promise<SubSubjectEntry> {
  authorise(actor, 'edit-lists', 'shelf');
  const subject = mainSubject(entry.id);
  refuseErrors(
    subSubjectEntryErrors(
      entry,
      (await catalog.listAuthority('sub-subject')).filter(
        ({ id }) => mainSubject(id) === subject && (entry.version === 0 || id !== entry.id),
      ),
    ),
  );
  const before = entry.version === 0 ? null : await catalog.findAuthority('sub-subject', entry.id);
  const saved = await catalog.saveAuthority({
    ...entry,
    changedAt: now(),
    changedBy: actor.displayName,
  });
  if (
    before !== null &&
    (before.value.name !== saved.value.name || before.value.hidden !== saved.value.hidden)
  )
    await indexAgain({ search, queue }, { subjects: [saved.id] });
  return saved;
}
