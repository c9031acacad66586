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
/** Periods of the list of what readers looked for in vain. */
export const QUERY_DAYS = [7, 30, 180] as const;
export const staffQueriesPath = (
  of: { readonly days?: number; readonly notice?: string } = {},
): string =>
  withQuery('/can-bo/cau-tim', {
    ngay: of.days === undefined ? null : String(of.days),
    bao: of.notice ?? null,
  });
export const orderForQueryPath = (): string => '/can-bo/cau-tim/dat';
export const settleQueryPath = (): string => '/can-bo/cau-tim/xong';
export const staffWordPath = (id: string): string => `/can-bo/tu-nguoi-dan/muc/${encoded(id)}`;
export const staffWordUndoPath = (id: string): string =>
  `/can-bo/tu-nguoi-dan/muc/${encoded(id)}/lay-lai`;
export const staffWordImportPath = (): string => '/can-bo/tu-nguoi-dan/nhap';
export const staffWordSheetPath = (form: 'csv' | 'xlsx'): string => `/can-bo/tu-nguoi-dan.${form}`;
