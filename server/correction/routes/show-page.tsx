import type { Request, Response } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { fromTable } from '#server/http/query.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import type { PageRange } from '#server/items/page-ranges.ts';
import { authorise } from '#server/workflow/access.ts';
import { CorrectPage, type CorrectPageProps } from '#web/correction/correct-page.tsx';
import { ItemPagesPage } from '#web/correction/item-pages.tsx';
import { correctionPath } from '#web/paths/correction.ts';
import { vi } from '#web/text/vi.ts';
import { takePage } from '../actions/hold-page.ts';
import { pageToCorrect, type PageToCorrect } from '../actions/page-to-correct.ts';
import { pageNow } from '../corrected-page.ts';
import { trustOf, type DonePage } from '../trust.ts';
import { doubtViews, eventViews, lineViews, reportViews } from './correction-views.ts';

const t = vi.correction;

const EVENTS_OF_PAGE = 30;
const EVENTS_OF_ITEM = 100;
/** Numbers of pages that a list of links still helps with. */
const MOST_NUMBERS = 500;

const nameOf = (item: Item): string => item.title || item.attachments[0]?.name || item.id;

function* pagesOf(ranges: readonly PageRange[]): Iterable<number> {
  for (const { from, to } of ranges) for (let page = from; page <= to; page++) yield page;
}

const trustLine = (files: readonly Attachment[], done: readonly DonePage[]): string => {
  const trust = trustOf(files, done);
  return t.trust(trust.done, trust.total);
};

/** Pages before and behind that a machine read. */
function besides({ recognition }: Attachment, page: number) {
  const pages = [...pagesOf(recognition?.pages ?? [])];
  return {
    previous: pages.findLast((n) => n < page) ?? null,
    next: pages.find((n) => n > page) ?? null,
  };
}

/** What a form that could not be saved whole shows again. */
export type Again = Partial<Pick<CorrectPageProps, 'lines' | 'added' | 'error' | 'notice'>>;

/** Where the lines of a page stand, to lead a reader's report to its own. */
async function reportsOf(deps: AppDeps, item: Item, page: PageToCorrect | null) {
  const { catalog } = deps.storage;
  const reports = await catalog.listTextReports(item.id);
  if (page !== null) {
    const { sha256 } = page.attachment;
    const own = reports.filter((r) => r.sha256 === sha256 && r.page === page.key.page);
    const lines = lineViews(page.now);
    return reportViews(item, own, () => lines);
  }
  const known = new Map<string, ReturnType<typeof lineViews>>();
  for (const { sha256, page: n } of reports) {
    const file = item.attachments.find((a) => a.sha256 === sha256);
    if (file === undefined || known.has(`${file.id}/${n}`)) continue;
    const found = (await catalog.findReading(file.id, n))?.found ?? null;
    const correction = await catalog.findCorrection({ itemId: item.id, sha256, page: n });
    known.set(`${file.id}/${n}`, lineViews(pageNow(found, correction)));
  }
  return reportViews(item, reports, (file, n) => known.get(`${file.id}/${n}`) ?? []);
}

const doneLine = ({ correction: { done } }: PageToCorrect): string | null =>
  done === null ? null : t.doneBy(done.name, vi.units.day(done.at));

/** Shows one page to be corrected, and takes it for whoever opens it. */
export async function showPage(
  deps: AppDeps,
  req: Request,
  res: Response,
  page: PageToCorrect,
  { whole, status = 200, ...again }: { whole: boolean; status?: number } & Again,
): Promise<void> {
  const { catalog } = deps.storage;
  const { item, attachment, key, now, found } = page;
  const { sha256 } = key;
  const events = await catalog.listCorrectionEvents({
    itemId: item.id,
    page: { sha256, page: key.page },
    limit: EVENTS_OF_PAGE,
    before: null,
  });
  return sendPage(
    deps,
    req,
    res,
    <CorrectPage
      frame={pageFrame(deps, req, res)}
      item={{ id: item.id, title: nameOf(item) }}
      fields={{ itemId: item.id, attachmentId: attachment.id, page: key.page }}
      total={attachment.pages ?? 1}
      trust={trustLine([attachment], await catalog.listDonePages(item.id))}
      {...besides(attachment, key.page)}
      picture={{
        attachmentId: attachment.id,
        page: key.page,
        width: now.width,
        height: now.height,
      }}
      isRead={found !== null}
      heldBy={await takePage(deps, theActor(res), key)}
      done={doneLine(page)}
      whole={whole}
      doubts={page.correction.done === null ? doubtViews(now) : []}
      lines={again.lines ?? lineViews(now)}
      added={again.added ?? { text: '', below: '' }}
      reports={await reportsOf(deps, item, page)}
      events={eventViews(item, events)}
      notice={again.notice ?? fromTable(t.notices, req.query['bao'])}
      error={again.error ?? null}
    />,
    { status },
  );
}

const fileView = (file: Attachment, done: readonly DonePage[]) => {
  const read = new Set(done.flatMap((d) => (d.sha256 === file.sha256 ? [d.page] : [])));
  const pages = [...pagesOf(file.recognition?.pages ?? [])];
  return {
    id: file.id,
    name: file.name,
    trust: trustLine([file], done),
    firstOpen: pages.find((page) => !read.has(page)) ?? null,
    pages: pages.slice(0, MOST_NUMBERS).map((page) => ({ page, isDone: read.has(page) })),
    more: Math.max(0, pages.length - MOST_NUMBERS),
  };
};

/** Shows the pages of an item and what was corrected on them. */
export async function showItemPages(
  deps: AppDeps,
  req: Request,
  res: Response,
  id: string,
  before: string,
): Promise<void> {
  const { catalog } = deps.storage;
  const item = await getItem(deps, id);
  authorise(theActor(res), 'edit', item);
  const files = item.attachments.filter((a) => (a.recognition?.pages.length ?? 0) > 0);
  const done = await catalog.listDonePages(item.id);
  const events = await catalog.listCorrectionEvents({
    itemId: item.id,
    page: null,
    limit: EVENTS_OF_ITEM,
    before: before || null,
  });
  const last = events.length === EVENTS_OF_ITEM ? events.at(-1)!.id : null;
  return sendPage(
    deps,
    req,
    res,
    <ItemPagesPage
      frame={pageFrame(deps, req, res)}
      item={{ id: item.id, title: nameOf(item) }}
      trust={files.length === 0 ? null : trustLine(files, done)}
      files={files.map((file) => fileView(file, done))}
      reports={await reportsOf(deps, item, null)}
      events={eventViews(item, events)}
      older={last === null ? null : correctionPath(item.id, null, { before: last })}
      notice={fromTable(t.notices, req.query['bao'])}
    />,
  );
}

/** The page that an address or a form names. */
export const askedPage = async (
  deps: AppDeps,
  res: Response,
  itemId: string,
  attachmentId: string,
  page: number,
): Promise<PageToCorrect> => pageToCorrect(deps, theActor(res), { itemId, attachmentId, page });
