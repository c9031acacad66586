import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { fromTable } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { listOf, wordOf } from '#server/http/staff-form.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { letterheadOf, unitToday } from '#server/people/unit.ts';
import { can } from '#server/workflow/access.ts';
import { staffQuestionPath, staffQuestionsPath } from '#web/paths/questions.ts';
import { QuestionPrintView } from '#web/questions/print-view.tsx';
import { StaffQuestionPage } from '#web/questions/staff-question.tsx';
import { vi } from '#web/text/vi.ts';
import { approveAnswer, returnAnswer } from '../actions/decide-answer.ts';
import { draftAnswer } from '../actions/draft-answer.ts';
import { getQuestion } from '../actions/get-question.ts';
import { askBack, closeQuestion, passOn, releaseQuestion } from '../actions/triage.ts';
import type { Question } from '../question.ts';
import { readCitation, sourcesFor } from './sources.ts';
import { questionView, type Typed } from './staff-views.ts';

type Body = Readonly<Record<string, unknown>>;
type Notice = keyof typeof vi.questions.notices;

interface Shown {
  readonly typed?: Typed;
  readonly values?: Readonly<Record<string, string>>;
  readonly errors?: Readonly<Record<string, string>>;
  readonly conflict?: boolean;
  readonly status?: number;
}

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  question: Question,
  { typed, values = {}, errors = {}, conflict = false, status = 200 }: Shown = {},
): Promise<void> {
  await sendPage(
    deps,
    req,
    res,
    <StaffQuestionPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      {...await questionView(deps, res, question, typed ?? null)}
      form={{ values, errors }}
      conflict={conflict}
      notice={fromTable(vi.questions.notices, req.query['bao'])}
    />,
    { status },
  );
}

const versionOf = (body: Body): number => Number(wordOf(body, 'version')) || 0;

const SHOWN_AGAIN = ['invalid-input', 'stale-version', 'wrong-state'];

/** Does one thing with a question; what is refused is shown again with all that was typed. */
async function step(
  deps: AppDeps,
  req: Request,
  res: Response,
  id: string,
  { action, told, work, typed }: Step,
): Promise<void> {
  const actor = theActor(res);
  await getQuestion(deps, actor, action, id);
  const body = formBody(req);
  try {
    await work(body);
    // Who passed it on may not see it any more.
    const { unitId } = (await deps.catalog.findQuestion(id))!;
    const sees = can(actor, 'view-questions', { questionOf: unitId });
    res.redirect(303, sees ? staffQuestionPath(id, told) : staffQuestionsPath({ told }));
  } catch (error) {
    if (!(error instanceof AppError) || !SHOWN_AGAIN.includes(error.code)) throw error;
    const question = await getQuestion(deps, actor, 'view-questions', id);
    const names = ['reason', 'message', 'unit', 'closing'];
    await show(deps, req, res, question, {
      ...(typed === undefined ? {} : { typed: typed(error) }),
      values: Object.fromEntries(names.map((name) => [name, wordOf(body, name)])),
      errors: typed === undefined ? (error.details.fields ?? {}) : {},
      conflict: error.code !== 'invalid-input',
      status: HTTP_STATUS[error.kind],
    });
  }
}

interface Step {
  readonly action: 'answer-question' | 'approve-answer';
  readonly told: Notice;
  readonly work: (body: Body) => Promise<unknown>;
  /** What the form of the answer holds again after a refusal. */
  readonly typed?: (error: AppError) => Typed;
}

const lineEnds = (text: string): string => text.replaceAll('\r\n', '\n');

/** What the form of the answer says; looking for sources saves nothing. */
const typedIn = (body: Body): Typed => ({
  form: {
    values: { answer: lineEnds(wordOf(body, 'answer')), subject: wordOf(body, 'subject') },
    errors: {},
  },
  citations: listOf(body, 'citation')
    .map(readCitation)
    .filter((one) => one !== null),
  find: wordOf(body, 'find').slice(0, 300),
  found: null,
});

const answerOf = ({ form }: Typed): string => String(form.values['answer'] ?? '');

const withAnswer = (typed: Typed, answer: string): Typed => ({
  ...typed,
  form: { ...typed.form, values: { ...typed.form.values, answer } },
});

/** One more source, named in the text by its number; one that is cited already stays one. */
function withCitation(typed: Typed, json: string): Typed {
  const citation = readCitation(json);
  if (citation === null) return typed;
  const at = typed.citations.findIndex(({ label }) => label === citation.label);
  const citations = at === -1 ? [...typed.citations, citation] : typed.citations;
  const number = at === -1 ? citations.length : at + 1;
  return withAnswer({ ...typed, citations }, `${answerOf(typed)} [${number}]`.trimStart());
}

