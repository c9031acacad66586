import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { listOf, wordOf } from '#server/http/staff-form.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { authorise } from '#server/workflow/access.ts';
import { manyValues, type FormErrors, type FormValues } from '#web/frame/form-field.tsx';
import { termOptions } from '#web/frame/term-options.ts';
import { staffQuestionPath } from '#web/paths/questions.ts';
import { StaffPublishPage } from '#web/questions/staff-publish.tsx';
import { beginningOf, shortQuestion } from '../answer-item.ts';
import { getQuestion } from '../actions/get-question.ts';
import { publishAnswer } from '../actions/publish-answer.ts';
import type { Question } from '../question.ts';
import { covered } from '../redaction.ts';
import { subjectOptions } from './staff-views.ts';

const LONGEST_PROPOSAL = 300;

/** A first proposal: the question with all that tells of a person covered. */
function proposal({ text, answer, subject }: Question): FormValues {
  const question = covered(text);
  const said = covered(answer?.text ?? '');
  return {
    title: shortQuestion(question),
    question,
    answer: said,
    abstract: beginningOf(said.replaceAll(/ ?\[\d{1,2}\]/gu, ''), LONGEST_PROPOSAL),
    subject,
    audiences: [],
  };
}

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  id: string,
  more: {
    readonly version?: number;
    readonly values?: FormValues;
    readonly errors?: FormErrors;
    readonly status?: number;
  } = {},
): Promise<void> {
  const actor = theActor(res);
  authorise(actor, 'create', 'shelf');
  const question = await getQuestion(deps, actor, 'answer-question', id);
  if (question.state !== 'answered' || question.answer === null)
    throw new AppError('wrong-state', { state: question.state });
  const values = more.values ?? proposal(question);
  await sendPage(
    deps,
    req,
    res,
    <StaffPublishPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      question={{ ...question, version: more.version ?? question.version }}
      form={{ values, errors: more.errors ?? {} }}
      subjects={subjectOptions()}
      audiences={termOptions(vocabularyFor(req).audiences, manyValues(values, 'audiences'))}
    />,
    { status: more.status ?? 200 },
  );
}

async function take(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const body = formBody(req);
  const field = (name: string): string => wordOf(body, name).replaceAll('\r\n', '\n');
  const values = {
    title: field('title'),
    question: field('question'),
    answer: field('answer'),
    abstract: field('abstract'),
    subject: field('subject'),
    audiences: listOf(body, 'audiences'),
  };
  const version = Number(wordOf(body, 'version')) || 0;
  if (wordOf(body, 'act') === 'mark') return show(deps, req, res, id, { values, version });
  try {
    const looked = wordOf(body, 'looked') === '1';
    await publishAnswer(deps, theActor(res), id, { version, ...values, looked });
    res.redirect(303, staffQuestionPath(id, 'da-cong-bo'));
  } catch (error) {
    if (
      !(error instanceof AppError) ||
      !['invalid-input', 'stale-version', 'duplicate-identifier'].includes(error.code)
    )
      throw error;
    return show(deps, req, res, id, {
      values,
      version,
      errors: error.details.fields ?? { '': error.sentences },
      status: HTTP_STATUS[error.kind],
    });
  }
  return undefined;
}

/** The step in which an answer loses what tells of a person, and goes on to whoever approves items. */
export function publishRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/cau-hoi/:id/cong-bo', (req, res, { id }) => show(deps, req, res, id));
  post('/can-bo/cau-hoi/:id/cong-bo', (req, res, { id }) => take(deps, req, res, id));
  return router;
}
