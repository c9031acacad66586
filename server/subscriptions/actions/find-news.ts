import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import type { Item } from '#server/items/item.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import { readStandings } from '#server/laws/actions/read-standings.ts';
import type { LawCatalog } from '#server/laws/law-catalog.ts';
import { lawStateOn } from '#server/laws/law-record.ts';
import type { Standing } from '#server/laws/standing.ts';
import type { Queue, Search } from '#server/ports.ts';
import { browseQuery } from '#server/search/browse-query.ts';
import { withWords, type WordCatalog } from '#server/search/actions/keep-words.ts';
import { filtersOf } from '#server/search/actions/search-document.ts';
import { fits } from '#server/search/scoring/item-facts.ts';
import type { SearchQuery, SearchResult } from '#server/search/search-query.ts';
import type { WordRow } from '#server/search/words/word-record.ts';
import { MOST_TOLD, type NewItem, type News, type Window } from '../news.ts';
import { cites, topicOf, type SearchTopic, type Topic } from '../topic.ts';

export interface NewsDeps {
  readonly catalog: ItemCatalog & LawCatalog & WordCatalog;
  readonly search: Search;
  /** The present instant, ISO. */
  readonly now: () => string;
}

const AT_ONCE = 200;
/** So long after an item's instant of publication it is surely saved, and its index job known. */
const SETTLED_MS = 5 * 60_000;
/** How long the index may keep letters waiting. */
const PATIENCE_MS = 12 * 3_600_000;

/**
 * Up to what instant everything that was published can be found: some minutes ago, or before the
 * oldest item that waits to be indexed.
 */
export async function settledUntil({
  queue,
  now,
}: {
  readonly queue: Queue;
  readonly now: () => string;
}): Promise<string> {
  const at = Date.parse(now());
  const indexing = (await queue.census()).find(({ kind }) => kind === 'index-item');
  const oldest = indexing?.oldestAt ?? null;
  const settled =
    oldest === null ? at - SETTLED_MS : Math.min(at - SETTLED_MS, Date.parse(oldest) - 1);
  return new Date(Math.max(settled, at - PATIENCE_MS)).toISOString();
}

const newItem = ({ id, title, publishedAt }: Item, { state }: Standing): NewItem => ({
  id,
  title,
  publishedAt: publishedAt!,
  standing: state,
});

const isWithin = ({ publishedAt, state }: Item, { since, until }: Window): boolean =>
  state === 'published' && publishedAt !== null && publishedAt > since && publishedAt <= until;

/** Every published item of the window, newest first, in pages. */
export async function* publishedWithin(
  catalog: ItemCatalog,
  window: Window,
): AsyncIterable<readonly Item[]> {
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<ItemCatalog['listItems']>> = await catalog.listItems({
      states: ['published'],
      unitId: null,
      lawKey: null,
      updatedSince: null,
      order: 'newest',
      limit: AT_ONCE,
      after,
    });
    yield page.rows.filter((item) => isWithin(item, window));
    const last = page.rows.at(-1);
    after = last !== undefined && (last.publishedAt ?? '') > window.since ? page.next : null;
  } while (after !== null);
}

type Asked = readonly [key: string, topic: Topic, found: NewItem[]];

/** What is told by the record alone: one walk over the window for all topics. */
async function walk(deps: NewsDeps, window: Window, asked: readonly Asked[]): Promise<void> {
  if (asked.length === 0) return;
  for await (const items of publishedWithin(deps.catalog, window)) {
    const standings = await readStandings(deps, items);
    for (const [i, item] of items.entries()) {
      const facts = {
        itemId: item.id,
        title: item.title,
        titleKey: '',
        publishedAt: item.publishedAt!,
        filters: filtersOf(item, standings[i]!.state),
      };
      const named = newItem(item, standings[i]!);
      for (const [, topic, found] of asked) {
        if (found.length > MOST_TOLD) continue;
        const isOf =
          topic.kind === 'law'
            ? item.lawRefs.some((ref) => cites(ref, topic))
            : fits(facts, topic.filters);
        if (isOf) found.push(named);
      }
    }
  }
}

/** As the search page asks it. */
const searchOf = (
  { text, filters, exact }: SearchTopic,
  words: readonly WordRow[],
): Promise<SearchQuery> =>
  withWords(async () => words, browseQuery({ text, filters, exact, limit: MOST_TOLD + 1 }));

/** What only the index knows: the newest hits, until they are older than the window. */
async function ask(
  deps: NewsDeps,
  window: Window,
  query: SearchQuery,
  found: NewItem[],
): Promise<void> {
  const { catalog, search } = deps;
  let after: string | null = null;
  do {
    const page: SearchResult = await search.query({ ...query, after });
    const items = await catalog.findItems(page.hits.map(({ itemId }) => itemId));
    const fresh = items
      .filter((item) => isWithin(item, window))
      .slice(0, MOST_TOLD + 1 - found.length);
    const standings = await readStandings(deps, fresh);
    found.push(...fresh.map((item, i) => newItem(item, standings[i]!)));
    const isOver = items.some(({ publishedAt }) => (publishedAt ?? '') <= window.since);
    after = isOver || found.length > MOST_TOLD ? null : page.next;
  } while (after !== null);
}

/** How the laws among these topics stand today. */
export async function statesOf(
  { catalog, now }: Pick<NewsDeps, 'now'> & { readonly catalog: Pick<LawCatalog, 'findLaws'> },
  topics: readonly Topic[],
): Promise<News['stateOf']> {
  const keys = topics.flatMap((topic) =>
    topic.kind === 'law' ? [lawNumberKey(topic.number)] : [],
  );
  const day = dayInVietnam(now());
  const laws = keys.length === 0 ? [] : await catalog.findLaws([...new Set(keys)]);
  const states = new Map(laws.map((law) => [law.key, lawStateOn(law, day)]));
  return (key) => states.get(key) ?? 'chua_xac_dinh';
}

/**
 * What there is to tell of these topics. Keeps {@link MOST_TOLD} items a topic, whatever was
 * published. Throws `search-unavailable` where a topic has words.
 */
export async function findNews(
  deps: NewsDeps,
  topics: ReadonlySet<string>,
  window: Window,
): Promise<News> {
  const asked = [...topics].flatMap((key): Asked[] => {
    const topic = topicOf(key);
    return topic === null ? [] : [[key, topic, []]];
  });
  const byRecord = ([, topic]: Asked): boolean => topic.kind === 'law' || topic.text === '';
  await walk(deps, window, asked.filter(byRecord));
  const words = await deps.catalog.listAuthority('word');
  for (const [, topic, found] of asked)
    if (topic.kind === 'search' && topic.text !== '')
      await ask(deps, window, await searchOf(topic, words), found);
  const items = new Map(asked.map(([key, , found]) => [key, found]));
  return {
    itemsOf: (topic) => items.get(topic) ?? [],
    stateOf: await statesOf(
      deps,
      asked.map(([, topic]) => topic),
    ),
  };
}
