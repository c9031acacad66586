import type { Request, Response, Router } from 'express';
import { weekStart } from '../collection.ts';
import { AppError } from '#server/base/errors.ts';
import { CollectionsPage } from '#web/site/collections.tsx';
import { ListPage } from '#web/site/list.tsx';
import { collectionsPath, homePath, thisWeekPath } from '#web/paths/site.ts';
import type { Text } from '#web/text/reader-words.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { readerText } from '#server/http/interface-language.ts';
import { sendPage } from '#server/http/send-page.ts';
import { itemCards } from '#server/items/routes/present-item.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';

const PER_LIST = 20;

const crumbs = ({ frame }: Text) => [
  { label: frame.home, href: homePath() },
  { label: frame.collections, href: collectionsPath() },
];

async function showCollections(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { catalog } = deps.storage;
  await sendPage(
    deps,
    req,
    res,
    <CollectionsPage
      frame={pageFrame(deps, req, res, { canonical: req.path, described: true })}
      collections={(await catalog.listCollections()).filter((c) => !c.hidden)}
    />,
    { keep: true },
  );
}

/** What was published since Monday. */
async function showThisWeek(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { catalog } = deps.storage;
  const after = param(req.query['sau']) || null;
  const since = weekStart(deps.now());
  const page = await catalog.listItems({
    states: ['published'],
    unitId: null,
    lawKey: null,
    updatedSince: null,
    order: 'newest',
    limit: PER_LIST,
    after,
  });
  const ofTheWeek = page.rows.filter((item) => (item.publishedAt ?? '') >= since);
  const words = readerText(req);
  await sendPage(
    deps,
    req,
    res,
    <ListPage
      frame={pageFrame(deps, req, res, { canonical: req.path, described: true })}
      title={words.collections.week}
      intro={words.collections.weekIntro}
      crumbs={crumbs(words)}
      total={null}
      cards={await itemCards(deps, ofTheWeek)}
      next={
        page.next === null || ofTheWeek.length < page.rows.length ? null : thisWeekPath(page.next)
      }
      first={after === null ? null : thisWeekPath()}
      search={null}
    />,
    { keep: true, reads: ['sau'] },
  );
}

async function showCollection(
  deps: AppDeps,
  req: Request,
  res: Response,
  slug: string,
): Promise<void> {
  const { catalog } = deps.storage;
  const collection = await catalog.findCollection(slug);
  if (collection === null || collection.hidden) throw new AppError('page-not-found');
  const items = (await catalog.findItems(collection.itemIds)).filter(
    (i) => i.state === 'published',
  );
  await sendPage(
    deps,
    req,
    res,
    <ListPage
      frame={pageFrame(deps, req, res, { canonical: req.path, described: true })}
      title={collection.title}
      intro={collection.intro}
      crumbs={crumbs(readerText(req))}
      total={items.length}
      cards={await itemCards(deps, items)}
      next={null}
      first={null}
      search={null}
    />,
    { keep: true, reads: ['sau'] },
  );
}

/** Items put together by officials, and those of the week, which the shelf puts together itself. */
export function collectionRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();

  get(collectionsPath(), (req, res) => showCollections(deps, req, res));
  get(thisWeekPath(), (req, res) => showThisWeek(deps, req, res));
  get('/bo-suu-tap/:slug', (req, res, { slug }) => showCollection(deps, req, res, slug));
  return router;
}