/** Without one source; the numbers in the text move with the others. */
function withoutCitation(typed: Typed, index: number): Typed {
  const answer = answerOf(typed).replace(/ ?\[(\d{1,2})\]/gu, (whole, n: string) => {
    const number = Number(n) - 1;
    if (number === index) return '';
    return number > index ? whole.replace(n, String(number)) : whole;
  });
  return withAnswer({ ...typed, citations: typed.citations.filter((_, i) => i !== index) }, answer);
}

async function withTemplate(deps: AppDeps, typed: Typed, id: string): Promise<Typed> {
  const template = await deps.storage.catalog.findAuthority('answer-template', id);
  return template === null
    ? typed
    : withAnswer(
        typed,
        [answerOf(typed), template.value.text].filter((t) => t !== '').join('\n\n'),
      );
}

/** What a press in the form of the answer does besides saving. */
async function pressed(deps: AppDeps, body: Body, act: string): Promise<Typed> {
  const typed = typedIn(body);
  const searched = async (after: Typed): Promise<Typed> =>
    after.find === '' ? after : { ...after, found: await sourcesFor(deps, after.find) };
  if (act.startsWith('cite:')) return searched(withCitation(typed, act.slice(5)));
  if (act.startsWith('drop:')) return withoutCitation(typed, Number(act.slice(5)));
  if (act === 'template') return withTemplate(deps, typed, wordOf(body, 'template'));
  return searched(typed);
}

async function compose(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const body = formBody(req);
  const act = wordOf(body, 'act');
  const typed = typedIn(body);
  if (/^(?:find$|template$|cite:|drop:)/u.test(act)) {
    const question = await getQuestion(deps, theActor(res), 'answer-question', id);
    // The version that the form was made of: saving tells whether somebody came before.
    return show(
      deps,
      req,
      res,
      { ...question, version: versionOf(body) },
      { typed: await pressed(deps, body, act) },
    );
  }
  return step(deps, req, res, id, {
    action: 'answer-question',
    told: act === 'submit' ? 'da-trinh' : 'da-luu',
    work: () =>
      draftAnswer(deps, theActor(res), id, {
        version: versionOf(body),
        text: answerOf(typed),
        citations: typed.citations,
        subject: String(typed.form.values['subject']),
        submit: act === 'submit',
      }),
    typed: (error) => ({ ...typed, form: { ...typed.form, errors: error.details.fields ?? {} } }),
  });
}

async function showPrint(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const question = await getQuestion(deps, theActor(res), 'view-questions', id);
  const units = await deps.storage.catalog.listUnits();
  await sendPage(
    deps,
    req,
    res,
    <QuestionPrintView
      frame={pageFrame(deps, req, res, { noindex: true })}
      question={question}
      letterhead={letterheadOf(units, unitToday(units, question.unitId))}
    />,
  );
}

/** Routes of one question: read, answer, approve, sort. */
export function questionRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/cau-hoi/:id', async (req, res, { id }) =>
    show(deps, req, res, await getQuestion(deps, theActor(res), 'view-questions', id)),
  );
  get('/can-bo/cau-hoi/:id/in', (req, res, { id }) => showPrint(deps, req, res, id));
  post('/can-bo/cau-hoi/:id/soan', (req, res, { id }) => compose(deps, req, res, id));
  post('/can-bo/cau-hoi/:id/duyet', (req, res, { id }) =>
    step(deps, req, res, id, {
      action: 'approve-answer',
      told: 'da-duyet',
      work: (body) => approveAnswer(deps, theActor(res), id, versionOf(body)),
    }),
  );
  post('/can-bo/cau-hoi/:id/tra-lai', (req, res, { id }) =>
    step(deps, req, res, id, {
      action: 'approve-answer',
      told: 'da-tra',
      work: (body) =>
        returnAnswer(deps, theActor(res), id, {
          version: versionOf(body),
          reason: wordOf(body, 'reason'),
        }),
    }),
  );
  const sort = (
    path: 'hoi-lai' | 'chuyen' | 'dong' | 'nhan-lai',
    told: Notice,
    work: (
      of: { actor: ReturnType<typeof theActor>; id: string; version: number },
      body: Body,
    ) => Promise<unknown>,
  ): void =>
    post(`/can-bo/cau-hoi/:id/${path}`, (req, res, { id }) =>
      step(deps, req, res, id, {
        action: 'answer-question',
        told,
        work: (body) => work({ actor: theActor(res), id, version: versionOf(body) }, body),
      }),
    );
  sort('hoi-lai', 'da-hoi', (of, body) => askBack(deps, of, lineEnds(wordOf(body, 'message'))));
  sort('chuyen', 'da-chuyen', (of, body) => passOn(deps, of, wordOf(body, 'unit')));
  sort('dong', 'da-dong', (of, body) => closeQuestion(deps, of, lineEnds(wordOf(body, 'closing'))));
  sort('nhan-lai', 'da-nhan', (of) => releaseQuestion(deps, of));
  return router;
}
