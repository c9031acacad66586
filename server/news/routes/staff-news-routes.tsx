import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import { parsePartialDate, showPartialDate } from '#server/base/partial-date.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { takeOneToDisk } from '#server/http/form-files.ts';
import { pageFrame } from '#server/http/frame.ts';
import { fromTable, param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { listOf, wordOf } from '#server/http/staff-form.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { readCalendar } from '#server/questions/actions/keep-lists.ts';
import { drawnPicture, MOST_READ, storedPicture } from '#server/site/routes/banner-picture.ts';
import { UNIT_ENTRY_STATES } from '#server/site/unit-entry.ts';
import { authorise, can, unitsSeen } from '#server/workflow/access.ts';
import type { FormErrors, FormValues } from '#web/frame/form-field.tsx';
import { StaffNewsListPage, type NewsTab } from '#web/news/staff-news.tsx';
import { StaffPiecePage, type StaffPieceProps } from '#web/news/staff-piece.tsx';
import { staffNewsPiecePath } from '#web/paths/news.ts';
import { vi } from '#web/text/vi.ts';
import { beginChange } from '../actions/change-news.ts';
import { publishNews, returnNews, withdrawNews } from '../actions/decide-news.ts';
import { getNews, newsObject } from '../actions/get-news.ts';
import { writeNews, type TypedNews } from '../actions/write-news.ts';
import {
  MOST_PICTURES,
  readMoment,
  showMoment,
  type NewsEntry,
  type NewsKind,
  type NewsPicture,
} from '../news.ts';
import { sendNewsPicture } from './news-routes.tsx';
import { shortNotice, staffRows } from './news-view.ts';

type Body = Readonly<Record<string, unknown>>;

const PER_PAGE = 30;
/** Pixels across: a column of text on a wide screen, twice. */
const PICTURE_WIDTH = 1_440;
const MOST_FIELDS = 20 + 2 * MOST_PICTURES;

const day = (typed: string): string | null =>
  typed === '' ? null : (parsePartialDate(typed) ?? typed);
const shownDay = (date: string | null): string =>
  date === null ? '' : parsePartialDate(date) === null ? date : showPartialDate(date);
const moment = (typed: string): string => readMoment(typed) ?? typed;
const lines = (typed: unknown): string =>
  typeof typed === 'string' ? typed.normalize('NFC').replaceAll('\r\n', '\n').trim() : '';

const BLANK: TypedNews = {
  title: '',
  summary: '',
  body: '',
  kind: 'news',
  pinned: false,
  pictures: [],
  outage: null,
  from: null,
  to: null,
};

const typedOf = ({ from, to, value }: NewsEntry): TypedNews => ({ ...value, from, to });

const valuesOf = (typed: TypedNews): FormValues => ({
  title: typed.title,
  summary: typed.summary,
  body: typed.body,
  kind: typed.kind,
  pinned: typed.pinned ? '1' : '',
  from: shownDay(typed.from),
  to: shownDay(typed.to),
  start: showMoment(typed.outage?.start ?? ''),
  end: showMoment(typed.outage?.end ?? ''),
  ...Object.fromEntries(typed.pictures.map(({ alt }, i) => [`alt-${i}`, alt])),
});

/** What the form says, with the pictures that it keeps of those it was made of. */
function typedIn(body: Body, before: readonly NewsPicture[]): TypedNews {
  const dropped = listOf(body, 'drop');
  const kind = wordOf(body, 'kind') as NewsKind;
  return {
    title: wordOf(body, 'title'),
    summary: lines(body['summary']),
    body: lines(body['body']),
    kind,
    pinned: wordOf(body, 'pinned') === '1',
    from: day(wordOf(body, 'from')),
    to: day(wordOf(body, 'to')),
    outage:
      kind === 'outage'
        ? { start: moment(wordOf(body, 'start')), end: moment(wordOf(body, 'end')) }
        : null,
    pictures: before
      .map((picture, i) => ({ ...picture, alt: wordOf(body, `alt-${i}`) }))
      .filter((_, i) => !dropped.includes(String(i))),
  };
}

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  stored: NewsEntry | null,
  typed: TypedNews,
  more: Partial<StaffPieceProps> = {},
  status = 200,
): Promise<void> {
  const actor = theActor(res);
  const { catalog } = deps.storage;
  const object = stored === null ? { entryOf: actor.unitId } : newsObject(stored);
  const [row] = stored === null ? [] : await staffRows(deps, [stored]);
  const inForce = stored?.state === 'published' ? stored.value : typed;
  await sendPage(
    deps,
    req,
    res,
    <StaffPiecePage
      frame={pageFrame(deps, req, res, { noindex: true })}
      stored={row ?? null}
      version={stored?.version ?? 0}
      form={{ values: valuesOf(typed), errors: {} }}
      pictures={typed.pictures.filter(({ sha256 }) => stored?.files.includes(sha256))}
      received=""
      preview={null}
      notice={fromTable(vi.newsForm.notices, req.query['bao'])}
      conflict={false}
      mayWrite={can(actor, 'write-unit-entry', object)}
      mayApprove={can(actor, 'approve-unit-entry', object)}
      ownWork={
        actor.twoPersons &&
        (stored?.value.writtenBy.includes(actor.accountId) ?? false) &&
        can({ ...actor, twoPersons: false }, 'approve-unit-entry', object)
      }
      short={shortNotice(await readCalendar(catalog), inForce.outage, dayInVietnam(deps.now()))}
      versions={stored === null ? [] : await catalog.unitEntryVersions('news', stored.id)}
      {...more}
    />,
    { status },
  );
}

