import { encoded, withQuery } from './with-query.ts';

/** One provision a week, for readers: all weeks from a cursor on, one week of one unit, the feed. */
export const weeklyPath = (after = ''): string => withQuery('/dieu-luat', { sau: after });
export const weeklyKitPath = (slug: string): string => `/dieu-luat/${encoded(slug)}`;
export const weeklyFeedPath = (): string => '/dieu-luat/feed.xml';

/** The calendar of officials. */
export const staffWeeklyPath = (of: { readonly after?: string; readonly told?: string } = {}) =>
  withQuery('/can-bo/dieu-luat', { sau: of.after ?? '', bao: of.told ?? '' });
/** Looks for a passage to begin with. */
export const newKitPath = (q = ''): string => withQuery('/can-bo/dieu-luat/moi', { q });
export const staffKitPath = (id: string, told = ''): string =>
  withQuery(`/can-bo/dieu-luat/${encoded(id)}`, { bao: told });
export const staffKitActionPath = (id: string, action: 'duyet' | 'rut' | 'trich'): string =>
  `/can-bo/dieu-luat/${encoded(id)}/${action}`;
export const kitPosterPath = (id: string): string => `/can-bo/dieu-luat/${encoded(id)}/to-dan.pdf`;
