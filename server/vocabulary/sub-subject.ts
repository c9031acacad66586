import type { AuthorityEntry } from './authority-list.ts';

/**
 * A part of one of the 45 chủ đề, named by officials; its code is its subject's, a dot and a slug
 * that never changes (`11.dat-o`).
 */
export interface SubSubject {
  readonly name: string;
  /** Its English name; empty where nobody wrote one. */
  readonly english: string;
  /** Hidden ones stay on the items that have them; nobody is shown or offered them. */
  readonly hidden: boolean;
}

export type SubSubjectEntry = AuthorityEntry<'sub-subject', SubSubject>;

export const isSubSubject = (code: string): boolean => code.includes('.');
/** The subject that a code belongs to; a subject's own is itself. */
export const mainSubject = (code: string): string => code.split('.', 1)[0]!;

/** Subjects first, then their parts: an item never has a part without its subject. */
export const withMainSubjects = (codes: readonly string[]): readonly string[] =>
  codes.some(isSubSubject) ? [...new Set([...codes.map(mainSubject), ...codes])] : codes;

/** Without parts whose subject is not there. */
export const withoutOrphans = (codes: readonly string[]): string[] =>
  codes.filter((code) => codes.includes(mainSubject(code)));

/** As a filter: a part narrows the subject chosen with it. */
export function narrowedSubjects(codes: readonly string[]): readonly string[] {
  const narrowed = new Set(codes.filter(isSubSubject).map(mainSubject));
  return narrowed.size === 0 ? codes : codes.filter((code) => !narrowed.has(code));
}

/** The parts of one subject that readers see, in their order. */
export const subSubjectsOf = (
  entries: readonly SubSubjectEntry[],
  subject: string,
): SubSubjectEntry[] =>
  entries.filter(({ id, value }) => !value.hidden && mainSubject(id) === subject);

/**
 * What is wrong with an item's parts of subjects, in words; null when nothing is. Those it had
 * before stay, hidden or not.
 */
export function wrongSubSubject(
  codes: readonly string[],
  parts: readonly SubSubjectEntry[],
  before: readonly string[] = [],
): string | null {
  const shown = (code: string): boolean =>
    parts.some(({ id, value }) => id === code && !value.hidden);
  const wrong = codes.find((code) => isSubSubject(code) && !shown(code) && !before.includes(code));
  return wrong === undefined
    ? null
    : `Chủ đề nhánh “${wrong}” không có trong danh mục hoặc đang ẩn.`;
}
