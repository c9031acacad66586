import type { Request, Response, Router } from 'express';
import { daysAfter, dayInVietnam, beginningOf } from '#server/base/vietnam-time.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { fromTable, param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { assertFormRefusal, wordOf } from '#server/http/staff-form.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { unitToday } from '#server/people/unit.ts';
import { findSubject } from '#server/vocabulary/subject.ts';
import { authorise, can } from '#server/workflow/access.ts';
import { followPath, staffQuestionPath } from '#web/paths/questions.ts';
import { StaffDeskPage } from '#web/questions/staff-desk.tsx';
import { tablesAsCsv } from '#server/tables/routes/write-table.ts';
import { QuestionFiguresPage, type QuestionTallies } from '#web/questions/staff-figures.tsx';
import { StaffQueuePage, type QueueTab } from '#web/questions/staff-queue.tsx';
import { staffQueriesPath } from '#web/paths/search-words.ts';
import { vi } from '#web/text/vi.ts';
import { takeDownQuestion } from '../actions/ask-question.ts';
import { questionOfSearch } from '../actions/question-of-search.ts';
import { questionObject, questionUnits } from '../actions/get-question.ts';
import { talliesBy, tallyOf } from '../question-figures.ts';
import {
  askedByPeople,
  OPEN_STATES,
  parseQuestionNumber,
  type QuestionState,
} from '../question.ts';
import { questionTables } from './figure-tables.ts';
import { calendarNote, calendarOfShelf, deadlineView } from './calendar-view.ts';

const PER_PAGE = 30;
const FIGURE_DAYS = 365;

const PARTS: Readonly<Record<QueueTab, readonly QuestionState[]>> = {
  open: OPEN_STATES,
  waiting: ['waiting'],
  drafted: ['drafted'],
  asked: ['asked'],
  held: ['held'],
  answered: ['answered'],
  closed: ['closed'],
};
const PART_NAMES = Object.keys(PARTS) as QueueTab[];

/** The question of a number, where this person may see it. */
async function questionNumbered(
  deps: AppDeps,
  res: Response,
  text: string,
): Promise<string | null> {
  const number = parseQuestionNumber(text);
  const question = number === null ? null : await deps.catalog.findQuestionByNumber(number);
  return question !== null && can(theActor(res), 'view-questions', questionObject(question))
    ? question.id
    : null;
}

async function showQueue(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const actor = theActor(res);
  authorise(actor, 'view-questions', { questionOf: actor.unitId });
  const find = param(req.query['tim']).slice(0, 100).trim();
  const numbered = find === '' ? null : await questionNumbered(deps, res, find);
  if (numbered !== null) return res.redirect(303, staffQuestionPath(numbered));
  const part = PART_NAMES.find((name) => name === param(req.query['xem'])) ?? 'open';
  const { catalog } = deps.storage;
  const [unitIds, units] = [questionUnits(actor), await catalog.listUnits()];
  const after = param(req.query['sau']) || null;
  const [page, counts, calendar] = await Promise.all([
    catalog.listQuestions({ unitIds, states: PARTS[part], limit: PER_PAGE, after }),
    catalog.countQuestions(unitIds),
    calendarOfShelf(deps),
  ]);
  const rows = page.rows.map((question) => {
    const own = unitToday(units, question.unitId);
    return {
      question,
      unitName: units.find((u) => u.id === own)?.name ?? '',
      deadline: deadlineView(deps, calendar, question),
    };
  });
  await sendPage(
    deps,
    req,
    res,
    <StaffQueuePage
      frame={pageFrame(deps, req, res, { noindex: true })}
      part={part}
      parts={PART_NAMES.map((name) => ({
        name,
        count: PARTS[name].reduce((sum, state) => sum + (counts[state] ?? 0), 0),
      }))}
      rows={rows}
      next={page.next}
      first={after === null}
      note={calendarNote(
        calendar,
        rows.map(({ deadline }) => deadline),
      )}
      find={find}
      notFound={find === '' ? null : find}
      notice={fromTable(vi.questions.notices, req.query['bao'])}
      mayTakeDown={can(actor, 'answer-question', { questionOf: actor.unitId })}
    />,
  );
  return undefined;
}

