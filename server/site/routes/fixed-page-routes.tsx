import { refusedEntry } from './refused-entry.ts';
import { shownRank, typedRank } from '#server/vocabulary/rank.ts';
import type { Router, Request, Response } from 'express';
import { savePage, takePageBack } from '../actions/save-page.ts';
import { authorise, can } from '#server/workflow/access.ts';
import { AppError } from '#server/base/errors.ts';
import { ABOUT_PAGE, RULES_PAGE, type PageEntry } from '../fixed-page.ts';
import { slugify } from '#server/base/vietnamese/syllables.ts';
import {
  StaffFixedPageHistoryPage,
  StaffFixedPagePage,
  StaffFixedPagesPage,
  type StaffFixedPageProps,
} from '#web/site/staff-pages.tsx';
import type { FormValues } from '#web/frame/form-field.tsx';
import { staffFixedPagePath } from '#web/paths/site.ts';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody, longStaffForm } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { param } from '#server/http/query.ts';
import { assertFormRefusal, wordOf } from '#server/http/staff-form.ts';
import { createRoutes } from '#server/http/routes.ts';

const { about } = vi;
/** The built-in introduction, to begin from. */
const ABOUT_BODY = [
  about.lead,
  `# ${about.basisTitle}`,
  about.basis,
  `# ${about.contentTitle}`,
  about.content.map((line) => `- ${line}`).join('\n'),
  `# ${about.processTitle}`,
  about.process,
  `# ${about.rightsTitle}`,
  about.rights,
  `# ${about.privacyTitle}`,
  about.privacy,
].join('\n\n');

const blank = (id: string, title = '', body = ''): PageEntry => ({
  list: 'page',
  id,
  rank: 100,
  version: 0,
  changedAt: '',
  changedBy: '',
  value: { title, body, hidden: false },
});
/** Pages every shelf has a place for, as they are before anybody wrote them. */
const EXPECTED: readonly PageEntry[] = [
  blank(ABOUT_PAGE, about.title, ABOUT_BODY),
  blank(RULES_PAGE, vi.pageForm.rulesTitle, vi.pageForm.rules),
];

const valuesOf = ({ id, rank, value }: PageEntry): FormValues => ({
  title: value.title,
  slug: id,
  body: value.body,
  rank: shownRank(rank),
  hidden: value.hidden ? '1' : '',
});

/** The text as it was typed: a form's lines end in CR LF. */
const bodyOf = (typed: unknown): string =>
  typeof typed === 'string' ? typed.normalize('NFC').replaceAll('\r\n', '\n').trim() : '';

function entryOf(body: Readonly<Record<string, unknown>>, before: PageEntry | null): PageEntry {
  const title = wordOf(body, 'title');
  return {
    ...blank(before?.id ?? (wordOf(body, 'slug').toLowerCase() || slugify(title))),
    rank: typedRank(wordOf(body, 'rank')),
    version: Number(wordOf(body, 'version')) || 0,
    value: { title, body: bodyOf(body['body']), hidden: wordOf(body, 'hidden') === '1' },
  };
}

function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  stored: PageEntry | null,
  edited: PageEntry,
  more: Partial<StaffFixedPageProps> = {},
  status = 200,
): Promise<void> {
  return sendPage(
    deps,
    req,
    res,
    <StaffFixedPagePage
      frame={pageFrame(deps, req, res, { noindex: true })}
      stored={stored}
      version={edited.version}
      form={{ values: valuesOf(edited), errors: {} }}
      preview={null}
      notice={null}
      conflict={false}
      mayEdit={can(theActor(res), 'edit-lists', 'shelf')}
      {...more}
    />,
    { status },
  );
}

/** Throws `page-not-found`. */
async function load(deps: AppDeps, id: string): Promise<PageEntry> {
  const { catalog } = deps.storage;
  const entry =
    (await catalog.findAuthority('page', id)) ?? EXPECTED.find((page) => page.id === id);
  if (entry === undefined) throw new AppError('page-not-found', { id });
  return entry;
}

