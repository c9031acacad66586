import { optionalRankErrors } from '#server/vocabulary/rank.ts';
import { authorise } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import type { FieldErrors } from '#server/base/errors.ts';
import type { SubjectNoteEntry } from '../subject-note.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { refuseErrors } from '#server/base/form-errors.ts';

const LONGEST_INTRO = 500;

/** What is wrong with what is said of a subject, by field of its form; empty when nothing is. */
export function subjectNoteErrors({
  rank,
  value: { intro, english },
}: SubjectNoteEntry): FieldErrors {
  return {
    ...tooLongErrors({
      intro: ['Mô tả', intro, LONGEST_INTRO],
      english: ['Mô tả tiếng Anh', english, LONGEST_INTRO],
    }),
    ...optionalRankErrors(rank),
  };
}

/**
 * Saves the place and the description of a subject. Throws `not-allowed`, `invalid-input` and
 * `stale-version`.
 */
export async function saveSubjectNote(
  { catalog, now }: Pick<ActionDeps, 'catalog' | 'now'>,
  actor: Actor,
  entry: SubjectNoteEntry,
): Promise<SubjectNoteEntry> {
  authorise(actor, 'edit-lists', 'shelf');
  refuseErrors(subjectNoteErrors(entry));
  return catalog.saveAuthority({ ...entry, changedAt: now(), changedBy: actor.displayName });
}
