import { Router, type Request, type Response } from 'express';
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
import { formBody, staffForm } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { param } from '#server/http/query.ts';
import { assertFormRefusal, wordOf } from '#server/http/staff-form.ts';
import { theSubject } from './subject-routes.tsx';

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

/** An empty place is the one after all others; what is no number is kept as none, to be refused. */
const rankOf = (typed: string): number =>
  typed === '' ? UNPLACED : /^\d{1,4}$/u.test(typed) ? Number(typed) : -1;

const entryOf = (body: Body, before: SubjectNoteEntry): SubjectNoteEntry => ({
  ...before,
  rank: rankOf(wordOf(body, 'rank')),
  version: Number(wordOf(body, 'version')) || 0,
  value: { intro: wordOf(body, 'intro'), english: wordOf(body, 'english') },
});

const valuesOf = ({ rank, value }: SubjectNoteEntry): FormValues => ({
  ...value,
  rank: rank === UNPLACED || rank < 0 ? '' : String(rank),
});

/** The 45 subjects: their ranks on the home page and what is said of them. */
export function subjectNoteRoutes(deps: AppDeps): Router {
  const { catalog } = deps.storage;
  const router = Router();

  router.get('/can-bo/danh-muc/chu-de', async (req, res) => {
    authorise(theActor(res), 'view', 'shelf');
    const subSubjects = Map.groupBy(await catalog.listAuthority('sub-subject'), ({ id }) =>
      mainSubject(id),
    );
    const ranks = new Map(
      (await catalog.listAuthority('subject')).map(({ id, rank }) => [id, rank]),
    );
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
  });

  const load = async (subject: Subject): Promise<SubjectNoteEntry> =>
    (await catalog.findAuthority('subject', subject.code)) ?? blank(subject.code);

  const show = async (
    req: Request,
    res: Response,
    subject: Subject,
    edited: SubjectNoteEntry,
    more: Partial<StaffSubjectProps> = {},
    status = 200,
  ): Promise<void> => {
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
  };

  router.get('/can-bo/danh-muc/chu-de/:code', async (req, res) => {
    authorise(theActor(res), 'view', 'shelf');
    const subject = theSubject(req.params.code);
    await show(req, res, subject, await load(subject), {
      notice: param(req.query['bao']) === 'da-luu' ? vi.authorityForm.saved : null,
    });
  });

  router.post(
    '/can-bo/danh-muc/chu-de/:code',
    staffForm,
    async (req: Request<{ code: string }>, res) => {
      authorise(theActor(res), 'edit-lists', 'shelf');
      const subject = theSubject(req.params.code);
      const stored = await load(subject);
      const body = formBody(req as unknown as Request);
      const edited = entryOf(body, stored);
      try {
        await saveSubjectNote(deps, theActor(res), edited);
        res.redirect(303, staffSubjectPath(subject.code, true));
      } catch (error) {
        assertFormRefusal(error);
        const conflict = error.code === 'stale-version';
        await show(
          req as unknown as Request,
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
    },
  );

  return router;
}
