import { type Router, urlencoded, type Request, type Response } from 'express';
import { saveTerm, type TermEntry, type TermList } from '../actions/save-term.ts';
import { authorise, can } from '#server/workflow/access.ts';
import { AppError } from '#server/base/errors.ts';
import { findTerm, type Term, type Terms } from '../term.ts';
import { StaffTermPage, type StaffTermProps } from '#web/vocabulary/staff-term.tsx';
import { StaffTermsPage } from '#web/vocabulary/staff-terms.tsx';
import { staffTermsPath, TERM_LISTS } from '#web/paths/vocabulary.ts';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { fromTable } from '#server/http/query.ts';
import { assertFormRefusal, wordOf } from '#server/http/staff-form.ts';
import { editedTerm, newTerm, termValues, untouched } from './term-form.ts';
import { createRoutes } from '#server/http/routes.ts';

const NOTICES: Readonly<Record<string, string>> = {
  'da-luu': vi.authorityForm.saved,
  'lay-lai': vi.termForms.tookBack,
};

const termsOf = (req: Request, list: TermList): Terms<Term> =>
  list === 'genre' ? vocabularyFor(req).genres : vocabularyFor(req).audiences;

/** One of the two lists and what its screen is made with. */
interface TermScreen {
  readonly deps: AppDeps;
  readonly list: TermList;
}

/** Throws `page-not-found`. */
async function load(
  { deps, list }: TermScreen,
  req: Request,
  code: string,
): Promise<{ term: Term; stored: TermEntry }> {
  const term = findTerm(termsOf(req, list), code);
  if (term === undefined) throw new AppError('page-not-found', { code });
  return {
    term,
    stored: (await deps.storage.catalog.findAuthority(list, code)) ?? untouched(list, code),
  };
}

async function show(
  { deps, list }: TermScreen,
  req: Request,
  res: Response,
  term: Term | null,
  edited: TermEntry,
  more: Partial<StaffTermProps> = {},
  status = 200,
): Promise<void> {
  const versions =
    term === null ? [] : await deps.storage.catalog.authorityVersions(list, edited.id);
  await sendPage(
    deps,
    req,
    res,
    <StaffTermPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      list={list}
      term={term}
      entry={edited}
      form={{ values: termValues(edited), errors: {} }}
      versions={versions}
      conflict={false}
      {...more}
    />,
    { status },
  );
}

/**
 * Saves, or shows the form again with what was typed: somebody else saved meanwhile, or a new one's
 * code was taken in this moment.
 */
async function save(
  screen: TermScreen,
  req: Request,
  res: Response,
  {
    term,
    edited,
    stored,
  }: { readonly term: Term | null; readonly edited: TermEntry; readonly stored: number },
  notice = 'da-luu',
): Promise<void> {
  const { deps, list } = screen;
  try {
    await saveTerm({ ...deps, search: deps.storage.search }, theActor(res), edited);
    deps.wakeJobs();
    res.redirect(303, staffTermsPath(list, notice));
  } catch (error) {
    assertFormRefusal(error);
    const stale = error.code === 'stale-version';
    const errors =
      stale && term === null ? { name: vi.termForms.taken } : (error.details.fields ?? {});
    await show(
      screen,
      req,
      res,
      term,
      stale ? { ...edited, version: stored } : edited,
      {
        conflict: stale && term !== null,
        form: {
          values: {
            ...termValues(edited),
            ...(edited.rank < 0 ? { rank: wordOf(formBody(req), 'rank') } : {}),
          },
          errors,
        },
      },
      HTTP_STATUS[error.kind],
    );
  }
}

async function showList({ deps, list }: TermScreen, req: Request, res: Response): Promise<void> {
  authorise(theActor(res), 'view', 'shelf');
  const entries = await deps.storage.catalog.listAuthority(list);
  await sendPage(
    deps,
    req,
    res,
    <StaffTermsPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      list={list}
      terms={termsOf(req, list).all}
      entries={new Map(entries.map((entry) => [entry.id, entry]))}
      notice={fromTable(NOTICES, req.query['bao'])}
      mayEdit={can(theActor(res), 'edit-lists', 'shelf')}
    />,
  );
}

async function addTerm(screen: TermScreen, req: Request, res: Response): Promise<void> {
  const body = formBody(req);
  const edited = editedTerm({ ...body, version: '0' }, newTerm(screen.list, body));
  await save(screen, req, res, { term: null, edited, stored: 0 });
}

async function changeTerm(
  screen: TermScreen,
  req: Request,
  res: Response,
  code: string,
): Promise<void> {
  const { term, stored } = await load(screen, req, code);
  const edited = editedTerm(formBody(req), stored);
  await save(screen, req, res, { term, edited, stored: stored.version });
}

/** An older version is saved anew, as if it had been typed. */
async function goBack(
  screen: TermScreen,
  req: Request,
  res: Response,
  code: string,
): Promise<void> {
  const { deps, list } = screen;
  const { term, stored } = await load(screen, req, code);
  const body = formBody(req);
  const older = (await deps.storage.catalog.authorityVersions(list, term.code)).find(
    ({ version }) => version === Number(wordOf(body, 'ban')),
  );
  if (older === undefined) throw new AppError('page-not-found', { code: term.code });
  const edited = { ...older, version: Number(wordOf(body, 'version')) || 0 };
  await save(screen, req, res, { term, edited, stored: stored.version }, 'lay-lai');
}

/**
 * Genres or audiences: those of the law are placed and offered or not; own ones are added, renamed,
 * hidden.
 */
export function termRoutes(deps: AppDeps, list: TermList): Router {
  const { router, get, post } = createRoutes();
  const screen: TermScreen = { deps, list };
  const path = `/can-bo/danh-muc/${TERM_LISTS[list]}` as const;
  const form = urlencoded({ extended: false, limit: '64kb' });
  const guard = (res: Response): void => authorise(theActor(res), 'edit-lists', 'shelf');

  get(path, (req, res) => showList(screen, req, res));
  get(`${path}/moi`, async (req, res) => {
    guard(res);
    await show(screen, req, res, null, newTerm(list));
  });
  post(
    `${path}/moi`,
    async (req, res) => {
      guard(res);
      await addTerm(screen, req, res);
    },
    form,
  );
  get(`${path}/:code`, async (req, res, { code }) => {
    guard(res);
    const { term, stored } = await load(screen, req, code);
    await show(screen, req, res, term, stored);
  });
  post(
    `${path}/:code`,
    async (req, res, { code }) => {
      guard(res);
      await changeTerm(screen, req, res, code);
    },
    form,
  );
  post(
    `${path}/:code/lay-lai`,
    async (req, res, { code }) => {
      guard(res);
      await goBack(screen, req, res, code);
    },
    form,
  );
  return router;
}
