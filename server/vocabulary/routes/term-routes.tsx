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
import { param } from '#server/http/query.ts';
import { assertFormRefusal, wordOf } from '#server/http/staff-form.ts';
import { editedTerm, newTerm, termValues, untouched } from './term-form.ts';
import { createRoutes } from '#server/http/routes.ts';

const NOTICES: Readonly<Record<string, string>> = {
  'da-luu': vi.authorityForm.saved,
  'lay-lai': vi.termForms.tookBack,
};

const termsOf = (req: Request, list: TermList): Terms<Term> =>
  list === 'genre' ? vocabularyFor(req).genres : vocabularyFor(req).audiences;

/** Genres or audiences: those of the law are placed and offered or not; own ones are added, renamed, hidden. */
export function termRoutes(deps: AppDeps, list: TermList): Router {
  const { catalog, search } = deps.storage;
  const { router, get, post } = createRoutes();
  const path = `/can-bo/danh-muc/${TERM_LISTS[list]}`;
  const form = urlencoded({ extended: false, limit: '64kb' });

  /** Throws `page-not-found`. */
  const load = async (req: Request): Promise<{ term: Term; stored: TermEntry }> => {
    const code = String(req.params['code']);
    const term = findTerm(termsOf(req, list), code);
    if (term === undefined) throw new AppError('page-not-found', { code });
    return { term, stored: (await catalog.findAuthority(list, code)) ?? untouched(list, code) };
  };

  const show = async (
    req: Request,
    res: Response,
    term: Term | null,
    edited: TermEntry,
    more: Partial<StaffTermProps> = {},
    status = 200,
  ): Promise<void> => {
    const versions = term === null ? [] : await catalog.authorityVersions(list, edited.id);
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
  };

  /** Saves, or shows the form again with what was typed: somebody else saved meanwhile, or a new one's code was taken in this moment. */
  const save = async (
    req: Request,
    res: Response,
    {
      term,
      edited,
      stored,
    }: { readonly term: Term | null; readonly edited: TermEntry; readonly stored: number },
    notice = 'da-luu',
  ): Promise<void> => {
    try {
      await saveTerm({ ...deps, search }, theActor(res), edited);
      deps.wakeJobs();
      res.redirect(303, staffTermsPath(list, notice));
    } catch (error) {
      assertFormRefusal(error);
      const stale = error.code === 'stale-version';
      const errors =
        stale && term === null ? { name: vi.termForms.taken } : (error.details.fields ?? {});
      await show(
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
  };

  get(path, async (req, res) => {
    authorise(theActor(res), 'view', 'shelf');
    await sendPage(
      deps,
      req,
      res,
      <StaffTermsPage
        frame={pageFrame(deps, req, res, { noindex: true })}
        list={list}
        terms={termsOf(req, list).all}
        entries={new Map((await catalog.listAuthority(list)).map((entry) => [entry.id, entry]))}
        notice={NOTICES[param(req.query['bao'])] ?? null}
        mayEdit={can(theActor(res), 'edit-lists', 'shelf')}
      />,
    );
  });

  get(`${path}/moi`, async (req, res) => {
    authorise(theActor(res), 'edit-lists', 'shelf');
    await show(req, res, null, newTerm(list));
  });

  post(
    `${path}/moi`,
    async (req, res) => {
      authorise(theActor(res), 'edit-lists', 'shelf');
      const edited = editedTerm({ ...formBody(req), version: '0' }, newTerm(list, formBody(req)));
      await save(req, res, { term: null, edited, stored: 0 });
    },
    form,
  );

  get(`${path}/:code`, async (req, res) => {
    authorise(theActor(res), 'edit-lists', 'shelf');
    const { term, stored } = await load(req);
    await show(req, res, term, stored);
  });

  post(
    `${path}/:code`,
    async (req, res) => {
      authorise(theActor(res), 'edit-lists', 'shelf');
      const { term, stored } = await load(req);
      await save(req, res, {
        term,
        edited: editedTerm(formBody(req), stored),
        stored: stored.version,
      });
    },
    form,
  );

  // An older version is saved anew, as if it had been typed.
  post(
    `${path}/:code/lay-lai`,
    async (req, res) => {
      authorise(theActor(res), 'edit-lists', 'shelf');
      const { term, stored } = await load(req);
      const body = formBody(req);
      const older = (await catalog.authorityVersions(list, term.code)).find(
        ({ version }) => version === Number(wordOf(body, 'ban')),
      );
      if (older === undefined) throw new AppError('page-not-found', { code: term.code });
      await save(
        req,
        res,
        {
          term,
          edited: { ...older, version: Number(wordOf(body, 'version')) || 0 },
          stored: stored.version,
        },
        'lay-lai',
      );
    },
    form,
  );

  return router;
}