const DESK_FIELDS = ['way', 'text', 'locality', 'email', 'phone'] as const;

async function takeDown(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const body = formBody(req);
  const typed = Object.fromEntries(
    DESK_FIELDS.map((name) => [name, wordOf(body, name).replaceAll('\r\n', '\n')]),
  ) as Record<(typeof DESK_FIELDS)[number], string>;
  try {
    const { secret } = await takeDownQuestion(deps, theActor(res), typed);
    // The page that whoever asked is given, on paper.
    res.redirect(303, followPath(secret, '', 'moi'));
  } catch (error) {
    assertFormRefusal(error);
    await showDesk(deps, req, res, {
      values: typed,
      errors: error.details.fields ?? {},
      status: HTTP_STATUS[error.kind],
    });
  }
}

function showDesk(
  deps: AppDeps,
  req: Request,
  res: Response,
  {
    values,
    errors,
    status,
  }: {
    values: Readonly<Record<string, string>>;
    errors: Readonly<Record<string, string>>;
    status: number;
  },
): Promise<void> {
  const actor = theActor(res);
  authorise(actor, 'answer-question', { questionOf: actor.unitId });
  return sendPage(
    deps,
    req,
    res,
    <StaffDeskPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      form={{ values, errors }}
    />,
    { status },
  );
}

/** How the questions stand that this person may see. Throws `not-allowed`. */
async function talliesFor(deps: AppDeps, res: Response): Promise<QuestionTallies> {
  const actor = theActor(res);
  authorise(actor, 'view-questions', { questionOf: actor.unitId });
  const { catalog } = deps.storage;
  const since = daysAfter(dayInVietnam(deps.now()), -FIGURE_DAYS);
  const [all, units, calendar] = await Promise.all([
    catalog.questionFacts(questionUnits(actor), beginningOf(since)),
    catalog.listUnits(),
    calendarOfShelf(deps),
  ]);
  const facts = askedByPeople(all);
  const rules = { calendar, days: deps.config.ANSWER_WORKDAYS, now: deps.now() };
  const subjectName = (code: string): string =>
    code === '' ? vi.questions.figuresPage.noSubject : (findSubject(code)?.label ?? code);
  return {
    since,
    all: tallyOf(facts, rules),
    bySubject: talliesBy(facts, ({ subject }) => subject, rules).map(({ key, tally }) => ({
      name: subjectName(key),
      tally,
    })),
    byUnit: talliesBy(facts, ({ unitId }) => unitToday(units, unitId), rules).map(
      ({ key, tally }) => ({ name: units.find((u) => u.id === key)?.name ?? key, tally }),
    ),
  };
}

async function showFigures(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const tallies = await talliesFor(deps, res);
  const frame = pageFrame(deps, req, res, { noindex: true });
  await sendPage(deps, req, res, <QuestionFiguresPage frame={frame} {...tallies} />);
}

async function sendFigures(deps: AppDeps, res: Response): Promise<void> {
  const csv = await tablesAsCsv(questionTables(await talliesFor(deps, res)));
  res
    .attachment(`hoi-dap-${dayInVietnam(deps.now())}.csv`)
    .type('text/csv; charset=utf-8')
    .send(csv);
}

/** The queue, the desk and the figures of questions. */
export function queueRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/hoi-dap', (req, res) => showQueue(deps, req, res));
  get('/can-bo/hoi-dap/moi', (req, res) =>
    showDesk(deps, req, res, { values: { way: 'desk' }, errors: {}, status: 200 }),
  );
  post('/can-bo/hoi-dap/moi', (req, res) => takeDown(deps, req, res));
  post('/can-bo/hoi-dap/tu-cau-tim', async (req, res) => {
    await deps.queries.flush();
    const question = await questionOfSearch(
      { ...deps, ...deps.storage },
      theActor(res),
      wordOf(formBody(req), 'cau'),
    );
    res.redirect(303, question === null ? staffQueriesPath() : staffQuestionPath(question.id));
  });
  get('/can-bo/hoi-dap/so-lieu', (req, res) => showFigures(deps, req, res));
  get('/can-bo/hoi-dap/so-lieu.csv', (_req, res) => sendFigures(deps, res));
  return router;
}
