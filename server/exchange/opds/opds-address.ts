import type { FilterName } from '#server/search/search-query.ts';

/** Lists of the catalogue by what they are of: part of the address, filter of the index, name. */
export const OPDS_LISTS = [
  ['chu-de', 'subjects', 'Chủ đề'],
  ['the-loai', 'genres', 'Thể loại'],
  ['doi-tuong', 'audiences', 'Đối tượng'],
  ['don-vi', 'units', 'Đơn vị'],
] as const satisfies readonly (readonly [string, FilterName, string])[];

export type OpdsListName = (typeof OPDS_LISTS)[number][0];
export const COLLECTIONS = 'bo-suu-tap';

/** What a list may be narrowed by: filter of the index, parameter of the address, name. */
export const OPDS_FACETS = [
  ['languages', 'ngon-ngu', 'Ngôn ngữ'],
  ['genres', 'the-loai', 'Thể loại'],
  ['validity', 'hieu-luc', 'Hiệu lực'],
  ['formats', 'dinh-dang', 'Định dạng'],
] as const satisfies readonly (readonly [FilterName, string, string])[];

export type OpdsFacetName = (typeof OPDS_FACETS)[number][0];
export type Chosen = Readonly<Partial<Record<OpdsFacetName, string>>>;

/** Which publications are asked for. */
export type OpdsSource =
  | { readonly of: 'newest' }
  /** All of them, the latest change first: for programs that take over the whole catalogue. */
  | { readonly of: 'all' }
  | { readonly of: OpdsListName; readonly code: string }
  | { readonly of: typeof COLLECTIONS; readonly code: string }
  | { readonly of: 'search'; readonly words: string };

export interface OpdsAddress {
  readonly source: OpdsSource;
  readonly chosen: Chosen;
  /** Cursor of the page; null for the first. */
  readonly after: string | null;
}

/*
 * Paths below the catalogue's own address, the same in both versions. No letter outside ASCII and no
 * brace is left in them.
 */

export const ROOT_PATH = '';
export const NEWEST_PATH = '/moi';
export const ALL_PATH = '/tat-ca';
export const SEARCH_PATH = '/tim';
export const SEARCH_DESCRIPTION_PATH = '/tim.xml';
/** One list of lists: `/chu-de`. */
export const listsPath = (name: OpdsListName | typeof COLLECTIONS): string => `/${name}`;
export const publicationPath = (itemId: string): string =>
  `/tai-lieu/${encodeURIComponent(itemId)}`;
/** What there is of an item of which readers may not have the files. */
export const introductionPath = (itemId: string): string =>
  `/tai-lieu/${encodeURIComponent(itemId)}/gioi-thieu.html`;

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

function sourcePath(source: OpdsSource): string {
  switch (source.of) {
    case 'newest':
      return NEWEST_PATH;
    case 'all':
      return ALL_PATH;
    case 'search':
      return SEARCH_PATH;
    default:
      return `/${source.of}/${encoded(source.code)}`;
  }
}

/** The path of a page of publications. */
export function publicationsPath({ source, chosen, after }: OpdsAddress): string {
  const query = [
    ...(source.of === 'search' ? [`query=${encoded(source.words)}`] : []),
    ...OPDS_FACETS.flatMap(([name, key]) =>
      chosen[name] === undefined ? [] : [`${key}=${encoded(chosen[name])}`],
    ),
    ...(after === null ? [] : [`sau=${encoded(after)}`]),
  ];
  return `${sourcePath(source)}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

/** The same list with another value of one facet, from its beginning; null takes the facet away. */
export function narrowed(
  { source, chosen }: OpdsAddress,
  facet: OpdsFacetName,
  value: string | null,
): OpdsAddress {
  const others = Object.fromEntries(Object.entries(chosen).filter(([name]) => name !== facet));
  return {
    source,
    chosen: value === null ? others : { ...others, [facet]: value },
    after: null,
  };
}
