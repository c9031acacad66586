import { encoded, withQuery } from './with-query.ts';

/** Administrative procedures for readers: all, and one. */
export const proceduresPath = (): string => '/thu-tuc';
export const procedurePath = (slug: string): string => `/thu-tuc/${encoded(slug)}`;
/** What the code on the card of a desk says: short, so that the code has few squares. */
export const scanPath = (slug: string, unitCode: string): string =>
  `/q/${encoded(slug)}/${encoded(unitCode)}`;

export const staffProceduresPath = (): string => '/can-bo/thu-tuc';
export const staffProcedurePath = (slug: string, told = ''): string =>
  withQuery(`/can-bo/thu-tuc/${encoded(slug)}`, { bao: told });
export const staffProcedureUndoPath = (slug: string): string =>
  `/can-bo/thu-tuc/${encoded(slug)}/lay-lai`;

/** How often the codes of desks were followed. */
export const deskCountsPath = (of: { readonly period?: string; readonly unit?: string } = {}) =>
  withQuery('/can-bo/quay', { ky: of.period ?? '', 'don-vi': of.unit ?? '' });
export const deskCountsSheetPath = (of: { readonly period: string; readonly unit: string }) =>
  withQuery('/can-bo/quay.csv', { ky: of.period, 'don-vi': of.unit });
/** The form that asks for a card sends these: `thu-tuc`, `don-vi`, `co` (a5 or a3). */
export const deskCardPath = (): string => '/can-bo/quay/the.pdf';
