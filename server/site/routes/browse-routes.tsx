import type { Request, Response, Router } from 'express';
import { browseShelf, countShelf } from '#server/search/actions/browse-shelf.ts';
import { lawJsonLd, siteJsonLd } from '../json-ld.ts';
import { featuredOf, inSeason, type Collection } from '../collection.ts';
import { AppError } from '#server/base/errors.ts';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { Item } from '#server/items/item.ts';
import { describedTitle, type LawRecord } from '#server/laws/law-record.ts';
import { NO_FILTERS, type Facets, type SearchFilters } from '#server/search/search-query.ts';
import { shownNews } from '#server/news/actions/shown-news.ts';
import { findSubject } from '#server/vocabulary/subject.ts';
import { inRankOrder, type SubjectNote } from '#server/vocabulary/subject-note.ts';
import { isSubSubject, mainSubject, subSubjectsOf } from '#server/vocabulary/sub-subject.ts';
import { inTermRankOrder, shownTerm } from '#server/vocabulary/term.ts';
import { takenOverBy, unitWithPast } from '#server/people/unit.ts';
import { shownFacets } from '#server/search/shown-facets.ts';
import { BrowseSubjectsPage } from '#web/site/browse-subjects.tsx';
import { NewsBand } from '#web/news/news-band.tsx';
import { HomePage } from '#web/site/home.tsx';
import { ListPage, type ListProps } from '#web/site/list.tsx';
import type { FeaturedView } from '#web/site/featured-collection.tsx';
import type { SharingFacts } from '#web/frame/frame.tsx';
import { homePath, subjectPath, subjectsPath, unitPath } from '#web/paths/site.ts';
import { lawPath } from '#web/paths/laws.ts';
import { searchPath } from '#web/paths/search.ts';
import { subscribeLawPath, subscribePath } from '#web/paths/subscriptions.ts';
import { shareCardPath } from '#web/paths/reading.ts';
import type { Name, Text } from '#web/text/reader-words.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl, pageFrame } from '#server/http/frame.ts';
import { readerText } from '#server/http/interface-language.ts';
import { sendPage } from '#server/http/send-page.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { bannersOnShow } from './banner-routes.ts';
import { lawLine } from './law-line.ts';
import { itemCards } from '#server/items/routes/present-item.ts';
import { param } from '#server/http/query.ts';
import { browseQuery } from '#server/search/browse-query.ts';
import { createRoutes } from '#server/http/routes.ts';

const PER_LIST = 20;
const NEWEST_AT_HOME = 6;
const FEATURED_ITEMS = 4;
const NEWS_AT_HOME = 3;

const home = ({ frame }: Text) => ({ label: frame.home, href: homePath() });
const subjects = ({ frame }: Text) => ({ label: frame.subjects, href: subjectsPath() });

type ListHead = Pick<
  ListProps,
  'title' | 'titleLanguage' | 'intro' | 'introLanguage' | 'nowPartOf' | 'crumbs' | 'search'
>;

/** What officials say of a subject, else the shelf's own sentence. */
const introOf = (
  words: Text,
  note: SubjectNote | undefined,
): Pick<ListProps, 'intro' | 'introLanguage'> => {
  if (words.language === 'en' && note?.english) return { intro: note.english, introLanguage: 'en' };
  return note?.intro
    ? { intro: note.intro, introLanguage: 'vi' }
    : { intro: words.list.subjectIntro };
};

/** Null when none of its items is published. */
async function openCollection(
  deps: Pick<AppDeps, 'catalog' | 'now'>,
  collection: Collection | null,
): Promise<FeaturedView | null> {
  if (collection === null) return null;
  const items = (await deps.catalog.findItems(collection.itemIds)).filter(
    (item) => item.state === 'published',
  );
  return items.length === 0
    ? null
    : {
        collection,
        cards: await itemCards(deps, items.slice(0, FEATURED_ITEMS)),
        total: items.length,
      };
}

const titled = ({ label, language }: Name): Pick<ListProps, 'title' | 'titleLanguage'> => ({
  title: label,
  titleLanguage: language,
});

async function list(
  deps: AppDeps,
  req: Request,
  res: Response,
  filters: SearchFilters,
  head: ListHead,
  subSubjects?: (facets: Facets) => ListProps['subSubjects'],
): Promise<void> {
  const { catalog, search } = deps.storage;
  const after = param(req.query['sau']) || null;
  const result = await browseShelf(
    { catalog, search, now: deps.now },
    browseQuery({ filters, limit: PER_LIST, after }),
  );
  const frame = pageFrame(deps, req, res, { canonical: req.path, described: true });
  await sendPage(
    deps,
    req,
    res,
    <ListPage
      frame={frame}
      {...head}
      subSubjects={subSubjects?.(result.facets)}
      subscribe={{ href: subscribePath({ filters }), label: readerText(req).subscribe.link }}
      total={result.total}
      cards={await itemCards(deps, result.items)}
      next={result.next === null ? null : `${req.path}?sau=${result.next}`}
      first={after === null ? null : req.path}
    />,
    { keep: result.whole, reads: ['sau'] },
  );
}

