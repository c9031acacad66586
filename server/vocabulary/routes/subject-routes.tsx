import { shownRank, typedRank } from '#server/vocabulary/rank.ts';
import type { Request, Response, Router } from 'express';
import { newSubSubject, saveSubSubject } from '../actions/save-sub-subject.ts';
import { authorise } from '#server/workflow/access.ts';
import { AppError } from '#server/base/errors.ts';
import { findSubject, type Subject } from '../subject.ts';
import { isSubSubject, mainSubject, type SubSubjectEntry } from '../sub-subject.ts';
import {
  StaffSubSubjectPage,
  type StaffSubSubjectProps,
} from '#web/vocabulary/staff-sub-subject.tsx';
import type { FormValues } from '#web/frame/form-field.tsx';
import { staffSubjectPath } from '#web/paths/vocabulary.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { assertFormRefusal, wordOf } from '#server/http/staff-form.ts';
import { createRoutes } from '#server/http/routes.ts';

type Body = Readonly<Record<string, unknown>>;

const blank = (subject: Subject, name = ''): SubSubjectEntry => ({
  ...newSubSubject(subject.code, name),
  rank: 100,
  version: 0,
  changedAt: '',
  changedBy: '',
  value: { name, english: '', hidden: false },
});

const entryOf = (
  body: Body,
  subject: Subject,
  stored: SubSubjectEntry | null,
): SubSubjectEntry => ({
  ...(stored ?? blank(subject, wordOf(body, 'name'))),
  rank: typedRank(wordOf(body, 'rank')),
  version: stored === null ? 0 : Number(wordOf(body, 'version')) || 0,
  value: {
    name: wordOf(body, 'name'),
    english: wordOf(body, 'english'),
    hidden: wordOf(body, 'hidden') === '1',
  },
});

const valuesOf = ({ rank, value }: SubSubjectEntry): FormValues => ({
  name: value.name,
  english: value.english,
  rank: shownRank(rank),
  hidden: value.hidden ? '1' : '',
});

/** Throws `page-not-found`. */
export function theSubject(code: string): Subject {
  const subject = findSubject(code);
  if (subject === undefined) throw new AppError('page-not-found', { code });
  return subject;
}

function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  subject: Subject,
  stored: SubSubjectEntry | null,
  edited: SubSubjectEntry,
  more: Partial<StaffSubSubjectProps> = {},
  status = 200,
): Promise<void> {
  return sendPage(
    deps,
    req,
    res,
    <StaffSubSubjectPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      subject={subject}
      stored={stored}
      version={edited.version}
      form={{ values: valuesOf(edited), errors: {} }}
      conflict={false}
      {...more}
    />,
    { status },
  );
}

async function save(
  deps: AppDeps,
  req: Request,
  res: Response,
  subject: Subject,
  stored: SubSubjectEntry | null,
): Promise<void> {
  const edited = entryOf(formBody(req), subject, stored);
  try {
    await saveSubSubject({ ...deps, search: deps.storage.search }, theActor(res), edited);
    deps.wakeJobs();
    res.redirect(303, staffSubjectPath(subject.code, true));
  } catch (error) {
    assertFormRefusal(error);
    const conflict = error.code === 'stale-version';
    await show(
      deps,
      req,
      res,
      subject,
      stored,
      conflict ? { ...edited, version: stored?.version ?? 0 } : edited,
      {
        conflict,
        form: {
          values: { ...valuesOf(edited), rank: wordOf(formBody(req), 'rank') },
          errors: error.details.fields ?? {},
        },
      },
      HTTP_STATUS[error.kind],
    );
  }
}

/** Throws `page-not-found`. */
async function load(deps: AppDeps, code: string): Promise<SubSubjectEntry> {
  const { catalog } = deps.storage;
  const entry = isSubSubject(code) ? await catalog.findAuthority('sub-subject', code) : null;
  if (entry === null) throw new AppError('page-not-found', { code });
  return entry;
}

async function showStored(deps: AppDeps, req: Request, res: Response, code: string): Promise<void> {
  authorise(theActor(res), 'edit-lists', 'shelf');
  const entry = await load(deps, code);
  await show(deps, req, res, theSubject(mainSubject(entry.id)), entry, entry);
}

/** Parts that officials give the 45 subjects. */
export function subjectRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();

  get('/can-bo/danh-muc/chu-de/:code/moi', async (req, res, params) => {
    authorise(theActor(res), 'edit-lists', 'shelf');
    const subject = theSubject(params.code);
    await show(deps, req, res, subject, null, blank(subject));
  });

  post('/can-bo/danh-muc/chu-de/:code/moi', async (req, res, params) => {
    authorise(theActor(res), 'edit-lists', 'shelf');
    await save(deps, req, res, theSubject(params.code), null);
  });

  get('/can-bo/danh-muc/nhanh/:code', (req, res, { code }) => showStored(deps, req, res, code));
  post('/can-bo/danh-muc/nhanh/:code', async (req, res, params) => {
    authorise(theActor(res), 'edit-lists', 'shelf');
    const entry = await load(deps, params.code);
    await save(deps, req, res, theSubject(mainSubject(entry.id)), entry);
  });

  return router;
}
