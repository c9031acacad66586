import { encoded, withQuery } from './with-query.ts';

/** News and announcements: all or those of one kind, from a cursor on. */
export const newsPath = (of: { readonly kind?: string; readonly after?: string } = {}): string =>
  withQuery('/tin-tuc', { loai: of.kind ?? '', sau: of.after ?? '' });
export const newsFeedPath = (): string => '/tin-tuc/feed.xml';
export const newsPiecePath = (slug: string): string => `/tin-tuc/${encoded(slug)}`;
export const newsPrintViewPath = (slug: string): string => `/tin-tuc/${encoded(slug)}/in`;
export const newsPicturePath = (slug: string, sha256: string): string =>
  `/tin-tuc/${encoded(slug)}/hinh/${sha256}.webp`;

/** What the staff's list shows, and what it tells. */
export const staffNewsPath = (
  of: { readonly state?: string; readonly after?: string; readonly told?: string } = {},
): string =>
  withQuery('/can-bo/tin-tuc', { xem: of.state ?? '', sau: of.after ?? '', bao: of.told ?? '' });
export const staffNewsPiecePath = (id: string, told = ''): string =>
  withQuery(`/can-bo/tin-tuc/${encoded(id)}`, { bao: told });
export const staffNewsActionPath = (
  id: string,
  action: 'duyet' | 'tra-lai' | 'go' | 'sua',
): string => `/can-bo/tin-tuc/${encoded(id)}/${action}`;
/** A picture of a piece that readers do not see yet. */
export const staffNewsPicturePath = (id: string, sha256: string): string =>
  `/can-bo/tin-tuc/${encoded(id)}/hinh/${sha256}.webp`;
