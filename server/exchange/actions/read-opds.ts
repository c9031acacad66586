import { writeCursor } from '#server/base/cursor.ts';
import { AppError } from '#server/base/errors.ts';
import { languageLabel } from '#server/base/language.ts';
import { beginningOf, dayInVietnam } from '#server/base/vietnam-time.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { Item } from '#server/items/item.ts';
import { findStanding } from '#server/laws/standing.ts';
import { unitWithPast, type Unit } from '#server/people/unit.ts';
import type { Search } from '#server/ports.ts';
import { browseQuery } from '#server/search/browse-query.ts';
import { browseShelf } from '#server/search/actions/browse-shelf.ts';
import { withWords, type WordCatalog } from '#server/search/actions/keep-words.ts';
import {
  NO_FILTERS,
  type Facets,
  type FacetValue,
  type SearchFilters,
} from '#server/search/search-query.ts';
import { shownFacets } from '#server/search/shown-facets.ts';
import type { SiteCatalog } from '#server/site/site-catalog.ts';
import { findSubject } from '#server/vocabulary/subject.ts';
import { isSubSubject, narrowedSubjects } from '#server/vocabulary/sub-subject.ts';
import { shownTerm } from '#server/vocabulary/term.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import {
  COLLECTIONS,
  listsPath,
  narrowed,
  NEWEST_PATH,
  OPDS_FACETS,
  OPDS_LISTS,
  publicationsPath,
  ROOT_PATH,
  type OpdsAddress,
  type OpdsFacetName,
  type OpdsListName,
} from '../opds/opds-address.ts';
import type {
  AcquisitionFeed,
  NavigationFeed,
  OpdsFacet,
  OpdsNavigation,
  OpdsPublication,
} from '../opds/opds-feed.ts';
import { opdsWords } from '../opds/opds-words.ts';
import type { PublicRecord } from '../record/public-record.ts';
import type { RecordAddresses } from '../record/record-addresses.ts';
import { openRecords, type RecordDeps } from './read-records.ts';

export interface OpdsDeps extends RecordDeps {
  readonly catalog: RecordDeps['catalog'] & ItemCatalog & SiteCatalog & WordCatalog;
  readonly search: Search;
  readonly addressesOf: (record: PublicRecord) => RecordAddresses;
}

export const OPDS_PAGE = 30;
/** Pages from which on facets are worth their place: of all, of one list, of what is narrowed. */
const LONG = { all: 1, list: 7, narrowed: 30 } as const;
const NEWEST_AT_ROOT = 6;

/** What codes are called: lists, facets and titles say it alike. */
interface Names {
  readonly vocabulary: Vocabulary;
  readonly units: readonly Unit[];
}

async function readNames(deps: OpdsDeps): Promise<Names> {
  const [vocabulary, units] = await Promise.all([readVocabulary(deps), deps.catalog.listUnits()]);
  return { vocabulary, units };
}

/** The name of one of a list; null for what readers do not know. */
function nameOf({ vocabulary, units }: Names, list: OpdsListName, code: string): string | null {
  switch (list) {
    case 'chu-de':
      return findSubject(code)?.label ?? null;
    case 'the-loai':
      return shownTerm(vocabulary.genres, code)?.label ?? null;
    case 'doi-tuong':
      return shownTerm(vocabulary.audiences, code)?.label ?? null;
    case 'don-vi':
      return units.find((unit) => unit.code === code)?.name ?? null;
  }
}

function facetTitle({ vocabulary }: Names, facet: OpdsFacetName, value: string): string {
  switch (facet) {
    case 'languages':
      return languageLabel(value);
    case 'genres':
      return shownTerm(vocabulary.genres, value)?.label ?? value;
    case 'validity':
      return findStanding(value)?.label ?? value;
    case 'formats':
      return Object.hasOwn(opdsWords.formats, value) ? opdsWords.formats[value]! : value;
  }
}

async function publicationsOf(deps: OpdsDeps, items: readonly Item[]): Promise<OpdsPublication[]> {
  const records = await (await openRecords(deps))(items);
  return records.map((record) => ({ record, addresses: deps.addressesOf(record) }));
}

