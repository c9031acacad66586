import { fragmentOf } from '#server/base/locator.ts';
import { provisionAt } from '#server/base/vietnamese/provisions.ts';
import type { Request, Response, Router } from 'express';
import type { VNode } from 'preact';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { revisionOf } from '#server/http/guard/know-settings.ts';
import { KnownAtRevision } from '#server/http/guard/known-at-revision.ts';
import { readerText } from '#server/http/interface-language.ts';
import { param } from '#server/http/query.ts';
import { PageCache } from '#server/http/page-cache.ts';
import { sendPage, sendPageBeside } from '#server/http/send-page.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import {
  itemCard,
  itemCards,
  itemLink,
  paramFor,
  printedPage,
} from '#server/items/routes/present-item.ts';
import type { Search } from '#server/ports.ts';
import type { Standing } from '#server/laws/standing.ts';
import type { HitView } from '#web/items/item-hit.tsx';
import { SearchNonePage } from '#web/search/search-none.tsx';
import type { AnswerView } from '#web/search/answer.tsx';
import { SearchPage, SearchUnavailablePage } from '#web/search/search.tsx';
import { isSearchDown } from '../actions/browse-shelf.ts';
import {
  askShelf,
  readFound,
  standingsFound,
  type AskedIndex,
  type Found,
  type FoundItem,
} from '../actions/search-shelf.ts';
import { isReader } from '#server/figures/routes/count-visits.ts';
import { notedWords } from '../noted-words.ts';
import { OfferedPhrases } from '../actions/offered-phrases.ts';
import { suggestWords } from '../actions/suggest-words.ts';
import { anyFilter } from '../scoring/item-facts.ts';
import { readQuery } from '../scoring/query-form.ts';
import { facetViews } from './facet-labels.ts';
import { readSearchAddress } from './search-address.ts';
import type { Unit } from '#server/people/unit.ts';
import type { WordRow } from '../words/word-record.ts';
import { SEARCH_PARAMS } from '#web/paths/search.ts';
import { createRoutes } from '#server/http/routes.ts';
import type { SearchHelp, SearchQuery } from '../search-query.ts';

const HITS_PER_PAGE = 10;

const SUGGESTIONS = 8;

/** Some thousand compressed pages of what is looked for again. */
const KEPT_BYTES = 6 * 1024 ** 2;

/** So few hits may be those of a slip. */
const FEW_FOUND = 2;

/** `standings`: of every item that was found and every other that holds its words, by id. */
export const hitView = (
  { item, hit, passages }: FoundItem,
  standings: ReadonlyMap<string, Standing>,
): HitView => ({
  card: itemCard(item, standings.get(item.id)!),
  passages: passages.map((p) => ({
    locator: p.hit.locator,
    attachment: paramFor(item, p.hit.attachmentId),
    provision: provisionAt(fragmentOf(p.hit.locator), p.heading),
    printed: printedPage(item, p.hit),
    runs: p.snippet,
  })),
  more: Math.max(hit.matched - passages.length, 0),
  alsoIn: [
    ...new Map(
      passages
        .flatMap((p) => p.alsoIn)
        .map((other) => [other.id, itemLink(other, standings.get(other.id)!)]),
    ).values(),
  ],
});

const answerView = (
  answer: Found['answer'],
  standings: ReadonlyMap<string, Standing>,
): AnswerView | null =>
  answer === null
    ? null
    : {
        card: itemCard(answer.item, standings.get(answer.item.id)!),
        heading: answer.heading,
        passage: {
          locator: answer.hit.locator,
          attachment: paramFor(answer.item, answer.hit.attachmentId),
          provision: provisionAt(fragmentOf(answer.hit.locator), answer.heading),
          printed: printedPage(answer.item, answer.hit),
          runs: answer.quotation,
        },
      };

/** For the librarians' list of what is missing, and for figures and suggestions. */
async function noteSearch(
  deps: AppDeps,
  req: Request,
  query: SearchQuery,
  found: AskedIndex,
): Promise<void> {
  const folded = notedWords(query.text);
  const outcome = found.total === 0 ? 'empty' : found.weak ? 'weak' : 'found';
  if (isReader(req))
    deps.queries.note({ outcome, folded, shown: found.reading.text, address: req.ip ?? '' });
  if (outcome === 'found' || folded === '') return;
  // A failing note must not cost the reader the page.
  await deps.storage.catalog
    .noteEmptyQuery(folded, deps.now())
    .catch((error: unknown) => deps.log.warn({ err: error }, 'empty query not noted'));
}

/** While the index cannot be asked: items whose titles fit. */
async function showUnavailable(
  deps: AppDeps,
  req: Request,
  res: Response,
  query: SearchQuery,
): Promise<void> {
  const asked = query.text !== '' || anyFilter(query.filters);
  const frame = pageFrame(deps, req, res, { canonical: '/tim-kiem', noindex: asked });
  const folded = readQuery(query.text).folded;
  const named = await deps.storage.catalog.findTitles(folded, HITS_PER_PAGE);
  await sendPage(
    deps,
    req,
    res,
    <SearchUnavailablePage
      frame={frame}
      query={query}
      hits={(await itemCards(deps, named)).map((card) => ({
        card,
        passages: [],
        more: 0,
        alsoIn: [],
      }))}
    />,
    { status: 503 },
  );
}

