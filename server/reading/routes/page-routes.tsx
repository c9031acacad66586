import type { Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import { markParagraphs } from '#server/search/scoring/marks.ts';
import { readQuery, type QueryForm } from '#server/search/scoring/query-form.ts';
import { ReadPage, type PageText } from '#web/reading/read-page.tsx';
import type { PictureSource } from '#web/reading/page-picture.tsx';
import { pagePath } from '#web/paths/reading.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { itemLink, mayHaveBytes } from '#server/items/routes/present-item.ts';
import { param, wholeNumber } from '#server/http/query.ts';
import { visibleItem } from '#server/items/routes/visible-item.ts';
import {
  currentEntry,
  outlineViews,
  pageLocation,
  locatorCitation,
  type PageLocation,
} from './reading.ts';
import { createRoutes } from '#server/http/routes.ts';

const PAGES_OF_TEXT = 5;
const WIDTH = 1280;
const A4_RATIO = Math.SQRT2;

const sourceOf = ({ attachment, pageInFile }: PageLocation): PictureSource => ({
  attachment: attachment.id,
  page: pageInFile,
});

export function pageRoutes(deps: AppDeps): Router {
  const { catalog } = deps.storage;
  const { router, get } = createRoutes();

  const texts = async (
    item: Item,
    place: PageLocation,
    page: number,
    mode: 'page' | 'text',
    form: QueryForm | null,
  ): Promise<PageText[]> => {
    const last = mode === 'text' ? Math.min(page + PAGES_OF_TEXT - 1, place.total) : page;
    const beside = wordsBeside(item, place);
    const passages = place.attachment.mediaType.startsWith('image/')
      ? beside && page === 1
        ? await catalog.passagesOfPages(beside.id, 1, 1_000)
        : []
      : await catalog.passagesOfPages(place.attachment.id, page, last);
    return Array.from({ length: last - page + 1 }, (_, i) => ({
      page: page + i,
      paragraphs: passages
        .filter((p) => (p.locator.kind === 'page' ? p.locator.page === page + i : i === 0))
        .flatMap((p) => markParagraphs(p.text, form)),
    }));
  };

  /** A leaflet's words come as a text file beside its pictures: they stand under the first one, and no picture waits for recognition then. */
  const wordsBeside = (item: Item, { attachment }: PageLocation): Attachment | undefined =>
    attachment.mediaType.startsWith('image/')
      ? item.attachments.find(
          (a) =>
            (a.mediaType === 'text/plain' || a.mediaType === 'text/markdown') &&
            a.status.state === 'ready',
        )
      : undefined;

  get('/tai-lieu/:id/trang/:n', async (req, res, params) => {
    const item = await visibleItem(catalog, res, params.id);
    const [named, q, mode] = [
      param(req.query['tep']),
      param(req.query['q']).slice(0, 500),
      param(req.query['xem']) === 'chu' ? ('text' as const) : ('page' as const),
    ];
    const asked = wholeNumber(req.query['trang']);
    const page = wholeNumber(params.n);
    if (page === null) throw new AppError('page-not-found');
    const place = pageLocation(item, page, named);
    const more = {
      attachment: place.fileParam,
      q: q || null,
      mode: mode === 'text' ? 'chu' : null,
    };
    // The "go to page" form without script, and pages beyond the end, lead to the page's own address.
    const wanted = Math.min(asked ?? page, place.total);
    if (wanted !== page) return res.redirect(303, pagePath(item.id, wanted, more));
    const outline = await catalog.outline(place.attachment.id);
    const views = outlineViews(item.id, outline, place.fileParam);
    const words = wordsBeside(item, place) ?? place.attachment;
    return sendPage(
      deps,
      req,
      res,
      <ReadPage
        frame={pageFrame(deps, req, res, {
          canonical: pagePath(item.id, page, { attachment: place.fileParam }),
          noindex: item.state !== 'published' || q !== '',
        })}
        item={itemLink(item)}
        language={item.language}
        attachment={{
          id: place.attachment.id,
          fileParam: place.fileParam,
          status: words.status,
          layer: words.text.layer,
        }}
        mode={mode}
        texts={await texts(item, place, page, mode, q === '' ? null : readQuery(q))}
        total={place.total}
        wordsPage={words === place.attachment ? null : 1}
        picture={{
          ...sourceOf(place),
          width: WIDTH,
          height: Math.round(WIDTH * (place.attachment.ratio ?? A4_RATIO)),
        }}
        nextPicture={page < place.total ? sourceOf(pageLocation(item, page + 1, named)) : null}
        pdfBytes={
          place.attachment.mediaType === 'application/pdf' && mayHaveBytes(item, place.attachment)
            ? place.attachment.bytes
            : null
        }
        q={q || null}
        outline={views}
        current={currentEntry(outline, views, page)}
        original={mayHaveBytes(item, place.attachment)}
        rateable={item.state === 'published'}
        citation={locatorCitation(
          deps,
          req,
          item,
          pagePath(item.id, page, { attachment: place.fileParam }),
          { page },
          place.fileParam,
        )}
      />,
      { keep: item.state === 'published' && q === '' },
    );
  });

  return router;
}