/** The last change among these; the beginning of the day where there are none. */
const lastChange = (deps: OpdsDeps, items: readonly Item[]): string =>
  items.reduce(
    (last, { updatedAt }) => (updatedAt > last ? updatedAt : last),
    items[0]?.updatedAt ?? beginningOf(dayInVietnam(deps.now())),
  );

const browse = (deps: OpdsDeps, limit: number) => browseShelf(deps, browseQuery({ limit }));

/** Values of a list that have publications, with their counts, in the order of the counts. */
function valuesOf(names: Names, facets: Facets, list: OpdsListName): FacetValue[] {
  const filter = OPDS_LISTS.find(([name]) => name === list)![1];
  if (list !== 'don-vi') return facets[filter].filter(({ value }) => !isSubSubject(value));
  const counts = new Map(facets.units.map(({ value, count }) => [value, count]));
  return names.units
    .map((unit) => ({
      value: unit.code,
      count: unitWithPast(names.units, unit.id).reduce((sum, id) => sum + (counts.get(id) ?? 0), 0),
    }))
    .filter(({ count }) => count > 0);
}

async function shownCollections(deps: OpdsDeps) {
  const collections = (await deps.catalog.listCollections()).filter(({ hidden }) => !hidden);
  const items = await deps.catalog.findItems([...new Set(collections.flatMap((c) => c.itemIds))]);
  const published = new Map(
    items.filter(({ state }) => state === 'published').map((item) => [item.id, item]),
  );
  return collections
    .map(({ slug, title, intro, itemIds }) => ({
      slug,
      title,
      intro,
      items: itemIds.map((id) => published.get(id)).filter((item) => item !== undefined),
    }))
    .filter((collection) => collection.items.length > 0);
}

/** The beginning of the catalogue. */
export async function readRootFeed(deps: OpdsDeps, title: string): Promise<NavigationFeed> {
  const [names, { items, facets, whole }, collections] = await Promise.all([
    readNames(deps),
    browse(deps, NEWEST_AT_ROOT),
    shownCollections(deps),
  ]);
  const shown = shownFacets(facets, names.vocabulary);
  const lists = OPDS_LISTS.filter(([list]) => valuesOf(names, shown, list).length > 0).map(
    ([list, , name]): OpdsNavigation => ({
      title: name,
      note: opdsWords.listNote(name),
      path: listsPath(list),
      kind: 'navigation',
      isNewest: false,
    }),
  );
  const collected: OpdsNavigation = {
    title: opdsWords.collections,
    note: opdsWords.collectionsNote,
    path: listsPath(COLLECTIONS),
    kind: 'navigation',
    isNewest: false,
  };
  return {
    kind: 'navigation',
    path: ROOT_PATH,
    title,
    updated: lastChange(deps, items),
    lasting: whole,
    up: null,
    navigation: [
      {
        title: opdsWords.newest,
        note: opdsWords.newestNote,
        path: NEWEST_PATH,
        kind: 'acquisition',
        isNewest: true,
      },
      ...lists,
      ...(collections.length === 0 ? [] : [collected]),
    ],
    newest: await publicationsOf(deps, items),
  };
}

/** All of one list (subjects, genres …) that have publications, or all collections. */
export async function readListFeed(
  deps: OpdsDeps,
  list: OpdsListName | typeof COLLECTIONS,
): Promise<NavigationFeed> {
  const [names, { items, facets, whole }] = await Promise.all([readNames(deps), browse(deps, 1)]);
  const entry = (code: string, title: string, note: string): OpdsNavigation => ({
    title,
    note,
    path: publicationsPath({ source: { of: list, code }, chosen: {}, after: null }),
    kind: 'acquisition',
    isNewest: false,
  });
  const navigation =
    list === COLLECTIONS
      ? (await shownCollections(deps)).map(({ slug, title, intro, items: { length } }) =>
          entry(slug, title, [opdsWords.count(length), intro].filter((s) => s !== '').join('. ')),
        )
      : valuesOf(names, shownFacets(facets, names.vocabulary), list).flatMap(({ value, count }) => {
          const name = nameOf(names, list, value);
          return name === null ? [] : [entry(value, name, opdsWords.count(count))];
        });
  return {
    kind: 'navigation',
    path: listsPath(list),
    title: OPDS_LISTS.find(([name]) => name === list)?.[2] ?? opdsWords.collections,
    updated: lastChange(deps, items),
    lasting: whole,
    up: ROOT_PATH,
    navigation,
    newest: [],
  };
}