function filtered(
  name: keyof SearchFilters,
  value: string,
): { filters: SearchFilters; search: string } {
  return {
    filters: { ...NO_FILTERS, [name]: [value] },
    search: searchPath({ filters: { [name]: [value] } }),
  };
}

/** The first page: search, what is new, a collection of the season, subjects. */
async function showHome(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { catalog, search } = deps.storage;
  const result = await browseShelf(
    { catalog, search, now: deps.now },
    browseQuery({ limit: NEWEST_AT_HOME }),
  );
  const onShow = (await catalog.listCollections()).filter(
    (c) => !c.hidden && inSeason(c, deps.now()),
  );
  const featured = await openCollection(deps, featuredOf(onShow));
  const vocabulary = vocabularyFor(req);
  const facets = shownFacets(result.facets, vocabulary);
  await sendPage(
    deps,
    req,
    res,
    <HomePage
      frame={{
        ...pageFrame(deps, req, res, { canonical: '/', described: true }),
        sharing: homeSharing(deps, req),
      }}
      total={result.total ?? 0}
      subjects={inRankOrder(facets.subjects, await catalog.listAuthority('subject'))}
      genres={inTermRankOrder(vocabulary.genres, facets.genres)}
      audiences={inTermRankOrder(vocabulary.audiences, facets.audiences)}
      newest={await itemCards(deps, result.items)}
      featured={featured}
      collections={onShow.filter((c) => c.slug !== featured?.collection.slug)}
      news={<NewsBand pieces={(await shownNews(deps, { limit: NEWS_AT_HOME })).rows} />}
      banners={await bannersOnShow(deps)}
    />,
    { keep: result.whole },
  );
}

async function showSubjects(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { catalog, search } = deps.storage;
  const { facets, whole } = await countShelf({ catalog, search, now: deps.now }, browseQuery({}));
  await sendPage(
    deps,
    req,
    res,
    <BrowseSubjectsPage
      frame={pageFrame(deps, req, res, { canonical: '/chu-de', described: true })}
      counts={facets.subjects}
    />,
    { keep: whole },
  );
}

function showNewest(deps: AppDeps, req: Request, res: Response) {
  const words = readerText(req);
  return list(deps, req, res, NO_FILTERS, {
    title: words.list.newest,
    intro: words.list.newestIntro,
    crumbs: [home(words)],
    search: searchPath(),
  });
}

async function showSubject(
  deps: AppDeps,
  req: Request,
  res: Response,
  code: string,
): Promise<void> {
  const { catalog } = deps.storage;
  const subject = findSubject(mainSubject(code));
  if (!subject) throw new AppError('page-not-found');
  const subSubjects = subSubjectsOf(vocabularyFor(req).parts, subject.code);
  // A part that officials hid: whoever kept its address still finds the subject.
  if (isSubSubject(code) && subSubjects.every(({ id }) => id !== code))
    return res.redirect(302, subjectPath(subject.code));
  const words = readerText(req);
  const { filters, search: href } = filtered('subjects', code);
  const note = isSubSubject(code)
    ? undefined
    : (await catalog.findAuthority('subject', code))?.value;
  const above = isSubSubject(code)
    ? [{ label: words.names.subject(subject.code), href: subjectPath(subject.code) }]
    : [];
  return list(
    deps,
    req,
    res,
    filters,
    {
      title: words.names.subject(code),
      ...introOf(words, note),
      crumbs: [home(words), subjects(words), ...above],
      search: href,
    },
    (facets) => {
      const counts = new Map(facets.subjects.map(({ value, count }) => [value, count]));
      return {
        subject: subject.code,
        chosen: code,
        counts: subSubjects
          .map(({ id }) => ({ value: id, count: counts.get(id) ?? 0 }))
          .filter(({ value, count }) => count > 0 || value === code),
      };
    },
  );
}

async function showGenre(deps: AppDeps, req: Request, res: Response, code: string): Promise<void> {
  const genre = shownTerm(vocabularyFor(req).genres, code);
  if (!genre) throw new AppError('page-not-found');
  const words = readerText(req);
  const { filters, search: href } = filtered('genres', genre.code);
  await list(deps, req, res, filters, {
    ...titled(words.names.genre(genre.code)),
    intro: words.list.genreIntro,
    crumbs: [home(words)],
    search: href,
  });
}

