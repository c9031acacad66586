import { lawNumberKey, type LawReference } from '#server/base/vietnamese/law-number.ts';
import { FILTER_NAMES, NO_FILTERS, type SearchFilters } from '#server/search/search-query.ts';

/** New items that a search finds: any of a filter's values, all filters, and the words. */
export interface SearchTopic {
  readonly kind: 'search';
  /** Empty: whatever fits the filters, and everything where there are none. */
  readonly text: string;
  readonly filters: SearchFilters;
  /** Only exactly as typed. */
  readonly exact: boolean;
}

/** A legal document: how it stands, and new items that cite it. */
export interface LawTopic {
  readonly kind: 'law';
  readonly number: string;
  /** An Điều of it, whose citations alone are told; empty for the whole document. */
  readonly article: string;
}

export type Topic = SearchTopic | LawTopic;

export const LONGEST_WORDS = 200;
export const MOST_TOPICS = 20;
const MOST_VALUES = 20;
/** Of a filter's value, and of the number of a law. */
export const LONGEST_VALUE = 100;

export const EVERYTHING: SearchTopic = {
  kind: 'search',
  text: '',
  filters: NO_FILTERS,
  exact: false,
};

/** Equal topics have equal keys: as they are stored, counted and asked. */
export function topicKey(topic: Topic): string {
  if (topic.kind === 'law')
    return JSON.stringify({ law: topic.number, ...(topic.article ? { dieu: topic.article } : {}) });
  const filters = FILTER_NAMES.filter((name) => topic.filters[name].length > 0).map((name) => [
    name,
    [...new Set(topic.filters[name])].toSorted(),
  ]);
  return JSON.stringify({
    q: topic.text.trim().replace(/\s+/gu, ' ').toLocaleLowerCase('vi'),
    ...(topic.exact ? { exact: true } : {}),
    ...(Object.fromEntries(filters) as Partial<SearchFilters>),
  });
}

const isValues = (values: unknown): values is readonly string[] =>
  Array.isArray(values) &&
  values.length <= MOST_VALUES &&
  values.every((value) => typeof value === 'string' && value.length <= LONGEST_VALUE);

/** Null for what is no key of a topic. */
export function topicOf(key: string): Topic | null {
  let read: Readonly<Record<string, unknown>>;
  try {
    read = JSON.parse(key) as Record<string, unknown>;
  } catch {
    return null;
  }
  if (typeof read !== 'object' || read === null) return null;
  const { law, dieu = '', q, exact } = read;
  if (typeof law === 'string' && typeof dieu === 'string')
    return { kind: 'law', number: law, article: dieu };
  if (typeof q !== 'string') return null;
  const filters = Object.fromEntries(
    FILTER_NAMES.map((name) => [name, isValues(read[name]) ? read[name] : []]),
  ) as unknown as SearchFilters;
  return { kind: 'search', text: q, filters, exact: exact === true };
}

/** `Điều 138`, `138` and `điều 138a` → `138`, `138`, `138a`; null for what names none. */
export function articleOf(typed: string): string | null {
  const found = /^(?:điều\s*)?(\d{1,4}[a-zđ]?)$/iu.exec(typed.trim());
  return found === null ? null : found[1]!.toLowerCase();
}

/** Whether a citation is of the document, and where an Điều is meant, names it or names none. */
export function cites(
  { number, articles }: Pick<LawReference, 'number' | 'articles'>,
  topic: LawTopic,
): boolean {
  if (lawNumberKey(number) !== lawNumberKey(topic.number)) return false;
  if (topic.article === '' || articles.trim() === '') return true;
  return [...articles.matchAll(/\d{1,4}[a-zđ]?/giu)].some(
    ([one]) => one.toLowerCase() === topic.article,
  );
}
