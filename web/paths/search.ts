import { type Query, withQuery } from './with-query.ts';

/** Names of the filters of a search, as they stand in its address. */
export const SEARCH_KEYS = {
  subjects: 'chu-de',
  genres: 'the-loai',
  audiences: 'doi-tuong',
  years: 'nam',
  validity: 'hieu-luc',
  languages: 'ngon-ngu',
  units: 'don-vi',
  formats: 'dinh-dang',
} as const;
/** How a question is read, as it stands in its address. */
export const READING_KEY = 'cach-hieu';
export const READINGS_LEFT_OUT = { words: 'khong-them', reading: 'nhu-da-go' } as const;
export type SearchFilterName = keyof typeof SEARCH_KEYS;
export interface SearchAddress {
  readonly q?: string;
  readonly filters?: Partial<Readonly<Record<SearchFilterName, readonly string[]>>>;
  /** `moi`, `ten`; relevance when absent. */
  readonly sort?: string | null;
  readonly after?: string | null;
  /** Only exactly as typed. */
  readonly exact?: boolean;
  /** Readings that are left out. */
  readonly without?: 'words' | 'reading' | null;
}
export const searchQuery = (address: SearchAddress): Query => ({
  q: address.q ?? null,
  ...Object.fromEntries(
    Object.entries(SEARCH_KEYS).map(([name, key]) => [
      key,
      address.filters?.[name as SearchFilterName] ?? null,
    ]),
  ),
  'sap-xep': address.sort ?? null,
  'dung-nguyen-van': address.exact === true ? '1' : null,
  [READING_KEY]: address.without ? READINGS_LEFT_OUT[address.without] : null,
  sau: address.after ?? null,
});
/** Every parameter that a search reads. */
export const SEARCH_PARAMS: readonly string[] = Object.keys(searchQuery({}));
export const searchPath = (address: SearchAddress = {}): string =>
  withQuery('/tim-kiem', searchQuery(address));
export const openSearchPath = (): string => '/opensearch.xml';
export const suggestPath = (q: string): string => withQuery('/goi-y', { q });
