import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl, pageFrame } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendFile } from '#server/http/send-file.ts';
import { sendCachedText, sendPage } from '#server/http/send-page.ts';
import { plainFeed } from '#server/site/plain-feed.ts';
import { NewsListPage } from '#web/news/news-list.tsx';
import { NewsPiecePage, NewsPrintView } from '#web/news/news-piece.tsx';
import { newsFeedPath, newsPath, newsPicturePath, newsPiecePath } from '#web/paths/news.ts';
import { readerWords } from '#web/text/reader-words.ts';
import { readNews, shownNews } from '../actions/shown-news.ts';
import { newsJsonLd } from '../news-json-ld.ts';
import { NEWS_KINDS, type NewsEntry } from '../news.ts';
import { newsViews } from './news-view.ts';

const PER_PAGE = 20;
const FEED_LENGTH = 30;

async function showList(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const kind = NEWS_KINDS.find((one) => one === param(req.query['loai'])) ?? null;
  const after = param(req.query['sau']) || null;
  const page = await shownNews(deps, { kind, limit: PER_PAGE, after });
  await sendPage(
    deps,
    req,
    res,
    <NewsListPage
      frame={pageFrame(deps, req, res, {
        canonical: newsPath(),
        described: true,
        ...(after === null && kind === null ? {} : { noindex: true }),
      })}
      kind={kind}
      rows={await newsViews(deps, page.rows)}
      next={page.next}
      first={after === null}
    />,
    { keep: true, reads: ['loai', 'sau'] },
  );
}

async function showPiece(
  deps: AppDeps,
  req: Request,
  res: Response,
  slug: string,
  Shown: typeof NewsPiecePage,
): Promise<void> {
  const entry = await readNews(deps, slug);
  const [view] = await newsViews(deps, [entry]);
  const base = baseUrl(deps, req);
  const address = `${base}${newsPiecePath(slug)}`;
  await sendPage(
    deps,
    req,
    res,
    <Shown
      frame={{
        ...pageFrame(deps, req, res, { canonical: newsPiecePath(slug), described: true }),
        jsonLd: newsJsonLd(entry, {
          address,
          pictures: entry.files.map((sha256) => `${base}${newsPicturePath(slug, sha256)}`),
          unit: view!.unitName,
        }),
      }}
      {...view!}
      address={address}
    />,
    { keep: true },
  );
}

async function sendFeed(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { rows } = await shownNews(deps, { limit: FEED_LENGTH });
  const base = baseUrl(deps, req);
  const entries = rows.map(({ slug, value, changedAt }) => ({
    address: `${base}${newsPiecePath(slug)}`,
    title: value.title,
    summary: value.summary,
    published: value.publishedAt ?? changedAt,
    updated: changedAt,
  }));
  const head = {
    title: `${deps.config.SHELF_NAME}: ${readerWords.newsPages.title}`,
    address: `${base}${newsFeedPath()}`,
    page: `${base}${newsPath()}`,
    author: deps.config.SHELF_UNIT,
  };
  const newest = entries.toSorted((a, b) => (a.published < b.published ? 1 : -1));
  await sendCachedText(deps, req, res, {
    type: 'application/atom+xml; charset=utf-8',
    text: plainFeed(head, newest, deps.now()),
    reads: [],
  });
}

/** A picture that a piece names; nothing else of the store is given out. Throws `page-not-found`. */
export async function sendNewsPicture(
  { storage: { files } }: Pick<AppDeps, 'storage'>,
  req: Request,
  res: Response,
  entry: NewsEntry,
  name: string,
): Promise<void> {
  const picture = entry.value.pictures.find(({ sha256 }) => name === `${sha256}.webp`);
  if (picture === undefined) throw new AppError('page-not-found');
  await sendFile(files, req, res, {
    ...picture,
    mediaType: 'image/webp',
    name: 'hinh.webp',
    download: false,
    confidential: entry.state !== 'published',
  });
}

/** News for readers: list, piece, print view, pictures, feed. */
export function newsRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  get('/tin-tuc', (req, res) => showList(deps, req, res));
  get('/tin-tuc/feed.xml', (req, res) => sendFeed(deps, req, res));
  get('/tin-tuc/:slug', (req, res, { slug }) => showPiece(deps, req, res, slug, NewsPiecePage));
  get('/tin-tuc/:slug/in', (req, res, { slug }) => showPiece(deps, req, res, slug, NewsPrintView));
  get('/tin-tuc/:slug/hinh/:name', async (req, res, { slug, name }) =>
    sendNewsPicture(deps, req, res, await readNews(deps, slug), name),
  );
  return router;
}
