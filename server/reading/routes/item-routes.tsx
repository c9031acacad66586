import { encoded } from '#web/paths/with-query.ts';
import type { Request, Response, Router } from 'express';
import { can } from '#server/workflow/access.ts';
import { itemAt } from '#server/items/history/history.ts';
import { AppError } from '#server/base/errors.ts';
import type { Item } from '#server/items/item.ts';
import { browseShelf, isSearchDown } from '#server/search/actions/browse-shelf.ts';
import { isLink } from '#server/links/link-check.ts';
import { mayRead } from '#server/items/rights.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { NO_FILTERS } from '#server/search/search-query.ts';
import { isSubSubject } from '#server/vocabulary/sub-subject.ts';
import { asReadersSee, genreName, subjectNames } from '#server/vocabulary/vocabulary.ts';
import { isWarned, type StandingState } from '#server/laws/standing.ts';
import type { WorkflowEvent } from '#server/items/workflow-event.ts';
import { dayBefore, visitTotal } from '#server/figures/visit.ts';
import { ItemPage, type ItemProps } from '#web/reading/item.tsx';
import { itemDublinCore } from '#server/exchange/dublin-core.ts';
import { isAnswerItem } from '#server/questions/answer-item.ts';
import { ANSWER_HEADINGS } from '#server/questions/question-labels.ts';
import { itemJsonLd, type AnsweredQuestion } from '../json-ld.ts';
import { qrCode } from './qr-code.ts';
import type { ItemView } from '#web/reading/item-facts.tsx';
import type { PrintedCopiesView } from '#web/reading/printed-copies.tsx';
import type { SharingFacts } from '#web/frame/frame.tsx';
import {
  chapterPath,
  filePath,
  itemPath,
  pagePath,
  shareCardPath,
  watchPath,
} from '#web/paths/reading.ts';
import { standingNote } from '#web/items/standing.tsx';
import { oEmbedPath } from '#web/paths/exchange.ts';
import { lawPath } from '#web/paths/laws.ts';
import type { Text } from '#web/text/reader-words.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl, pageFrame } from '#server/http/frame.ts';
import { readerText } from '#server/http/interface-language.ts';
import { actorOf } from '#server/http/session.ts';
import { sendPage } from '#server/http/send-page.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { browseQuery } from '#server/search/browse-query.ts';
import {
  fileView,
  itemCard,
  itemCards,
  mayHaveBytes,
  readable,
  paramFor,
} from '#server/items/routes/present-item.ts';
import { param } from '#server/http/query.ts';
import { visibleItem } from '#server/items/routes/visible-item.ts';
import { citedLaws } from './cited-laws.ts';
import { offlinePlan } from './offline/offline-plan.ts';
import { citation, outlineViews } from './reading.ts';
import { createRoutes } from '#server/http/routes.ts';
import { itemAddresses, landingHeader } from './signposts.ts';
import type { PageFrame } from '#web/frame/frame.tsx';

const RELATED = 6;
const HOLDING: readonly StandingState[] = ['con', 'chua_xac_dinh'];
const OUTLINE_SHOWN = 60;

/**
 * Items of the same subjects that hold, then others while there is room. Null while the index
 * cannot be asked: a record is read without them.
 */
async function related(deps: AppDeps, item: Item) {
  const subjects = item.subjects.filter((code) => !isSubSubject(code)).slice(0, 2);
  const others = async (validity: readonly StandingState[]): Promise<readonly Item[]> => {
    const filters = { ...NO_FILTERS, subjects, validity };
    const { items } = await browseShelf(
      { ...deps.storage, now: deps.now },
      browseQuery({ filters, limit: RELATED + 1 }),
    );
    return items.filter((i) => i.id !== item.id);
  };
  try {
    const holding = await others(HOLDING);
    const all = holding.length < RELATED ? [...holding, ...(await others([]))] : holding;
    const once = [...new Map(all.map((i) => [i.id, i])).values()];
    // The index may not have caught up with the day.
    return (await itemCards(deps, once))
      .toSorted((a, b) => Number(isWarned(a.standing)) - Number(isWarned(b.standing)))
      .slice(0, RELATED);
  } catch (error) {
    if (!isSearchDown(error)) throw error;
    return null;
  }
}

/** Chooses how the item is read. */
async function openReader(deps: AppDeps, res: Response, id: string): Promise<void> {
  const { catalog } = deps.storage;
  const item = await visibleItem(catalog, res, id);
  const [first] = readable(item);
  if (!first) return res.redirect(303, itemPath(item.id, item.slug));
  const path =
    first.kind === 'pages'
      ? pagePath(item.id, 1)
      : first.kind === 'chapters'
        ? chapterPath(item.id, 1)
        : watchPath(item.id);
  return res.redirect(303, path);
}

