import { encoded, withQuery } from './with-query.ts';

/** Receivers of what is published here, and the deliveries of late. */
export const deliveriesPath = (notice: string | null = null): string =>
  withQuery('/can-bo/giao-nop', { bao: notice });
/** Items that receivers sent back. */
export const refusedItemsPath = (notice: string | null = null): string =>
  withQuery('/can-bo/giao-nop/tra-lai', { bao: notice });
export const newTargetPath = (): string => '/can-bo/giao-nop/moi';
/** One receiver: what it has, what it was sent, and where its answers are taken. */
export const targetPath = (
  id: string,
  query: { notice?: string | null; standing?: string; after?: string | null } = {},
): string =>
  withQuery(`/can-bo/giao-nop/noi/${encoded(id)}`, {
    bao: query.notice,
    'tinh-trang': query.standing,
    sau: query.after,
  });
export const targetActionPath = (
  id: string,
  action: 'sua' | 'giao-nop' | 'bien-nhan' | 'doi-chieu' | 'gui-lai',
): string => `/can-bo/giao-nop/noi/${encoded(id)}/${action}`;
/** One delivery. */
export const deliveryPath = (
  id: string,
  query: { notice?: string | null; after?: string | null } = {},
): string =>
  withQuery(`/can-bo/giao-nop/lan/${encoded(id)}`, { bao: query.notice, sau: query.after });
export const deliveryActionPath = (
  id: string,
  action: 'da-gui' | 'thu-lai' | 'huy' | 'that-lac',
): string => `/can-bo/giao-nop/lan/${encoded(id)}/${action}`;
/** A file of a delivery. */
export const deliveryFilePath = (id: string, name: string): string =>
  `/can-bo/giao-nop/lan/${encoded(id)}/tep/${encoded(name)}`;