/** The form once more, with all that was typed and the picture that came with it. */
interface Again {
  readonly stored: NewsEntry | null;
  readonly body: Body;
  readonly typed: TypedNews;
  readonly received: string;
}

function showAgain(
  deps: AppDeps,
  req: Request,
  res: Response,
  { stored, body, typed, received }: Again,
  errors: FormErrors,
  more: Partial<StaffPieceProps>,
  status: number,
): Promise<void> {
  const kept = typed.pictures.filter(({ sha256 }) => stored?.files.includes(sha256));
  const newAlt = wordOf(body, `alt-${stored?.value.pictures.length ?? 0}`);
  const values = { ...valuesOf(typed), [`alt-${kept.length}`]: newAlt };
  return show(
    deps,
    req,
    res,
    stored,
    typed,
    { form: { values, errors }, received, ...more },
    status,
  );
}

async function save(
  deps: AppDeps,
  req: Request,
  res: Response,
  stored: NewsEntry | null,
): Promise<void> {
  const body = formBody(req);
  const act = wordOf(body, 'viec');
  const drawn =
    req.file === undefined
      ? { sha256: wordOf(body, 'received') }
      : await drawnPicture(deps, req.file, PICTURE_WIDTH);
  const received = typeof drawn === 'string' ? '' : drawn.sha256;
  const bytes = received === '' ? null : await storedPicture(deps, received);
  const before = stored?.value.pictures ?? [];
  const kept = typedIn(body, before);
  const added = bytes === null ? [] : [{ ...bytes, alt: wordOf(body, `alt-${before.length}`) }];
  const typed = { ...kept, pictures: [...kept.pictures, ...added] };
  const again: Again = { stored, body, typed, received: bytes === null ? '' : received };
  if (typeof drawn === 'string')
    return showAgain(deps, req, res, again, { picture: drawn }, {}, 400);
  if (act === 'xem') return showAgain(deps, req, res, again, {}, { preview: typed }, 200);
  try {
    const saved = await writeNews(deps, theActor(res), {
      id: stored?.id ?? null,
      version: Number(wordOf(body, 'version')) || 0,
      typed,
      submit: act === 'trinh',
    });
    res.redirect(303, staffNewsPiecePath(saved.id, act === 'trinh' ? 'da-trinh' : 'da-luu'));
  } catch (error) {
    if (!(error instanceof AppError) || !SHOWN_AGAIN.includes(error.code)) throw error;
    const errors: FormErrors =
      error.code === 'address-taken' ? { title: error.message } : (error.details.fields ?? {});
    const conflict = Object.keys(errors).length === 0;
    return showAgain(deps, req, res, again, errors, { conflict }, HTTP_STATUS[error.kind]);
  }
  return undefined;
}

const SHOWN_AGAIN = ['invalid-input', 'stale-version', 'wrong-state', 'address-taken'];