/** What all searches of one public revision share. */
interface Known {
  readonly words: () => Promise<readonly WordRow[]>;
  readonly units: () => Promise<readonly Unit[]>;
  /** Pages of searches; apart from others, since anybody may make up words. */
  readonly pages: PageCache;
}

/** Null while the index cannot be asked. */
async function askOrNull(
  { storage: { search }, log }: AppDeps,
  known: Known,
  query: SearchQuery,
): Promise<AskedIndex | null> {
  try {
    return await askShelf({ search, readWords: known.words }, query);
  } catch (error) {
    if (!isSearchDown(error)) throw error;
    log.error({ err: error, cause: (error as Error).cause }, 'search unavailable');
    return null;
  }
}

/** Other spellings, where little was found or nothing close. */
const spellingsFor = async (
  search: Search,
  query: SearchQuery,
  { weak, total }: Found,
): Promise<SearchHelp['spellings']> =>
  query.after === null && (weak || total <= FEW_FOUND) ? (await search.help(query)).spellings : [];

/** What was found as a page; help where there is nothing. */
async function foundPage(
  deps: AppDeps,
  known: Known,
  req: Request,
  res: Response,
  query: SearchQuery,
  answer: AskedIndex,
): Promise<VNode> {
  const { search } = deps.storage;
  const asked = query.text !== '' || anyFilter(query.filters);
  const frame = pageFrame(deps, req, res, { canonical: '/tim-kiem', noindex: asked });
  const facets = facetViews(readerText(req), answer.facets, {
    filters: query.filters,
    units: await known.units(),
    vocabulary: vocabularyFor(req),
  });
  if (answer.total === 0 && query.after === null && asked)
    return (
      <SearchNonePage
        frame={frame}
        query={query}
        help={await search.help(query)}
        chosen={facets}
        reading={answer.reading}
      />
    );
  const found = await readFound(deps.storage, query, answer);
  const standings = await standingsFound(deps, found);
  return (
    <SearchPage
      frame={frame}
      query={query}
      total={found.total}
      totalPassages={found.totalPassages}
      hits={found.items.map((one) => hitView(one, standings))}
      facets={facets}
      next={found.next}
      bothWays={found.bothWays && query.text !== ''}
      cut={found.cut}
      partial={found.partial}
      reading={found.reading}
      unquoted={found.unquoted}
      weak={found.weak}
      meant={await spellingsFor(search, query, found)}
      answer={answerView(found.answer, standings)}
    />
  );
}

/**
 * The search page. The index is asked and the search is counted each time; the page is kept as long
 * as index and catalogue stand.
 */
async function showResults(
  deps: AppDeps,
  known: Known,
  req: Request,
  res: Response,
): Promise<void> {
  const query = readSearchAddress(req.query, HITS_PER_PAGE, true);
  const answer = await askOrNull(deps, known, query);
  if (answer === null) return showUnavailable(deps, req, res, query);
  const isCounted =
    query.text !== '' && !anyFilter(query.filters) && !query.exact && query.after === null;
  if (isCounted) await noteSearch(deps, req, query, answer);
  const beside = answer.partial ? null : { pages: known.pages, state: answer.stateOfIndex };
  if (beside !== null && sendPageBeside(deps, req, res, beside)) return;
  const page = await foundPage(deps, known, req, res, query, answer);
  return sendPage(deps, req, res, page, { beside, reads: SEARCH_PARAMS });
}

/** Titles and frequent phrases that begin as typed. */
async function suggest(
  deps: AppDeps,
  offered: OfferedPhrases,
  req: Request,
  res: Response,
): Promise<void> {
  const prefix = param(req.query['q']).slice(0, 200);
  const suggestions = await suggestWords(
    {
      search: deps.storage.search,
      readWords: () => deps.readWords(revisionOf(res)),
      frequent: () => deps.queries.frequent(),
      offered,
    },
    prefix,
    SUGGESTIONS,
  );
  res.setHeader('Cache-Control', 'public, max-age=300');
  // OpenSearch's own form, for browsers' search boxes: the words, then their completions.
  if (param(req.query['dang']) === 'opensearch') res.json([param(req.query['q']), suggestions]);
  else res.json({ suggestions });
}

/** The search page, its suggestions, and what stands there while the index cannot be reached. */
export function searchRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  const { catalog } = deps.storage;
  const units = new KnownAtRevision(() => catalog.listUnits());
  const pages = new PageCache(KEPT_BYTES);

  get('/tim-kiem', (req, res) => {
    const revision = revisionOf(res);
    const known = {
      words: () => deps.readWords(revision),
      units: () => units.at(revision),
      pages,
    };
    return showResults(deps, known, req, res);
  });
  const offered = new OfferedPhrases();
  get('/goi-y', (req, res) => suggest(deps, offered, req, res));
  return router;
}