/**
 * Facets of a long list. A narrowed one shows the group it was narrowed by, so that another value may
 * be taken, and the others only while it is very long: programs that walk the whole catalogue would
 * meet every combination.
 */
function facetsOf(
  names: Names,
  address: OpdsAddress,
  found: Facets,
  total: number | null,
): OpdsFacet[] {
  const pages = (total ?? 0) / OPDS_PAGE;
  const isNarrowed = Object.keys(address.chosen).length > 0;
  const isAll = address.source.of === 'newest' || address.source.of === 'search';
  const isLong = pages > (isNarrowed ? LONG.narrowed : isAll ? LONG.all : LONG.list);
  const facets = shownFacets(found, names.vocabulary);
  return OPDS_FACETS.flatMap(([facet, , group]) => {
    const chosen = address.chosen[facet];
    const ownList = address.source.of === 'the-loai' && facet === 'genres';
    if (ownList || (chosen === undefined && !isLong)) return [];
    const values = facets[facet];
    if (values.length < 2) return [];
    return values.map(({ value, count }) => ({
      group,
      title: facetTitle(names, facet, value),
      path: publicationsPath(narrowed(address, facet, value)),
      count,
      active: value === chosen,
    }));
  });
}

/** Filters of the index for what an address asks. Throws `page-not-found` for an unknown code. */
function filtersFor(names: Names, { source, chosen }: OpdsAddress): SearchFilters {
  const filters: Record<string, readonly string[]> = { ...NO_FILTERS };
  for (const [facet] of OPDS_FACETS)
    if (chosen[facet] !== undefined) filters[facet] = [chosen[facet]];
  const list = OPDS_LISTS.find(([name]) => name === source.of);
  if (list !== undefined && 'code' in source) {
    if (nameOf(names, list[0], source.code) === null) throw new AppError('page-not-found');
    const unit = names.units.find(({ code }) => code === source.code);
    filters[list[1]] = list[0] === 'don-vi' ? unitWithPast(names.units, unit!.id) : [source.code];
  }
  return filters as unknown as SearchFilters;
}

function titleOf(names: Names, { source }: OpdsAddress): string {
  if (source.of === 'search') return opdsWords.found(source.words);
  const list = OPDS_LISTS.find(([name]) => name === source.of)?.[0];
  if (list === undefined || !('code' in source)) return opdsWords.newest;
  return nameOf(names, list, source.code) ?? source.code;
}

interface Listed {
  readonly items: readonly Item[];
  readonly total: number | null;
  readonly facets: Facets | null;
  readonly next: string | null;
  readonly previous: string | null;
  /** False for a list that the index could not make, and for words, which nobody asks twice. */
  readonly whole: boolean;
}

async function listFrom(deps: OpdsDeps, names: Names, address: OpdsAddress): Promise<Listed> {
  const { source, after } = address;
  const filters = filtersFor(names, address);
  const words = source.of === 'search' ? source.words.trim() : '';
  if (words === '') return browseShelf(deps, browseQuery({ filters, limit: OPDS_PAGE, after }));
  const asked = await withWords(() => deps.catalog.listAuthority('word'), {
    text: words,
    filters: { ...filters, subjects: narrowedSubjects(filters.subjects) },
    sort: 'relevance',
    exact: false,
    collapse: false,
    limit: OPDS_PAGE,
    after,
  });
  const { hits, ...found } = await deps.search.query(asked);
  const items = await deps.catalog.findItems(hits.map(({ itemId }) => itemId));
  return { ...found, whole: false, items: items.filter(({ state }) => state === 'published') };
}

