import { encoded, withQuery } from './with-query.ts';

export const lawPath = (number: string): string => `/van-ban/${encoded(number)}`;
export const staffLawsPath = (more: { search?: string; after?: string | null } = {}): string =>
  withQuery('/can-bo/van-ban', { so: more.search, sau: more.after });
/** The shared record of a document, by `lawNumberKey`; `moi` for one that is not there yet. */
export const staffLawPath = (key: string): string => `/can-bo/van-ban/${encoded(key)}`;
export const staffLawImportPath = (): string => '/can-bo/van-ban/nhap';
/**
 * Items that cite an ended document and wait for a decision; `done` is the notice of the last one.
 */
export const citationReviewPath = (more: { after?: string | null; done?: string } = {}): string =>
  withQuery('/can-bo/xem-lai', { bao: more.done, sau: more.after });
/** Every law of the shelf as a sheet. */
export const lawTablePath = (form: '.csv' | '.xlsx'): string => `/can-bo/van-ban${form}`;
