import type { Item, Passage } from '#server/items/item.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import { readStandings, type StandingDeps } from '#server/laws/actions/read-standings.ts';
import type { Standing } from '#server/laws/standing.ts';
import type { TextCatalog } from '#server/items/text-catalog.ts';
import type { Search } from '#server/ports.ts';
import { quotation, snippet } from '../scoring/marks.ts';
import { withAdded, type QueryForm } from '../scoring/query-form.ts';
import type { WordRow } from '../words/word-record.ts';
import { withWords } from './keep-words.ts';
import { narrowedSubjects } from '#server/vocabulary/sub-subject.ts';
import { readQuery } from '../scoring/query-form.ts';
import type { ItemHit, PassageHit, SearchQuery, SearchResult, TextRun } from '../search-query.ts';

export interface FoundPassage {
  readonly hit: PassageHit;
  readonly heading: string;
  readonly snippet: readonly TextRun[];
  /** Other items that hold the same words. */
  readonly alsoIn: readonly Item[];
}

export interface FoundItem {
  readonly item: Item;
  readonly hit: ItemHit;
  readonly passages: readonly FoundPassage[];
}

/** The passage that answers by far best, as it stands. */
export interface FoundAnswer extends Pick<FoundPassage, 'hit' | 'heading'> {
  readonly item: Item;
  readonly quotation: readonly TextRun[];
}

export interface Found extends Omit<SearchResult, 'hits' | 'answer'> {
  readonly answer: FoundAnswer | null;
  /** Nothing holds the quoted words as they stand: they were searched without their quotes. */
  readonly unquoted: boolean;
  readonly items: readonly FoundItem[];
}

const refOf = (p: { attachmentId: string; ordinal: number }): string =>
  `${p.attachmentId}/${p.ordinal}`;

const QUOTES = /["“”«»]/gu;

/** What the index answers, before anything of it is read from the catalogue. */
export type AskedIndex = SearchResult & Pick<Found, 'unquoted'>;

/** Asks the index; what nobody wrote as it is quoted, without its quotes. */
async function askIndex(search: Search, query: SearchQuery): Promise<AskedIndex> {
  const found = await search.query(query);
  const bare = query.text.replace(QUOTES, ' ');
  if (found.total > 0 || query.exact || query.after !== null || bare === query.text)
    return { ...found, unquoted: false };
  return { ...(await search.query({ ...query, text: bare })), unquoted: true };
}

/** The answer as it stands; null where the catalogue has it no more. */
function answerOf(
  hit: PassageHit | null,
  items: ReadonlyMap<string, Item>,
  passages: ReadonlyMap<string, Passage>,
  form: QueryForm,
): FoundAnswer | null {
  if (hit === null) return null;
  const [item, passage] = [items.get(hit.itemId), passages.get(refOf(hit))];
  if (item === undefined || passage === undefined) return null;
  return { item, hit, heading: passage.heading, quotation: quotation(passage.text, form) };
}

interface AskDeps {
  readonly search: Search;
  readonly readWords: () => Promise<readonly WordRow[]>;
}

/** Asks the index with the words of citizens as officials left them. */
export const askShelf = async (
  { search, readWords }: AskDeps,
  query: SearchQuery,
): Promise<AskedIndex> =>
  askIndex(
    search,
    await withWords(readWords, {
      ...query,
      filters: { ...query.filters, subjects: narrowedSubjects(query.filters.subjects) },
    }),
  );

/** Asks the index, then reads what is shown of its answer. */
export const searchShelf = async (
  deps: AskDeps & { readonly catalog: ItemCatalog & TextCatalog },
  query: SearchQuery,
): Promise<Found> => readFound(deps, query, await askShelf(deps, query));

/**
 * Reads the records and the few passages shown. What the catalog no longer publishes is left out.
 */
export async function readFound(
  deps: { readonly catalog: ItemCatalog & TextCatalog },
  query: SearchQuery,
  { hits, unquoted, answer, ...rest }: AskedIndex,
): Promise<Found> {
  const shown = hits.flatMap((h) => h.passages);
  const named = new Set(hits.flatMap((h) => [h.itemId, ...h.passages.flatMap((p) => p.alsoIn)]));
  const [items, passages] = await Promise.all([
    deps.catalog.findItems([...named]),
    deps.catalog.findPassages(shown.filter((p) => p.attachmentId !== '')),
  ]);
  const itemById = new Map(items.filter((i) => i.state === 'published').map((i) => [i.id, i]));
  const passageByRef = new Map(passages.map((p) => [refOf(p), p]));
  const form = withAdded(
    readQuery(rest.reading.text),
    rest.reading.added.map((added) => readQuery(added.words)),
  );
  const present = (item: Item, hit: PassageHit): FoundPassage | null => {
    const passage: Pick<Passage, 'heading' | 'text'> | undefined =
      hit.locator.kind === 'record'
        ? { heading: '', text: recordText(item) }
        : passageByRef.get(refOf(hit));
    if (!passage) return null;
    return {
      hit,
      heading: passage.heading,
      snippet: snippet(passage.text, form, query.exact),
      alsoIn: hit.alsoIn.map((id) => itemById.get(id)).filter((i) => i !== undefined),
    };
  };
  return {
    ...rest,
    unquoted,
    answer: answerOf(answer, itemById, passageByRef, form),
    items: hits.flatMap((hit): FoundItem[] => {
      const item = itemById.get(hit.itemId);
      return item
        ? [
            {
              item,
              hit,
              passages: hit.passages.map((p) => present(item, p)).filter((p) => p !== null),
            },
          ]
        : [];
    }),
  };
}

/** How everything stands that an answer names, by item. */
export async function standingsFound(
  deps: StandingDeps,
  { items }: Pick<Found, 'items'>,
): Promise<ReadonlyMap<string, Standing>> {
  const named = items.flatMap(({ item, passages }) => [item, ...passages.flatMap((p) => p.alsoIn)]);
  const all = [...new Map(named.map((item) => [item.id, item])).values()];
  const standings = await readStandings(deps, all);
  return new Map(all.map((item, i) => [item.id, standings[i]!]));
}

const recordText = (item: Item): string =>
  [item.title, item.abstract].filter((t) => t !== '').join('. ');