/** One decision; what is refused is shown again with the reason that was typed. */
async function decide(
  deps: AppDeps,
  req: Request,
  res: Response,
  id: string,
  told: string,
  work: typeof returnNews,
): Promise<void> {
  const actor = theActor(res);
  await getNews(deps, actor, 'approve-unit-entry', id);
  const body = formBody(req);
  const reason = lines(body['reason']);
  try {
    const version = Number(wordOf(body, 'version')) || 0;
    const done = await work(deps, actor, { id, version, reason });
    res.redirect(303, staffNewsPiecePath(done.id, told));
  } catch (error) {
    if (!(error instanceof AppError) || !SHOWN_AGAIN.includes(error.code)) throw error;
    const entry = await getNews(deps, actor, 'view-unit-entries', id);
    const values = { ...valuesOf(typedOf(entry)), reason };
    const form = { values, errors: error.details.fields ?? {} };
    const conflict = error.code !== 'invalid-input';
    await show(deps, req, res, entry, typedOf(entry), { form, conflict }, HTTP_STATUS[error.kind]);
  }
}

async function showList(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const actor = theActor(res);
  authorise(actor, 'view-unit-entries', { entryOf: actor.unitId });
  const part = (Object.keys(vi.newsForm.parts) as NewsTab[]).find(
    (name) => name === param(req.query['xem']),
  );
  const after = param(req.query['sau']) || null;
  const page = await deps.storage.catalog.listUnitEntries('news', {
    unitIds: unitsSeen(actor),
    states: part === undefined || part === 'all' ? UNIT_ENTRY_STATES : [part],
    topics: null,
    day: null,
    limit: PER_PAGE,
    after,
  });
  await sendPage(
    deps,
    req,
    res,
    <StaffNewsListPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      part={part ?? 'all'}
      rows={await staffRows(deps, page.rows)}
      next={page.next}
      first={after === null}
      notice={fromTable(vi.newsForm.notices, req.query['bao'])}
      mayWrite={can(actor, 'write-unit-entry', { entryOf: actor.unitId })}
    />,
  );
}

const mayWriteOwn = (res: Response): void => {
  const actor = theActor(res);
  authorise(actor, 'write-unit-entry', { entryOf: actor.unitId });
};

/** News as officials write and approve it. */
export function staffNewsRoutes(deps: AppDeps): Router {
  const { router, get, post, postFiles } = createRoutes();
  const take = takeOneToDisk('picture', MOST_READ, MOST_FIELDS);
  get('/can-bo/tin-tuc', (req, res) => showList(deps, req, res));
  get('/can-bo/tin-tuc/moi', async (req, res) => {
    mayWriteOwn(res);
    await show(deps, req, res, null, BLANK);
  });
  postFiles('/can-bo/tin-tuc/moi', { guard: mayWriteOwn, take }, (req, res) =>
    save(deps, req, res, null),
  );
  get('/can-bo/tin-tuc/:id', async (req, res, { id }) => {
    const entry = await getNews(deps, theActor(res), 'view-unit-entries', id);
    await show(deps, req, res, entry, typedOf(entry));
  });
  // Before the bytes: who may not save sends no picture either.
  postFiles(
    '/can-bo/tin-tuc/:id',
    { guard: (res, { id }) => getNews(deps, theActor(res), 'write-unit-entry', id), take },
    async (req, res, { id }) =>
      save(deps, req, res, await getNews(deps, theActor(res), 'write-unit-entry', id)),
  );
  get('/can-bo/tin-tuc/:id/hinh/:name', async (req, res, { id, name }) =>
    sendNewsPicture(
      deps,
      req,
      res,
      await getNews(deps, theActor(res), 'view-unit-entries', id),
      name,
    ),
  );
  post('/can-bo/tin-tuc/:id/duyet', (req, res, { id }) =>
    decide(deps, req, res, id, 'da-duyet', publishNews),
  );
  post('/can-bo/tin-tuc/:id/tra-lai', (req, res, { id }) =>
    decide(deps, req, res, id, 'da-tra', returnNews),
  );
  post('/can-bo/tin-tuc/:id/sua', async (req, res, { id }) => {
    const version = Number(wordOf(formBody(req), 'version')) || 0;
    const change = await beginChange(deps, theActor(res), { id, version });
    res.redirect(303, staffNewsPiecePath(change.id));
  });
  post('/can-bo/tin-tuc/:id/go', (req, res, { id }) =>
    decide(deps, req, res, id, 'da-go', withdrawNews),
  );
  return router;
}