/** Everything, the latest change first, by the catalogue itself. */
async function listAll(
  { catalog }: OpdsDeps,
  after: string | null,
): Promise<Listed & { readonly title: string }> {
  const list = { states: ['published'], unitId: null, lawKey: null, updatedSince: null } as const;
  const { rows, next } = await catalog.listItems({
    ...list,
    order: 'latest',
    limit: OPDS_PAGE,
    after,
  });
  const [first] = rows;
  // The page before begins behind what stands a page and one before this page.
  const before =
    after === null || first === undefined
      ? []
      : (
          await catalog.listItems({
            ...list,
            order: 'updated',
            limit: OPDS_PAGE + 1,
            after: writeCursor([first.updatedAt, first.id]),
          })
        ).rows;
  const edge = before[OPDS_PAGE];
  return {
    title: opdsWords.everything,
    items: rows,
    whole: true,
    total: await catalog.countItems(['published']),
    facets: null,
    next,
    previous: edge === undefined ? null : writeCursor([edge.updatedAt, edge.id]),
  };
}

/** Collections are kept in their own order: a page begins behind a number of them. */
async function listCollected(
  deps: OpdsDeps,
  slug: string,
  after: string | null,
): Promise<Listed & { readonly title: string }> {
  const collection = (await shownCollections(deps)).find((one) => one.slug === slug);
  if (collection === undefined) throw new AppError('page-not-found');
  const from = after === null ? 0 : Number(after);
  if (!Number.isSafeInteger(from) || from < 0) throw new AppError('invalid-cursor');
  const { items, title } = collection;
  return {
    title,
    items: items.slice(from, from + OPDS_PAGE),
    whole: true,
    total: items.length,
    facets: null,
    next: from + OPDS_PAGE < items.length ? String(from + OPDS_PAGE) : null,
    previous: from > OPDS_PAGE ? String(from - OPDS_PAGE) : null,
  };
}

function upOf({ source }: OpdsAddress): string {
  const list = OPDS_LISTS.find(([name]) => name === source.of);
  if (list !== undefined) return listsPath(list[0]);
  return source.of === COLLECTIONS ? listsPath(COLLECTIONS) : ROOT_PATH;
}

async function listOf(
  deps: OpdsDeps,
  names: Names,
  address: OpdsAddress,
): Promise<Listed & { readonly title: string }> {
  const { source, after } = address;
  if (source.of === COLLECTIONS) return listCollected(deps, source.code, after);
  if (source.of === 'all') return listAll(deps, after);
  return { ...(await listFrom(deps, names, address)), title: titleOf(names, address) };
}

/**
 * One page of publications. Throws `page-not-found` for a list that is not there, `invalid-cursor`,
 * and `search-unavailable` for words while the index cannot be asked.
 */
export async function readPublications(
  deps: OpdsDeps,
  address: OpdsAddress,
): Promise<AcquisitionFeed> {
  const { after } = address;
  const names = await readNames(deps);
  const listed = await listOf(deps, names, address);
  const pathOf = (cursor: string | null): string => publicationsPath({ ...address, after: cursor });
  return {
    kind: 'acquisition',
    path: pathOf(after),
    title: listed.title,
    updated: lastChange(deps, listed.items),
    lasting: listed.whole,
    up: upOf(address),
    publications: await publicationsOf(deps, listed.items),
    total: listed.total,
    perPage: OPDS_PAGE,
    first: pathOf(null),
    previous: after === null ? null : pathOf(listed.previous),
    next: listed.next === null ? null : pathOf(listed.next),
    facets: listed.facets === null ? [] : facetsOf(names, address, listed.facets, listed.total),
  };
}

/** One publication. Throws `item-not-found` for what readers do not see. */
export async function readPublication(deps: OpdsDeps, itemId: string): Promise<OpdsPublication> {
  const item = await deps.catalog.findItem(itemId);
  if (item?.state !== 'published') throw new AppError('item-not-found', { itemId });
  return (await publicationsOf(deps, [item]))[0]!;
}
