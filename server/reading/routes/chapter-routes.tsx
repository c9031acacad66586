import type { Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import { isProvisionId } from '#server/base/vietnamese/provisions.ts';
import { markHtml } from '#server/search/scoring/marks.ts';
import { marksFor } from '#server/search/routes/marks-for.ts';
import { ReadChapterPage } from '#web/reading/read-chapter.tsx';
import { chapterPath, resourcePath } from '#web/paths/reading.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { readItemLink, mayHaveBytes } from '#server/items/routes/present-item.ts';
import { param, wholeNumber } from '#server/http/query.ts';
import { visibleItem } from '#server/items/routes/visible-item.ts';
import { currentEntry, EPUB, fileFor, outlineViews, locatorCitation } from './reading.ts';
import { createRoutes } from '#server/http/routes.ts';

/**
 * Puts the shelf's addresses for the places that extraction left: `resource:NAME`,
 * `section:N#fragment`.
 */
export const fillAddresses = (
  html: string,
  itemId: string,
  attachmentId: string,
  fileParam: string | null,
): string =>
  html
    .replace(
      /(src|href|poster)="resource:([^"]*)"/gu,
      (_, attribute: string, name: string) => `${attribute}="${resourcePath(attachmentId, name)}"`,
    )
    .replace(
      /href="section:(\d+)(?:#([^"]*))?"/gu,
      (_, n: string, fragment: string | undefined) =>
        `href="${chapterPath(itemId, Number(n), { attachment: fileParam, fragment: fragment ?? null }).replaceAll('&', '&amp;')}"`,
    );

/** Ids of the provisions that begin in a chapter, in order. */
export const provisionsIn = (html: string): string[] =>
  Array.from(html.matchAll(/ id="((?:dieu|phan|chuong|muc)-[\w.-]+)"/gu), (m) => m[1]!).filter(
    isProvisionId,
  );

export function chapterRoutes(deps: AppDeps): Router {
  const { catalog } = deps.storage;
  const { router, get } = createRoutes();

  get('/tai-lieu/:id/chuong/:n', async (req, res, params) => {
    const item = await visibleItem(catalog, res, params.id);
    const { attachment, fileParam } = fileFor(item, ['chapters'], param(req.query['tep']));
    const q = param(req.query['q']).slice(0, 500);
    const chapter = wholeNumber(params.n);
    const section = chapter === null ? null : await catalog.findSection(attachment.id, chapter);
    if (chapter === null || section === null) throw new AppError('page-not-found');
    const outline = await catalog.outline(attachment.id);
    const views = outlineViews(item.id, outline, fileParam);
    const link = await readItemLink(deps, item);
    const form = await marksFor(deps, res, q);
    const html = form === null ? section.html : markHtml(section.html, form);
    await sendPage(
      deps,
      req,
      res,
      <ReadChapterPage
        frame={pageFrame(deps, req, res, {
          canonical: chapterPath(item.id, chapter, { attachment: fileParam }),
          noindex: item.state !== 'published' || q !== '',
        })}
        item={link}
        language={item.language}
        attachment={{ id: attachment.id, fileParam }}
        chapter={chapter}
        total={attachment.pages ?? chapter}
        title={section.title}
        html={fillAddresses(html, item.id, attachment.id, fileParam)}
        q={q || null}
        outline={views}
        current={currentEntry(outline, views, chapter)}
        original={mayHaveBytes(item, attachment)}
        rateable={item.state === 'published'}
        citation={locatorCitation(
          deps,
          req,
          { item, standing: link.standing },
          {
            path: chapterPath(item.id, chapter, { attachment: fileParam }),
            place: { chapter },
            attachment: fileParam,
            provisions: provisionsIn(section.html),
          },
        )}
        bookBytes={
          attachment.mediaType === EPUB && mayHaveBytes(item, attachment) ? attachment.bytes : null
        }
      />,
      { keep: item.state === 'published', reads: ['tep'] },
    );
  });

  return router;
}
