import { shownOptionalRank, typedOptionalRank } from '#server/vocabulary/rank.ts';
import type { Request, Response, Router } from 'express';
import { saveSubjectNote } from '../actions/save-subject-note.ts';
import { authorise, can } from '#server/workflow/access.ts';
import { UNPLACED } from '../authority-list.ts';
import { SUBJECTS, type Subject } from '../subject.ts';
import type { SubjectNoteEntry } from '../subject-note.ts';
import { mainSubject } from '../sub-subject.ts';
import {
  StaffSubjectPage,
  StaffSubjectsPage,
  type StaffSubjectProps,
} from '#web/vocabulary/staff-subjects.tsx';
import type { FormValues } from '#web/frame/form-field.tsx';
import { staffSubjectPath } from '#web/paths/vocabulary.ts';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { param } from '#server/http/query.ts';
import { assertFormRefusal, wordOf } from '#server/http/staff-form.ts';
import { theSubject } from './subject-routes.tsx';
import { createRoutes } from '#server/http/routes.ts';

type Body = Readonly<Record<string, unknown>>;

const blank = (id: string): SubjectNoteEntry => ({
  list: 'subject',
  id,
  rank: UNPLACED,
  version: 0,
  changedAt: '',
  changedBy: '',
  value: { intro: '', english: '' },
});

const entryOf = (body: Body, before: SubjectNoteEntry): SubjectNoteEntry => ({
  ...before,
  rank: typedOptionalRank(wordOf(body, 'rank')),
  version: Number(wordOf(body, 'version')) || 0,
  value: { intro: wordOf(body, 'intro'), english: wordOf(body, 'english') },
});

const valuesOf = ({ rank, value }: SubjectNoteEntry): FormValues => ({
  ...value,
  rank: shownOptionalRank(rank),
});

async function load(deps: AppDeps, subject: Subject): Promise<SubjectNoteEntry> {
  const { catalog } = deps.storage;
  return (await catalog.findAuthority('subject', subject.code)) ?? blank(subject.code);
}

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  subject: Subject,
  edited: SubjectNoteEntry,
  more: Partial<StaffSubjectProps> = {},
  status = 200,
): Promise<void> {
  const { catalog } = deps.storage;
  const subSubjects = (await catalog.listAuthority('sub-subject')).filter(
    ({ id }) => mainSubject(id) === subject.code,
  );
  await sendPage(
    deps,
    req,
    res,
    <StaffSubjectPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      subject={subject}
      note={edited}
      form={{ values: valuesOf(edited), errors: {} }}
      subSubjects={subSubjects}
      notice={null}
      conflict={false}
      mayEdit={can(theActor(res), 'edit-lists', 'shelf')}
      {...more}
    />,
    { status },
  );
}

async function showSubjects(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { catalog } = deps.storage;
  authorise(theActor(res), 'view', 'shelf');
  const subSubjects = Map.groupBy(await catalog.listAuthority('sub-subject'), ({ id }) =>
    mainSubject(id),
  );
  const ranks = new Map((await catalog.listAuthority('subject')).map(({ id, rank }) => [id, rank]));
  const rows = SUBJECTS.map((subject) => {
    const own = subSubjects.get(subject.code) ?? [];
    const rank = ranks.get(subject.code) ?? UNPLACED;
    return {
      subject,
      subSubjects: own.length,
      hidden: own.filter(({ value }) => value.hidden).length,
      rank: rank === UNPLACED ? null : rank,
    };
  });
  await sendPage(
    deps,
    req,
    res,
    <StaffSubjectsPage frame={pageFrame(deps, req, res, { noindex: true })} rows={rows} />,
  );
}

async function saveNote(deps: AppDeps, req: Request, res: Response, code: string): Promise<void> {
  authorise(theActor(res), 'edit-lists', 'shelf');
  const subject = theSubject(code);
  const stored = await load(deps, subject);
  const body = formBody(req);
  const edited = entryOf(body, stored);
  try {
    await saveSubjectNote(deps, theActor(res), edited);
    res.redirect(303, staffSubjectPath(subject.code, true));
  } catch (error) {
    assertFormRefusal(error);
    const conflict = error.code === 'stale-version';
    await show(
      deps,
      req,
      res,
      subject,
      conflict ? { ...edited, version: stored.version } : edited,
      {
        conflict,
        form: {
          values: { ...valuesOf(edited), rank: wordOf(body, 'rank') },
          errors: error.details.fields ?? {},
        },
      },
      HTTP_STATUS[error.kind],
    );
  }
}

/** The 45 subjects: their ranks on the home page and what is said of them. */
export function subjectNoteRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();

  get('/can-bo/danh-muc/chu-de', (req, res) => showSubjects(deps, req, res));
  get('/can-bo/danh-muc/chu-de/:code', async (req, res, params) => {
    authorise(theActor(res), 'view', 'shelf');
    const subject = theSubject(params.code);
    await show(deps, req, res, subject, await load(deps, subject), {
      notice: param(req.query['bao']) === 'da-luu' ? vi.authorityForm.saved : null,
    });
  });

  post('/can-bo/danh-muc/chu-de/:code', (req, res, { code }) => saveNote(deps, req, res, code));
  return router;
}
