import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendCachedText } from '#server/http/send-page.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { readStandings } from '#server/laws/actions/read-standings.ts';
import { isWarned } from '#server/laws/standing.ts';
import { browseQuery } from '#server/search/browse-query.ts';
import { withWords } from '#server/search/actions/keep-words.ts';
import { readSearchAddress } from '#server/search/routes/search-address.ts';
import { NO_FILTERS, type SearchFilters, type SearchQuery } from '#server/search/search-query.ts';
import { findSubject } from '#server/vocabulary/subject.ts';
import { isSubSubject } from '#server/vocabulary/sub-subject.ts';
import { shownTerm } from '#server/vocabulary/term.ts';
import { standingNote } from '#web/items/standing.tsx';
import { itemPath } from '#web/paths/reading.ts';
import { searchPath } from '#web/paths/search.ts';
import { genrePath, newestPath, subjectPath, unitPath } from '#web/paths/site.ts';
import { readerWords } from '#web/text/reader-words.ts';
import { atomFeed, type FedItem } from '../atom-feed.ts';

const FEED_LENGTH = 30;
const LONGEST_WORDS = 500;
const ATOM = 'application/atom+xml; charset=utf-8';

interface Feed {
  readonly title: string;
  /** The page with the same list. */
  readonly page: string;
  readonly query: SearchQuery;
  /** The parameters it is made of. */
  readonly reads: readonly string[];
}

async function feedOf(
  deps: AppDeps,
  req: Request,
): Promise<{ title: string; page: string; filters: SearchFilters }> {
  const { catalog } = deps.storage;
  const [subject, genre, unit] = ['chu-de', 'the-loai', 'don-vi'].map((key) =>
    param(req.query[key]),
  );
  const { SHELF_NAME: name } = deps.config;
  if (subject) {
    const label = isSubSubject(subject)
      ? vocabularyFor(req).parts.find(({ id, value }) => id === subject && !value.hidden)?.value
          .name
      : findSubject(subject)?.label;
    if (label !== undefined)
      return {
        title: `${name}: ${label}`,
        page: subjectPath(subject),
        filters: { ...NO_FILTERS, subjects: [subject] },
      };
  } else if (genre) {
    const found = shownTerm(vocabularyFor(req).genres, genre);
    if (found)
      return {
        title: `${name}: ${found.label}`,
        page: genrePath(genre),
        filters: { ...NO_FILTERS, genres: [genre] },
      };
  } else if (unit) {
    const found = (await catalog.listUnits()).find((u) => u.code === unit);
    if (found)
      return {
        title: `${name}: ${found.name}`,
        page: unitPath(unit),
        filters: { ...NO_FILTERS, units: [found.id] },
      };
  } else
    return {
      title: `${name}: ${readerWords.list.newest}`,
      page: newestPath(),
      filters: NO_FILTERS,
    };
  throw new AppError('page-not-found');
}

/** The newest of what a query finds, as Atom. */
async function sendFeed(
  deps: AppDeps,
  req: Request,
  res: Response,
  { title, page, query, reads }: Feed,
): Promise<void> {
  const { catalog, search } = deps.storage;
  const { hits } = await search.query(query);
  const items = (await catalog.findItems(hits.map((h) => h.itemId))).filter(
    (i) => i.state === 'published',
  );
  const standings = await readStandings(deps, items);
  const fed = items.map((item, i): FedItem => {
    const standing = standings[i]!;
    return {
      item,
      standing,
      warning: isWarned(standing) ? standingNote(readerWords, standing) : '',
    };
  });
  const absolute = (path: string): string => `${baseUrl(deps, req)}${path}`;
  const head = {
    title,
    address: absolute(req.originalUrl),
    page: absolute(page),
    author: deps.config.SHELF_UNIT,
    vocabulary: vocabularyFor(req),
  };
  const text = atomFeed(head, fed, (item) => absolute(itemPath(item.id)), deps.now());
  await sendCachedText(deps, req, res, { type: ATOM, text, reads });
}

/** News of the shelf, or of one subject, genre or unit. */
async function sendNews(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { filters, ...head } = await feedOf(deps, req);
  const query = browseQuery({ filters, limit: FEED_LENGTH });
  await sendFeed(deps, req, res, { ...head, query, reads: ['chu-de', 'the-loai', 'don-vi'] });
}

/** What is new of any search. */
async function sendSearch(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const asked = readSearchAddress(req.query, FEED_LENGTH, false);
  if (asked.text.length > LONGEST_WORDS) throw new AppError('page-not-found');
  const query = await withWords(() => deps.storage.catalog.listAuthority('word'), {
    ...asked,
    sort: 'newest',
    after: null,
  });
  const { text, filters, exact, without = null } = query;
  const title = `${deps.config.SHELF_NAME}: ${readerWords.search.title(text)}`;
  const page = searchPath({ q: text, filters, exact, without, sort: 'moi' });
  // No search is kept: there are as many as people type.
  await sendFeed(deps, req, res, { title, page, query, reads: [] });
}

/** News for feed readers: of the shelf, of a subject, genre or unit, and of any search. */
export function feedRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  get('/feed.xml', (req, res) => sendNews(deps, req, res));
  get('/tim-kiem/feed.xml', (req, res) => sendSearch(deps, req, res));
  return router;
}
