import type { NameKind } from '#server/cataloguing/name-list.ts';
import { encoded, withQuery } from './with-query.ts';

/** The same change of several records. */
export const staffBulkEditPath = (): string => '/can-bo/hang-loat/sua';
export const staffUploadPath = (): string => '/can-bo/tai-len';
/** Where a file is sent in pieces. */
export const arrivingPath = (id = ''): string => `/can-bo/tai-len/phan${id === '' ? '' : `/${id}`}`;
export const dropArrivingPath = (id: string): string => `${arrivingPath(id)}/bo`;
/** Addresses of the authority lists. */
export const NAME_LISTS = {
  compiler: 'co-quan',
  publisher: 'nha-xuat-ban',
  series: 'bo-sach',
  keyword: 'tu-khoa',
} as const satisfies Record<NameKind, string>;
/** `done`, `refused`, `more`: what a merge came to. */
export const staffNamesPath = (
  kind: NameKind,
  more: {
    search?: string;
    variants?: boolean;
    after?: string | null;
    done?: number;
    refused?: number;
    more?: boolean;
  } = {},
): string =>
  withQuery(`/can-bo/danh-muc/${NAME_LISTS[kind]}`, {
    tim: more.search || null,
    kieu: more.variants ? 'nhieu' : null,
    bao: more.done,
    con: more.refused || null,
    tiep: more.more ? '1' : null,
    sau: more.after,
  });
export const staffNamePath = (kind: NameKind, name: string, after: string | null = null): string =>
  withQuery(`/can-bo/danh-muc/${NAME_LISTS[kind]}`, { ten: name, sau: after });
export const staffNameSuggestPath = (kind: NameKind): string =>
  `/can-bo/danh-muc/${NAME_LISTS[kind]}/goi-y`;
export const staffItemPath = (
  id: string,
  more: { suggest?: boolean; restore?: boolean } = {},
): string =>
  withQuery(`/can-bo/tai-lieu/${encoded(id)}`, {
    'goi-y': more.suggest ? '1' : null,
    'khoi-phuc': more.restore ? '1' : null,
  });
export const staffItemActionPath = (
  id: string,
  action:
    | 'luu'
    | 'sua-tiep'
    | 'goi-y'
    | 'chep'
    | 'do-dang'
    | 'bo-do-dang'
    | 'dang'
    | 'go'
    | 'dang-lai'
    | 'them-tep'
    | 'thu-lai'
    | 'nhan-dang'
    | 'chuyen-ma'
    | 'gui'
    | 'doi-chieu'
    | 'duyet'
    | 'danh-dau'
    | 'tra-lai'
    | 'nhan'
    | 'rut'
    | 'trao'
    | 'y-kien',
): string => `/can-bo/tai-lieu/${encoded(id)}/${action}`;
