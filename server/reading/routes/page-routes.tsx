import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import { wrappingOf } from '#server/items/file-note.ts';
import type { Item } from '#server/items/item.ts';
import { marksFor } from '#server/search/routes/marks-for.ts';
import type { CitedLocator } from '../citations.ts';
import { ReadPage, type PageText } from '#web/reading/read-page.tsx';
import type { PictureSource } from '#web/reading/page-picture.tsx';
import { pagePath } from '#web/paths/reading.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { readItemLink, mayHaveBytes } from '#server/items/routes/present-item.ts';
import { param, wholeNumber } from '#server/http/query.ts';
import { visibleItem } from '#server/items/routes/visible-item.ts';
import {
  citedPage,
  currentEntry,
  outlineViews,
  pageLocation,
  locatorCitation,
  type PageLocation,
} from './reading.ts';
import { createRoutes } from '#server/http/routes.ts';
import { pageTexts, readingOf, wordsBeside } from './page-texts.ts';
import { askForOpenPage, pictureLayers, type PictureLayers } from './picture-layer.ts';

const WIDTH = 1280;
const A4_RATIO = Math.SQRT2;

const sourceOf = ({ attachment, pageInFile }: PageLocation): PictureSource => ({
  attachment: attachment.id,
  page: pageInFile,
});

/** What an address asks of a page. */
interface AskedPage {
  readonly page: number;
  readonly place: PageLocation;
  /** The file that the address names; empty for the first. */
  readonly named: string;
  readonly q: string;
  readonly mode: 'text' | 'page';
}

/** What a citation of the page names: where it lies, and the provisions that begin on it. */
const citedAt = (
  path: string,
  place: CitedLocator,
  attachment: string | null,
  shown: readonly PageText[],
) => ({
  path,
  place,
  attachment,
  provisions: shown.flatMap(({ paragraphs }) => paragraphs.flatMap(({ id }) => id ?? [])),
});

/** Routes of pages and what they share. */
interface PageDeps extends AppDeps {
  readonly layers: PictureLayers;
}

/** The words of a page, below its picture and over it; where it waits to be read, it comes first. */
async function wordsOf(
  deps: PageDeps,
  res: Response,
  item: Item,
  { page, place, q, mode }: AskedPage,
) {
  const { catalog } = deps.storage;
  const form = await marksFor(deps, res, q);
  const reading = await readingOf(catalog, item.id, place);
  const hasBeside = wordsBeside(item, place) !== undefined;
  return {
    shown: await pageTexts(catalog, { item, place, page, mode, form }),
    layer: mode === 'page' ? await deps.layers(place, reading, form) : null,
    beingRead: !hasBeside && (await askForOpenPage(deps, item, place, reading)),
  };
}

async function sendReadPage(
  deps: PageDeps,
  req: Request,
  res: Response,
  item: Item,
  asked: AskedPage,
): Promise<void> {
  const { page, place, named, q, mode } = asked;
  const { attachment, fileParam } = place;
  const outline = await deps.storage.catalog.outline(attachment.id);
  const views = outlineViews(item.id, outline, fileParam, attachment.labels);
  const words = wordsBeside(item, place) ?? attachment;
  const address = pagePath(item.id, page, { attachment: fileParam });
  const original = mayHaveBytes(item, attachment);
  const { shown, layer, beingRead } = await wordsOf(deps, res, item, asked);
  const link = await readItemLink(deps, item);
  const at = citedAt(address, citedPage(place, page), fileParam, shown);
  return sendPage(
    deps,
    req,
    res,
    <ReadPage
      frame={pageFrame(deps, req, res, {
        canonical: address,
        noindex: item.state !== 'published' || q !== '',
      })}
      item={link}
      language={item.language}
      attachment={{
        id: attachment.id,
        fileParam,
        status: words.status,
        layer: words.text.layer,
        wrapping: wrappingOf(words),
        beingRead,
      }}
      mode={mode}
      texts={shown}
      total={place.total}
      wordsPage={words === attachment ? null : 1}
      picture={{
        ...sourceOf(place),
        width: WIDTH,
        height: Math.round(WIDTH * (attachment.ratio ?? A4_RATIO)),
      }}
      layer={layer}
      nextPicture={page < place.total ? sourceOf(pageLocation(item, page + 1, named)) : null}
      pdfBytes={attachment.mediaType === 'application/pdf' && original ? attachment.bytes : null}
      q={q || null}
      outline={views}
      current={currentEntry(outline, views, page)}
      original={original}
      rateable={item.state === 'published'}
      citation={locatorCitation(deps, req, { item, standing: link.standing }, at)}
    />,
    // Somebody who comes back in a minute finds the words.
    { keep: item.state === 'published' && !beingRead, reads: ['tep', 'xem', 'trang'] },
  );
}

/** One page of a file: its picture, its words, where it stands. */
async function showPage(
  deps: PageDeps,
  req: Request,
  res: Response,
  id: string,
  n: string,
): Promise<void> {
  const item = await visibleItem(deps.storage.catalog, res, id);
  const named = param(req.query['tep']);
  const q = param(req.query['q']).slice(0, 500);
  const mode = param(req.query['xem']) === 'chu' ? 'text' : 'page';
  const page = wholeNumber(n);
  if (page === null) throw new AppError('page-not-found');
  const place = pageLocation(item, page, named);
  // The "go to page" form without script, and pages beyond the end, lead to the page's own address.
  const wanted = Math.min(wholeNumber(req.query['trang']) ?? page, place.total);
  if (wanted === page) return sendReadPage(deps, req, res, item, { page, place, named, q, mode });
  const more = { attachment: place.fileParam, q: q || null, mode: mode === 'text' ? 'chu' : null };
  return res.redirect(303, pagePath(item.id, wanted, more));
}

export function pageRoutes(app: AppDeps): Router {
  const { router, get } = createRoutes();
  const deps: PageDeps = { ...app, layers: pictureLayers(app) };

  get('/tai-lieu/:id/trang/:n', (req, res, { id, n }) => showPage(deps, req, res, id, n));
  return router;
}
