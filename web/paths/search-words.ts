import { encoded, withQuery } from './with-query.ts';

/** The list of words of citizens; one group of it, or what a word finds. */
export const staffWordsPath = (
  of: { readonly group?: string; readonly find?: string; readonly notice?: string } = {},
): string =>
  withQuery('/can-bo/tu-nguoi-dan', {
    nhom: of.group ?? null,
    tim: of.find ?? null,
    bao: of.notice ?? null,
  });
/** A new entry, with the words that somebody looked for. */
export const newWordPath = (said: string | null = null): string =>
  withQuery('/can-bo/tu-nguoi-dan/moi', { noi: said });
export const staffWordPath = (id: string): string => `/can-bo/tu-nguoi-dan/muc/${encoded(id)}`;
export const staffWordUndoPath = (id: string): string =>
  `/can-bo/tu-nguoi-dan/muc/${encoded(id)}/lay-lai`;
export const staffWordImportPath = (): string => '/can-bo/tu-nguoi-dan/nhap';
export const staffWordSheetPath = (form: 'csv' | 'xlsx'): string => `/can-bo/tu-nguoi-dan.${form}`;
