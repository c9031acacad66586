import { encoded, withQuery } from './with-query.ts';

/** The lists that officials keep. */
export const staffListsPath = (): string => '/can-bo/danh-muc';
/** The 45 subjects as officials see them, and one of them; sub-subjects by their code. */
export const staffSubjectsPath = (): string => '/can-bo/danh-muc/chu-de';
export const staffSubjectPath = (code: string, saved = false): string =>
  withQuery(`/can-bo/danh-muc/chu-de/${encoded(code)}`, { bao: saved ? 'da-luu' : null });
export const newSubSubjectPath = (code: string): string =>
  `/can-bo/danh-muc/chu-de/${encoded(code)}/moi`;
export const staffSubSubjectPath = (code: string): string =>
  `/can-bo/danh-muc/nhanh/${encoded(code)}`;
/** Genres and audiences as officials see them, and one of them; `moi` stands for a new one. */
export const TERM_LISTS = { genre: 'the-loai', audience: 'doi-tuong' } as const;
export type TermListName = keyof typeof TERM_LISTS;
export const TERM_LIST_NAMES = Object.keys(TERM_LISTS) as TermListName[];
export const staffTermsPath = (list: TermListName, notice: string | null = null): string =>
  withQuery(`/can-bo/danh-muc/${TERM_LISTS[list]}`, { bao: notice });
export const staffTermPath = (list: TermListName, code: string): string =>
  `/can-bo/danh-muc/${TERM_LISTS[list]}/${encoded(code)}`;
export const staffTermUndoPath = (list: TermListName, code: string): string =>
  `/can-bo/danh-muc/${TERM_LISTS[list]}/${encoded(code)}/lay-lai`;