async function save(
  deps: AppDeps,
  req: Request,
  res: Response,
  stored: PageEntry | null,
): Promise<void> {
  const edited = entryOf(formBody(req), stored);
  if (wordOf(formBody(req), 'viec') === 'xem')
    return show(deps, req, res, stored, edited, { preview: edited.value });
  try {
    const { id } = await savePage(deps, theActor(res), edited);
    res.redirect(303, staffFixedPagePath(id, 'da-luu'));
  } catch (error) {
    assertFormRefusal(error);
    const again = refusedEntry(
      error,
      formBody(req),
      stored,
      edited,
      valuesOf(edited),
      vi.pageForm.taken,
    );
    return show(deps, req, res, stored, again.edited, again.more, HTTP_STATUS[error.kind]);
  }
}

async function showPages(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { catalog } = deps.storage;
  authorise(theActor(res), 'view', 'shelf');
  const written = await catalog.listAuthority('page');
  const rows = [
    ...written,
    ...EXPECTED.filter(({ id }) => written.every((entry) => entry.id !== id)),
  ];
  await sendPage(
    deps,
    req,
    res,
    <StaffFixedPagesPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      rows={rows}
      mayEdit={can(theActor(res), 'edit-lists', 'shelf')}
    />,
  );
}

async function showNew(deps: AppDeps, req: Request, res: Response): Promise<void> {
  authorise(theActor(res), 'edit-lists', 'shelf');
  await show(deps, req, res, null, blank(''));
}

async function showStored(deps: AppDeps, req: Request, res: Response, slug: string): Promise<void> {
  authorise(theActor(res), 'view', 'shelf');
  const entry = await load(deps, slug);
  const notice =
    { 'da-luu': vi.authorityForm.saved, 'lay-lai': vi.pageForm.tookBack }[
      param(req.query['bao'])
    ] ?? null;
  await show(deps, req, res, entry, entry, { notice });
}

/** The versions of a page, the newest first. */
async function showVersions(
  deps: AppDeps,
  req: Request,
  res: Response,
  slug: string,
): Promise<void> {
  const { catalog } = deps.storage;
  authorise(theActor(res), 'view', 'shelf');
  const versions = await catalog.authorityVersions('page', slug);
  if (versions.length === 0) throw new AppError('page-not-found', { id: slug });
  await sendPage(
    deps,
    req,
    res,
    <StaffFixedPageHistoryPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      versions={versions}
      mayEdit={can(theActor(res), 'edit-lists', 'shelf')}
    />,
  );
}

/** Takes an older version back, as a new one. */
async function goBack(deps: AppDeps, req: Request, res: Response, slug: string): Promise<void> {
  authorise(theActor(res), 'edit-lists', 'shelf');
  const body = formBody(req);
  const { id } = await takePageBack(deps, theActor(res), {
    id: slug,
    version: Number(wordOf(body, 'version')),
    to: Number(wordOf(body, 'ban')),
  });
  res.redirect(303, staffFixedPagePath(id, 'lay-lai'));
}

/** Pages of the site: list, editor with a preview, versions with a way back. */
export function fixedPageRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();

  get('/can-bo/trang', (req, res) => showPages(deps, req, res));
  get('/can-bo/trang/moi', (req, res) => showNew(deps, req, res));
  get('/can-bo/trang/:slug', (req, res, { slug }) => showStored(deps, req, res, slug));
  post(
    '/can-bo/trang/moi',
    async (req, res) => {
      authorise(theActor(res), 'edit-lists', 'shelf');
      await save(deps, req, res, null);
    },
    longStaffForm,
  );

  post(
    '/can-bo/trang/:slug',
    async (req, res, params) => {
      authorise(theActor(res), 'edit-lists', 'shelf');
      await save(deps, req, res, await load(deps, params.slug));
    },
    longStaffForm,
  );

  get('/can-bo/trang/:slug/ban', (req, res, { slug }) => showVersions(deps, req, res, slug));
  post('/can-bo/trang/:slug/lay-lai', (req, res, { slug }) => goBack(deps, req, res, slug));
  return router;
}
