import { UNPLACED, type AuthorityEntry } from './authority-list.ts';

/**
 * What officials say of one of the 45 chủ đề; its entry's id is the subject's code, its rank the
 * place on the home page.
 */
export interface SubjectNote {
  /** A few words below the heading of its page; empty for the shelf's own. */
  readonly intro: string;
  /** The same in English; empty where nobody wrote it. */
  readonly english: string;
}

export type SubjectNoteEntry = AuthorityEntry<'subject', SubjectNote>;

/** Subjects in the places officials gave them; the others follow in the order they had. */
export function inRankOrder<T extends { readonly value: string }>(
  subjects: readonly T[],
  entries: readonly SubjectNoteEntry[],
): T[] {
  const ranks = new Map(entries.map(({ id, rank }) => [id, rank]));
  return subjects.toSorted(
    (a, b) => (ranks.get(a.value) ?? UNPLACED) - (ranks.get(b.value) ?? UNPLACED),
  );
}
