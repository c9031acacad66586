import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl, pageFrame } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendCachedText, sendPage } from '#server/http/send-page.ts';
import { isWarned } from '#server/laws/standing.ts';
import { plainFeed } from '#server/site/plain-feed.ts';
import { standingNote } from '#web/items/standing.tsx';
import { weeklyFeedPath, weeklyKitPath, weeklyPath } from '#web/paths/weekly.ts';
import { readerWords } from '#web/text/reader-words.ts';
import { WeeklyKitPage, WeeklyPage } from '#web/weekly/weekly.tsx';
import { readKit, shownKits } from '../actions/kits.ts';
import { weekOf } from '../week.ts';
import { kitViews, shownViews } from './kit-view.ts';

const PER_PAGE = 20;
const FEED_LENGTH = 30;

async function showAll(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const after = param(req.query['sau']) || null;
  const page = await shownKits(deps, PER_PAGE, after);
  await sendPage(
    deps,
    req,
    res,
    <WeeklyPage
      frame={pageFrame(deps, req, res, {
        canonical: weeklyPath(),
        described: true,
        ...(after === null ? {} : { noindex: true }),
      })}
      thisWeek={weekOf(dayInVietnam(deps.now()))}
      rows={shownViews(await kitViews(deps, page.rows))}
      next={page.next}
      first={after === null}
    />,
    { keep: true, reads: ['sau'] },
  );
}

async function showOne(deps: AppDeps, req: Request, res: Response, slug: string): Promise<void> {
  const [view] = shownViews(await kitViews(deps, [await readKit(deps, slug)]));
  if (view === undefined) throw new AppError('page-not-found', { slug });
  await sendPage(
    deps,
    req,
    res,
    <WeeklyKitPage
      frame={pageFrame(deps, req, res, { canonical: weeklyKitPath(slug), described: true })}
      {...view}
    />,
    { keep: true },
  );
}

async function sendFeed(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const views = shownViews(await kitViews(deps, (await shownKits(deps, FEED_LENGTH)).rows));
  const base = baseUrl(deps, req);
  const entries = views.map(({ entry: { slug, value, changedAt }, standing }) => ({
    address: `${base}${weeklyKitPath(slug)}`,
    title: value.heading,
    summary: [isWarned(standing) ? standingNote(readerWords, standing) : '', value.source.label]
      .filter((line) => line !== '')
      .join('\n'),
    published: value.publishedAt ?? changedAt,
    updated: changedAt,
  }));
  const head = {
    title: `${deps.config.SHELF_NAME}: ${readerWords.weekly.title}`,
    address: `${base}${weeklyFeedPath()}`,
    page: `${base}${weeklyPath()}`,
    author: deps.config.SHELF_UNIT,
  };
  await sendCachedText(deps, req, res, {
    type: 'application/atom+xml; charset=utf-8',
    text: plainFeed(head, entries, deps.now()),
    reads: [],
  });
}

/** What readers find here. */
export function weeklyReaders(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  get('/dieu-luat', (req, res) => showAll(deps, req, res));
  get('/dieu-luat/feed.xml', (req, res) => sendFeed(deps, req, res));
  get('/dieu-luat/:slug', (req, res, { slug }) => showOne(deps, req, res, slug));
  return router;
}
