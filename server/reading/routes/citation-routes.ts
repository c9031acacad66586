import type { Router, Request } from 'express';
import { AppError } from '#server/base/errors.ts';
import { isProvisionId } from '#server/base/vietnamese/provisions.ts';
import type { Item } from '#server/items/item.ts';
import type { TextCatalog } from '#server/items/text-catalog.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { genreName } from '#server/vocabulary/vocabulary.ts';
import { CITATION_FORMS, type CitationForm, type CitedLocator } from '../citations.ts';
import { readStanding } from '#server/laws/actions/read-standings.ts';
import { standingRemark } from './reading.ts';
import { chapterPath, itemPath, pagePath } from '#web/paths/reading.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl } from '#server/http/frame.ts';
import { disposition } from '#server/http/send-file.ts';
import { sendText } from '#server/http/send-page.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { param, wholeNumber } from '#server/http/query.ts';
import { visibleItem } from '#server/items/routes/visible-item.ts';
import { citedPage, fileFor, pageLocation } from './reading.ts';
import { createRoutes } from '#server/http/routes.ts';

const named = (provision: string | undefined): Pick<CitedLocator, 'provision'> =>
  provision === undefined ? {} : { provision };

/** What the address names. Throws `page-not-found`. */
async function citedPlace(
  catalog: Pick<TextCatalog, 'findSection'>,
  item: Item,
  query: Request['query'],
): Promise<{ readonly path: string; readonly place: CitedLocator }> {
  const file = param(query['tep']);
  const asked = param(query['dieu']);
  const provision = isProvisionId(asked) ? asked : undefined;
  const [page, chapter] = [wholeNumber(query['trang']), wholeNumber(query['phan'])];
  if (page !== null) {
    const location = pageLocation(item, page, file);
    if (page <= location.total)
      return {
        path: pagePath(item.id, page, {
          attachment: location.fileParam,
          fragment: provision ?? null,
        }),
        place: { ...citedPage(location, page), ...named(provision) },
      };
  } else if (chapter !== null) {
    const { attachment, fileParam } = fileFor(item, ['chapters'], file);
    if (await catalog.findSection(attachment.id, chapter))
      return {
        path: chapterPath(item.id, chapter, {
          attachment: fileParam,
          fragment: provision ?? null,
        }),
        place: { chapter, ...named(provision) },
      };
  } else if (query['trang'] === undefined && query['phan'] === undefined)
    return { path: itemPath(item.id), place: {} };
  throw new AppError('page-not-found');
}

/**
 * Citations for programs that keep references: of an item, or of the page (`trang`) or chapter
 * (`phan`) being read, and of a provision (`dieu`) in it.
 */
export function citationRoutes(deps: AppDeps): Router {
  const { catalog } = deps.storage;
  const { router, get } = createRoutes();

  get('/tai-lieu/:id/trich-dan.:form', async (req, res, params) => {
    const item = await visibleItem(catalog, res, params.id);
    if (!Object.hasOwn(CITATION_FORMS, params.form)) throw new AppError('page-not-found');
    const form = CITATION_FORMS[params.form as CitationForm];
    const { path, place } = await citedPlace(catalog, item, req.query);
    const body = form.write({
      item,
      genre: genreName(item, vocabularyFor(req)),
      shelfName: deps.config.SHELF_NAME,
      address: `${baseUrl(deps, req)}${path}`,
      today: dayInVietnam(deps.now()),
      note: standingRemark(await readStanding(deps, item)),
      place,
    });
    const name = [item.slug || item.id, place.page ?? place.chapter ?? '']
      .filter((part) => part !== '')
      .join('-');
    res.setHeader('Content-Disposition', disposition('attachment', `${name}.${params.form}`));
    await sendText(req, res, 200, form.mediaType, body);
  });

  return router;
}
