import type { Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import { ReadBookPage } from '#web/reading/read-book.tsx';
import { chapterPath } from '#web/paths/reading.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { allowBook } from './book-policy.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { readItemLink, mayHaveBytes } from '#server/items/routes/present-item.ts';
import { param, wholeNumber } from '#server/http/query.ts';
import { visibleItem } from '#server/items/routes/visible-item.ts';
import { currentEntry, EPUB, fileFor, outlineViews } from './reading.ts';
import { createRoutes } from '#server/http/routes.ts';

/**
 * An EPUB as its publisher laid it out. Its chapters as plain pages are what search engines and
 * readers without script get.
 */
export function bookRoutes(deps: AppDeps): Router {
  const { catalog } = deps.storage;
  const { router, get } = createRoutes();

  get('/tai-lieu/:id/sach', async (req, res, params) => {
    const item = await visibleItem(catalog, res, params.id);
    const { attachment, fileParam } = fileFor(item, ['chapters'], param(req.query['tep']));
    if (attachment.mediaType !== EPUB || !mayHaveBytes(item, attachment))
      throw new AppError('page-not-found');
    const sections = await catalog.listSections(attachment.id);
    const asked = wholeNumber(req.query['phan']) ?? 1;
    const chapter = Math.min(asked, sections.length);
    const outline = await catalog.outline(attachment.id);
    const views = outlineViews(item.id, outline, fileParam);
    allowBook(res);
    await sendPage(
      deps,
      req,
      res,
      <ReadBookPage
        frame={pageFrame(deps, req, res, {
          canonical: chapterPath(item.id, chapter, { attachment: fileParam }),
          noindex: true,
        })}
        item={await readItemLink(deps, item)}
        attachment={{ id: attachment.id, fileParam, bytes: attachment.bytes }}
        chapter={chapter}
        hrefs={sections.map((s) => s.href)}
        outline={views}
        current={currentEntry(outline, views, chapter)}
      />,
    );
  });

  return router;
}
