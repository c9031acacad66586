import { urlencoded, type Request, type Response, type Router } from 'express';
import { AppError, errorMessage } from '#server/base/errors.ts';
import { countAnswer } from '#server/figures/actions/limit-answers.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { network } from '#server/http/guard/network.ts';
import { param, wholeNumber } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { visibleItem } from '#server/items/routes/visible-item.ts';
import type { Item } from '#server/items/item.ts';
import { readingOf } from '#server/reading/routes/page-texts.ts';
import { pageLocation, type PageLocation } from '#server/reading/routes/reading.ts';
import type { FormErrors } from '#web/frame/form-field.tsx';
import { ReportTextPage } from '#web/correction/report-text.tsx';
import { textReportPath } from '#web/paths/correction.ts';
import { reportText } from '../actions/report-text.ts';
import { textOfWords, tidyLine } from '../page-correction.ts';
import { LONGEST_REPORT } from '../text-report.ts';

/** A little more than may be kept, so that what is too long can be shown again. */
const MOST_TYPED = 2_000;
/** Lines of a page in a list to choose from. */
const MOST_LINES = 200;

/** The page that a report is of, and its lines as they stand; null where no machine read it. */
interface ReportedPage {
  readonly item: Item;
  readonly page: number;
  readonly place: PageLocation;
  readonly lines: readonly string[] | null;
}

/** Throws `item-not-found` and `page-not-found`. */
async function reportedPage(
  deps: AppDeps,
  req: Request,
  res: Response,
  id: string,
  n: string,
): Promise<ReportedPage> {
  const { catalog } = deps.storage;
  const item = await visibleItem(catalog, res, id);
  const page = wholeNumber(n);
  if (page === null) throw new AppError('page-not-found');
  const place = pageLocation(item, page, param(req.query['tep']));
  if (page > place.total) throw new AppError('page-not-found');
  const found = (await readingOf(catalog, item.id, place))?.found ?? null;
  const lines =
    item.state === 'published' && found !== null
      ? found.lines.map(({ words }) => textOfWords(words)).slice(0, MOST_LINES)
      : null;
  return { item, page, place, lines };
}

interface Typed {
  readonly line: string;
  readonly words: string;
  readonly wanted: string;
}

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  { item, page, place, lines }: ReportedPage,
  more: { values: Typed; thanks?: boolean; errors?: FormErrors; status?: number },
): Promise<void> {
  const { fileParam } = place;
  return sendPage(
    deps,
    req,
    res,
    <ReportTextPage
      frame={pageFrame(deps, req, res, {
        canonical: textReportPath(item.id, page, { attachment: fileParam }),
        noindex: true,
      })}
      item={item}
      page={page}
      fileParam={fileParam}
      lines={lines}
      values={more.values}
      errors={more.errors ?? {}}
      thanks={more.thanks ?? false}
    />,
    { status: more.status ?? 200 },
  );
}

/** The line that holds the words somebody selected. */
const lineHolding = (lines: readonly string[] | null, words: string): string =>
  words === '' ? '' : (lines?.find((line) => line.includes(words)) ?? '');

async function showForm(
  deps: AppDeps,
  req: Request,
  res: Response,
  id: string,
  n: string,
): Promise<void> {
  const at = await reportedPage(deps, req, res, id, n);
  const words = tidyLine(param(req.query['chu'])).slice(0, LONGEST_REPORT);
  const values = { line: lineHolding(at.lines, words), words, wanted: '' };
  return show(deps, req, res, at, { values, thanks: param(req.query['xong']) === '1' });
}

async function takeReport(
  deps: AppDeps,
  req: Request,
  res: Response,
  id: string,
  n: string,
): Promise<void> {
  const { catalog } = deps.storage;
  const at = await reportedPage(deps, req, res, id, n);
  const { item, page, place, lines } = at;
  const body = formBody(req);
  const typed = (name: string): string => param(body[name]).slice(0, MOST_TYPED);
  const values = { line: typed('dong'), words: typed('chu'), wanted: typed('dung') };
  if (lines === null) return show(deps, req, res, at, { values, status: 409 });
  try {
    await countAnswer({ catalog, now: deps.now }, network(req.ip ?? ''));
    const key = { itemId: item.id, sha256: place.attachment.sha256, page: place.pageInFile };
    const seen = lines.includes(values.line) ? values.line : '';
    await reportText(deps, { ...key, seen, words: values.words, wanted: values.wanted });
    res.redirect(303, textReportPath(item.id, page, { attachment: place.fileParam, done: true }));
  } catch (error) {
    if (
      !(error instanceof AppError) ||
      !['invalid-input', 'too-many-requests'].includes(error.code)
    )
      throw error;
    return show(deps, req, res, at, {
      values,
      errors: error.details.fields ?? { '': errorMessage(error.code) },
      status: HTTP_STATUS[error.kind],
    });
  }
  return undefined;
}

/** "This word is wrong": anonymous, without a script, bounded as other forms of readers are. */
export function reportRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/tai-lieu/:id/trang/:n/bao-loi', (req, res, { id, n }) => showForm(deps, req, res, id, n));
  post(
    '/tai-lieu/:id/trang/:n/bao-loi',
    (req, res, { id, n }) => takeReport(deps, req, res, id, n),
    urlencoded({ extended: false, limit: '64kb' }),
  );
  return router;
}
