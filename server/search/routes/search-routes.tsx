import type { Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { readerText } from '#server/http/interface-language.ts';
import { param } from '#server/http/query.ts';
import { sendPage } from '#server/http/send-page.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { itemCard, itemLink, paramFor } from '#server/items/routes/present-item.ts';
import type { HitView } from '#web/items/item-hit.tsx';
import { SearchNonePage } from '#web/search/search-none.tsx';
import { SearchPage, SearchUnavailablePage } from '#web/search/search.tsx';
import { isSearchDown } from '../actions/browse-shelf.ts';
import { searchShelf, type FoundItem } from '../actions/search-shelf.ts';
import { anyFilter } from '../scoring/item-facts.ts';
import { readQuery } from '../scoring/query-form.ts';
import { facetViews } from './facet-labels.ts';
import { readSearchAddress } from './search-address.ts';
import { createRoutes } from '#server/http/routes.ts';

const HITS_PER_PAGE = 10;

const SUGGESTIONS = 8;

const LONGEST_NOTE = 200;

const hitView = ({ item, hit, passages }: FoundItem): HitView => ({
  card: itemCard(item),
  passages: passages.map((p) => ({
    locator: p.hit.locator,
    attachment: paramFor(item, p.hit.attachmentId),
    runs: p.snippet,
  })),
  more: Math.max(hit.matched - passages.length, 0),
  alsoIn: [
    ...new Map(
      passages.flatMap((p) => p.alsoIn).map((other) => [other.id, itemLink(other)]),
    ).values(),
  ],
});

/** The search page, its suggestions, and what stands there while the index cannot be reached. */
export function searchRoutes(deps: AppDeps): Router {
  const { catalog, search } = deps.storage;
  const { router, get } = createRoutes();

  /** For the librarians' list of what is missing; a failing note must not cost the reader the page. */
  const noteEmpty = async (asked: string): Promise<void> => {
    const folded = readQuery(asked).folded.join(' ').slice(0, LONGEST_NOTE);
    if (folded !== '')
      await catalog
        .noteEmptyQuery(folded, deps.now())
        .catch((error: unknown) => deps.log.warn({ err: error }, 'empty query not noted'));
  };

  get('/tim-kiem', async (req, res) => {
    const query = readSearchAddress(req.query, HITS_PER_PAGE, true);
    const frame = pageFrame(deps, req, res, {
      canonical: '/tim-kiem',
      noindex: query.text !== '' || anyFilter(query.filters),
    });
    let found;
    try {
      found = await searchShelf({ catalog, search }, query);
    } catch (error) {
      if (!isSearchDown(error)) throw error;
      deps.log.error({ err: error, cause: (error as Error).cause }, 'search unavailable');
      const named = await catalog.findTitles(readQuery(query.text).folded, HITS_PER_PAGE);
      await sendPage(
        deps,
        req,
        res,
        <SearchUnavailablePage
          frame={frame}
          query={query}
          hits={named.map((item) => ({ card: itemCard(item), passages: [], more: 0, alsoIn: [] }))}
        />,
        { status: 503 },
      );
      return;
    }
    const units = await catalog.listUnits();
    const facets = facetViews(readerText(req), found.facets, {
      filters: query.filters,
      units,
      vocabulary: vocabularyFor(req),
    });
    if (found.total === 0 && query.text !== '' && !anyFilter(query.filters) && !query.exact)
      await noteEmpty(query.text);
    if (
      found.total === 0 &&
      query.after === null &&
      (query.text !== '' || anyFilter(query.filters))
    ) {
      await sendPage(
        deps,
        req,
        res,
        <SearchNonePage
          frame={frame}
          query={query}
          help={await search.help(query)}
          chosen={facets}
        />,
      );
      return;
    }
    await sendPage(
      deps,
      req,
      res,
      <SearchPage
        frame={frame}
        query={query}
        total={found.total}
        totalPassages={found.totalPassages}
        hits={found.items.map(hitView)}
        facets={facets}
        next={found.next}
        bothWays={found.bothWays && query.text !== ''}
        cut={found.cut}
        partial={found.partial}
      />,
    );
  });

  get('/goi-y', async (req, res) => {
    const suggestions = await search.suggest(param(req.query['q']).slice(0, 200), SUGGESTIONS);
    res.setHeader('Cache-Control', 'public, max-age=300');
    // OpenSearch's own form, for browsers' search boxes: the words, then their completions.
    if (param(req.query['dang']) === 'opensearch') res.json([param(req.query['q']), suggestions]);
    else res.json({ suggestions });
  });

  return router;
}