async function showAudience(
  deps: AppDeps,
  req: Request,
  res: Response,
  code: string,
): Promise<void> {
  const audience = shownTerm(vocabularyFor(req).audiences, code);
  if (!audience) throw new AppError('page-not-found');
  const words = readerText(req);
  const { filters, search: href } = filtered('audiences', audience.code);
  await list(deps, req, res, filters, {
    ...titled(words.names.audience(audience.code)),
    intro: words.list.audienceIntro,
    crumbs: [home(words)],
    search: href,
  });
}

async function showUnit(deps: AppDeps, req: Request, res: Response, code: string): Promise<void> {
  const { catalog } = deps.storage;
  const units = await catalog.listUnits();
  const unit = units.find((u) => u.code === code);
  if (!unit) throw new AppError('page-not-found');
  const words = readerText(req);
  // Merged units keep their pages; the successor's lists what they left to it (Nghị quyết
  // 202/2025/QH15: two levels since 01-07-2025).
  const past = unitWithPast(units, unit.id);
  const today = takenOverBy(units, unit.id, dayInVietnam(deps.now()));
  await list(
    deps,
    req,
    res,
    { ...NO_FILTERS, units: past },
    {
      title: unit.name,
      intro: today === null ? words.list.unitIntro : words.list.movedIntro,
      nowPartOf:
        today === null
          ? undefined
          : { name: today.name, href: unitPath(today.code), until: unit.validTo },
      search: searchPath({ filters: { units: past } }),
      crumbs: [
        home(words),
        ...(today === null ? [] : [{ label: today.name, href: unitPath(today.code) }]),
      ],
    },
  );
}

/** As somebody described it, else as a published item names it. */
const titleShown = (law: LawRecord, citing: readonly Item[]): string =>
  describedTitle(law) ||
  (citing
    .flatMap((item) => item.lawRefs)
    .find((ref) => ref.title !== '' && lawNumberKey(ref.number) === law.key)?.title ??
    '');

/** All items that cite a legal document. */
async function showCiting(
  deps: AppDeps,
  req: Request,
  res: Response,
  given: string,
): Promise<void> {
  const { catalog } = deps.storage;
  const words = readerText(req);
  const number = given.normalize('NFC');
  const page = await catalog.listItems({
    states: ['published'],
    unitId: null,
    lawKey: lawNumberKey(number),
    updatedSince: null,
    order: 'newest',
    limit: PER_LIST,
    after: param(req.query['sau']) || null,
  });
  const [stored] = await catalog.findLaws([lawNumberKey(number)]);
  const known = stored && { ...stored, title: titleShown(stored, page.rows) };
  const address = `${baseUrl(deps, req)}${lawPath(number)}`;
  const day = dayInVietnam(deps.now());
  await sendPage(
    deps,
    req,
    res,
    <ListPage
      frame={{
        ...pageFrame(deps, req, res, { canonical: req.path, described: true }),
        ...(known === undefined ? {} : { jsonLd: lawJsonLd(known, address, day) }),
      }}
      title={words.list.law(number)}
      intro={words.list.lawIntro}
      law={lawLine(deps, number, known)}
      subscribe={{ href: subscribeLawPath(number), label: words.subscribe.lawLink }}
      crumbs={[home(words)]}
      total={null}
      cards={await itemCards(deps, page.rows)}
      next={page.next === null ? null : `${req.path}?sau=${page.next}`}
      first={param(req.query['sau']) === '' ? null : req.path}
      search={searchPath({ q: number })}
    />,
    { keep: true, reads: ['sau'] },
  );
}

export function browseRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();

  get('/', (req, res) => showHome(deps, req, res));
  get('/chu-de', (req, res) => showSubjects(deps, req, res));
  get('/moi', (req, res) => showNewest(deps, req, res));
  get('/chu-de/:code', (req, res, { code }) => showSubject(deps, req, res, code));
  get('/the-loai/:code', (req, res, { code }) => showGenre(deps, req, res, code));
  get('/doi-tuong/:code', (req, res, { code }) => showAudience(deps, req, res, code));
  get('/don-vi/:code', (req, res, { code }) => showUnit(deps, req, res, code));
  get('/van-ban/:number', (req, res, { number }) => showCiting(deps, req, res, number));
  return router;
}

/** What other sites show when somebody shares the shelf itself. */
function homeSharing(deps: AppDeps, req: Request): SharingFacts {
  const { home: words, share } = readerText(req);
  const base = baseUrl(deps, req);
  return {
    address: `${base}${homePath()}`,
    kind: 'website',
    description: words.description,
    picture: {
      address: `${base}${shareCardPath(null)}`,
      alt: share.homeAlt(deps.config.SHELF_NAME),
    },
    isbn: '',
    jsonLd: siteJsonLd({
      address: `${base}${homePath()}`,
      name: deps.config.SHELF_NAME,
      unit: deps.config.SHELF_UNIT,
      search: `${base}${searchPath()}?q=`,
    }),
  };
}