/** What the head of the page says to other sites and to search engines. */
const itemFrame = (
  deps: AppDeps,
  req: Request,
  res: Response,
  item: Item,
  {
    address,
    old,
    laws,
    standing,
    unit,
    answered,
  }: Pick<ItemProps, 'laws' | 'standing'> & {
    readonly address: string;
    readonly old: boolean;
    readonly unit: string;
    readonly answered: AnsweredQuestion | null;
  },
): PageFrame => {
  const vocabulary = vocabularyFor(req);
  const genre = genreName(item, vocabulary);
  const shared = sharing(item, genre, {
    address,
    base: baseUrl(deps, req),
    laws,
    standing,
    answered,
    text: readerText(req),
  });
  return {
    ...pageFrame(deps, req, res, {
      canonical: itemPath(item.id, item.slug),
      noindex: item.state !== 'published' || old,
    }),
    sharing: shared,
    ...(item.state === 'published'
      ? { oEmbed: `${baseUrl(deps, req)}${oEmbedPath(address)}` }
      : {}),
    dublinCore: itemDublinCore(item, {
      genre,
      subjects: subjectNames(item, vocabulary).map(([, name]) => name),
      unit,
      shelfUnit: deps.config.SHELF_UNIT,
      address,
      description: shared.description,
    }),
  };
};

/** The beginning of the outline of what is read first. */
async function outlineOf(
  { storage: { catalog } }: AppDeps,
  item: Item,
): Promise<ItemProps['outline']> {
  const first = readable(item).find((r) => r.kind === 'pages' || r.kind === 'chapters')?.attachment;
  if (first === undefined) return [];
  const entries = (await catalog.outline(first.id)).slice(0, OUTLINE_SHOWN);
  return outlineViews(item.id, entries, paramFor(item, first.id), first.labels);
}

/** The page of an item, as it stands or as it stood at one of its published versions. */
async function showItem(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const { catalog } = deps.storage;
  const latest = await visibleItem(catalog, res, id);
  const asked = param(req.query['ban']);
  const old = asked === '' ? null : publishedAs(latest, await catalog.events(latest.id), asked);
  const item = old?.item ?? latest;
  const address = `${baseUrl(deps, req)}${itemPath(item.id)}`;
  const textBytes = await textSize(deps, item);
  const units = await catalog.listUnits();
  const unit = units.find((u) => u.id === item.unitId);
  const cited = await citedLaws(deps, item);
  const others = await related(deps, item);
  const answered = isAnswerItem(item) ? await answeredIn(deps, item) : null;
  const view: ItemView = {
    ...asReadersSee(item, vocabularyFor(req)),
    visits: await visitsUntilYesterday(deps, item.id),
    unit: unit ? { code: unit.code, name: unit.name } : null,
  };
  await sendPage(
    deps,
    req,
    res,
    <ItemPage
      frame={itemFrame(deps, req, res, item, {
        ...cited,
        address,
        old: old !== null,
        unit: unit?.name ?? '',
        answered,
      })}
      item={view}
      card={itemCard(item, cited.standing)}
      files={item.attachments.map(fileView(item))}
      textBytes={textBytes}
      findable={textBytes !== null}
      {...cited}
      answer={answered?.answer ?? null}
      outline={await outlineOf(deps, item)}
      citation={citation(item, deps.config.SHELF_NAME, address, deps.now(), cited.standing)}
      address={address}
      code={qrCode(address)}
      national={onNationalShelf(item, deps.config.NATIONAL_SHELF_URL)}
      offline={
        deps.config.OFFLINE && actorOf(res) === null ? offlineView(item, textBytes ?? 0) : null
      }
      rateable={item.state === 'published'}
      printed={await printedPlaces(deps, item.id)}
      related={others ?? []}
      old={old === null ? null : { version: old.item.version, at: old.at }}
      editable={actorOf(res) !== null && can(actorOf(res), 'edit', item)}
    />,
    {
      keep: item.state === 'published' && others !== null,
      reads: ['ban'],
      headers: { Link: landingHeader(item, itemAddresses(deps, req, item, units)) },
    },
  );
}

export function itemRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();

  get('/tai-lieu/:id/doc', (_req, res, { id }) => openReader(deps, res, id));
  get('/tai-lieu/:id{/:slug}', (req, res, { id }) => showItem(deps, req, res, id));
  return router;
}

/**
 * The item as readers saw it at a version, which stays citable. Throws `page-not-found` for what
 * they never saw.
 */
function publishedAs(
  item: Item,
  events: readonly WorkflowEvent[],
  asked: string,
): { item: Item; at: string } | null {
  const version = /^\d{1,9}$/u.test(asked) ? Number(asked) : 0;
  if (version === item.version) return null;
  const event = events.findLast((e) => e.version !== null && e.version <= version);
  const then = event?.to === 'published' ? itemAt(item, events, version) : null;
  if (then === null) throw new AppError('page-not-found');
  return { item: then, at: event!.at };
}

