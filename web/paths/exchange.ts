import type { PublicRecord } from '#server/exchange/record/public-record.ts';
import type { RecordAddresses } from '#server/exchange/record/record-addresses.ts';
import { filePath, itemPath, jpegCoverPath } from './reading.ts';
import { searchQuery, type SearchAddress } from './search.ts';
import { encoded, withQuery, type Query } from './with-query.ts';

export const siteMapXmlPath = (): string => '/sitemap.xml';
export const oaiPath = (): string => '/oai';
/** The catalogue for reading programs: OPDS 1.2, and 2.0. */
export const opdsPath = (version: 1 | 2): string => (version === 1 ? '/opds' : '/opds/v2');
/** The record of an item in one of the standards of libraries. */
export const recordPath = (
  id: string,
  document: 'oai_dc.xml' | 'mods.xml' | 'marc.xml' | 'marc.mrc',
): string => `/tai-lieu/${encoded(id)}/${document}`;
export const openApiPath = (): string => '/api/v1/openapi.json';
/** A feed of everything new, or of one subject, genre or unit. */
export const feedPath = (of: { subject?: string; genre?: string; unit?: string } = {}): string =>
  withQuery('/feed.xml', { 'chu-de': of.subject, 'the-loai': of.genre, 'don-vi': of.unit });

/** A feed of what a search finds, newest first: its words and filters. */
export const searchFeedPath = (search: Omit<SearchAddress, 'sort' | 'after'>): string =>
  withQuery('/tim-kiem/feed.xml', searchQuery(search));

/**
 * Where records of this shelf are found. `base` is its address without a slash at the end;
 * `namespace` is the middle of its OAI identifiers.
 */
export const recordAddresses =
  (base: string, namespace: string) =>
  ({ id }: Pick<PublicRecord, 'id'>): RecordAddresses => ({
    oai: `oai:${namespace}:${id}`,
    page: `${base}${itemPath(id)}`,
    cover: `${base}${jpegCoverPath(id, 'large')}`,
    thumbnail: `${base}${jpegCoverPath(id, 'small')}`,
    file: (fileId) => `${base}${filePath(fileId)}`,
  });
/** All links of an item for machines (RFC 9264). */
export const linksetPath = (id: string): string => `/tai-lieu/${encoded(id)}/linkset.json`;
/** One record of the API. */
export const apiItemPath = (id: string): string => `/api/v1/items/${encoded(id)}`;
/** The pages of an item for IIIF viewers (Presentation 3). */
export const manifestPath = (id: string): string => `/tai-lieu/${encoded(id)}/manifest.json`;
/** One page's picture as an image service of IIIF (Image API 3): its base address. */
export const imageServicePath = (attachmentId: string, page: number): string =>
  `/iiif/${encoded(`${attachmentId}.${page}`)}`;
/** A widget for other sites (exchange/embed/embed-address.ts says its parameters). */
export const embedPath = (query: Query = {}): string => withQuery('/nhung', query);
/** How to put widgets into one's own pages, with ready HTML. */
export const embedGuidePath = (query: Query = {}): string => withQuery('/nhung/huong-dan', query);
/** What oEmbed consumers ask of an address of this shelf. */
export const oEmbedPath = (address: string, form: 'json' | 'xml' | null = null): string =>
  withQuery('/oembed', { url: address, format: form });
/** Sites that may show widgets of the shelf. */
export const staffPortalsPath = (notice: string | null = null): string =>
  withQuery('/can-bo/trang-nhung', { bao: notice });
export const staffPortalDeletePath = (id: string): string =>
  `/can-bo/trang-nhung/${encoded(id)}/xoa`;
/** Keys of systems that read the API. */
export const staffClientsPath = (notice: string | null = null): string =>
  withQuery('/can-bo/khoa-api', { bao: notice });
export const staffClientRevokePath = (id: string): string =>
  `/can-bo/khoa-api/${encoded(id)}/thu-hoi`;