/** Places that readers may go to for the item on paper. */
async function printedPlaces(
  { storage: { catalog } }: AppDeps,
  itemId: string,
): Promise<PrintedCopiesView[]> {
  const counts = await catalog.countHoldings(itemId);
  if (counts.length === 0) return [];
  const places = new Map(
    (await catalog.listAuthority('place'))
      .filter(({ value }) => !value.closed)
      .map((place) => [place.id, place.value]),
  );
  return counts
    .flatMap(({ placeId: id, copies, available }) => {
      const place = places.get(id);
      return place === undefined
        ? []
        : [
            {
              id,
              name: place.name,
              address: place.address,
              phone: place.phone,
              hours: place.hours,
              copies,
              available,
            },
          ];
    })
    .toSorted((a, b) => b.available - a.available || a.name.localeCompare(b.name, 'vi'));
}

/** The address that staff typed, else a search by title. */
function onNationalShelf(item: Item, template: string): { href: string; known: boolean } | null {
  if (item.national.url !== null && isLink(item.national.url))
    return { href: item.national.url, known: true };
  return template === ''
    ? null
    : { href: template.replaceAll('{q}', encoded(item.title)), known: false };
}

/** Kept pages must not grow stale with every visit: whole days only. */
async function visitsUntilYesterday(
  { storage: { catalog }, now }: AppDeps,
  itemId: string,
): Promise<ItemView['visits']> {
  const day = dayBefore(dayInVietnam(now()), 1);
  const count = visitTotal(await catalog.sumVisits(itemId, { from: null, to: day }));
  return count === 0 ? null : { count, day };
}

const offlineView = (item: Item, textBytes: number): ItemProps['offline'] => {
  const plan = offlinePlan(item, textBytes);
  return plan === null ? null : { version: item.version, bytes: plan.bytes };
};

const KINDS: Readonly<Record<string, SharingFacts['kind']>> = {
  sach: 'book',
  'hoi-dap': 'book',
  'cam-nang': 'book',
  video: 'video.other',
  'tieu-pham': 'article',
};

/** What other sites show of the page when it is shared, and its description for search engines. */
function sharing(
  item: Item,
  genre: string,
  {
    address,
    base,
    laws,
    standing,
    answered,
    text,
  }: Pick<ItemProps, 'laws' | 'standing'> & {
    readonly address: string;
    readonly base: string;
    readonly answered: AnsweredQuestion | null;
    readonly text: Text;
  },
): SharingFacts {
  const picture = `${base}${shareCardPath(item.id, `${item.version}-${standing.state}`)}`;
  return {
    address,
    kind: KINDS[item.genre] ?? 'article',
    description: [
      isWarned(standing) ? standingNote(text, standing) : '',
      item.abstract.slice(0, 300),
    ]
      .filter((part) => part !== '')
      .join(' '),
    picture: { address: picture, alt: text.share.cardAlt(item.title) },
    isbn: item.isbn,
    jsonLd: itemJsonLd(
      item,
      genre,
      {
        item: address,
        picture,
        lawStates: new Map(laws.map((law) => [law.number, law.state])),
        standing,
        law: (number) => `${base}${lawPath(number)}`,
        file: (a) => (mayHaveBytes(item, a) ? `${base}${filePath(a.id)}` : null),
      },
      answered,
    ),
  };
}

/** The text below a heading of the file that an answer was published as. */
async function answeredIn(
  { storage: { catalog } }: AppDeps,
  item: Item,
): Promise<AnsweredQuestion | null> {
  const passages = await catalog.listPassages(item.id, null, MOST_OF_ANSWER);
  const below = (heading: string): string =>
    passages
      .filter((passage) => passage.heading === heading)
      .map(({ text }) => text)
      .join('\n');
  const [question, answer] = [below(ANSWER_HEADINGS.question), below(ANSWER_HEADINGS.answer)];
  return answer === '' ? null : { question, answer };
}

/** Passages of an answer: its longest text has fewer. */
const MOST_OF_ANSWER = 200;
const SAMPLE = 2_000;

/**
 * About how many bytes all the text is; null when there is none to read. Long texts are judged by
 * their first passages.
 */
export async function textSize(deps: AppDeps, item: Item): Promise<number | null> {
  if (!mayRead(item.rights.kind)) return null;
  const passages = await deps.storage.catalog.listPassages(item.id, null, SAMPLE);
  return passages.length === 0
    ? null
    : passages.reduce((sum, p) => sum + Buffer.byteLength(p.text), 0);
}
