import { urlencoded, type Request, type Response, type Router } from 'express';
import { AppError, errorMessage, type FieldErrors } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { wordOf } from '#server/http/staff-form.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { itemCards } from '#server/items/routes/present-item.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { standsOn } from '#server/people/unit.ts';
import { standingsFound } from '#server/search/actions/search-shelf.ts';
import { hitView } from '#server/search/routes/search-routes.tsx';
import { answersPath, askPath, followPath } from '#web/paths/questions.ts';
import { AnswersPage } from '#web/questions/answers.tsx';
import { AskPage, type AskProps, type AskValues } from '#web/questions/ask.tsx';
import { askQuestion, questionErrors } from '../actions/ask-question.ts';
import { findNearest, wordsToSearch } from '../actions/find-nearest.ts';
import { issueToken, tokenAge } from '#server/open-forms/actions/form-token.ts';
import { judgeForm } from '#server/open-forms/actions/judge-form.ts';
import { sentForm } from '#server/open-forms/routes/sent-form.ts';
import { messages } from '../messages.ts';

const PER_PAGE = 20;
/** Of one network: an office or a class behind one address. */
const LIMITS = { of: 'question', mostOfNetwork: 12, mostOfAll: 200 };
/** A question of 10,000 letters has to come whole, to be shown again. */
const MOST_BYTES = '256kb';

async function communesOf({ storage, now }: AppDeps): Promise<string[]> {
  const day = dayInVietnam(now());
  return (await storage.catalog.listUnits())
    .filter((unit) => unit.kind === 'commune' && standsOn(unit, day))
    .map(({ name }) => name)
    .toSorted((a, b) => a.localeCompare(b, 'vi'));
}

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  more: Pick<AskProps, 'values'> & Partial<AskProps> & { readonly status?: number },
): Promise<void> {
  const { status = 200, ...props } = more;
  await sendPage(
    deps,
    req,
    res,
    <AskPage
      frame={pageFrame(deps, req, res, {
        canonical: askPath(),
        noindex: req.query['q'] !== undefined,
      })}
      errors={{}}
      token={await issueToken(deps)}
      nearest={null}
      searched=""
      communes={await communesOf(deps)}
      days={deps.config.ANSWER_WORKDAYS}
      {...props}
    />,
    { status },
  );
}

const valuesOf = (body: Readonly<Record<string, unknown>>): AskValues => ({
  text: wordOf(body, 'text').replaceAll('\r\n', '\n'),
  locality: wordOf(body, 'locality'),
  email: wordOf(body, 'email'),
  phone: wordOf(body, 'phone'),
});

/** What may answer it already, before anything is sent. */
async function look(deps: AppDeps, req: Request, res: Response, values: AskValues): Promise<void> {
  const errors = questionErrors(values);
  if (Object.keys(errors).length > 0) return show(deps, req, res, { values, errors, status: 400 });
  // The form was made when somebody began to write: its time counts from then.
  const token = wordOf(formBody(req), 'token');
  const known = (await tokenAge(deps, token)) !== null;
  const items = await findNearest(deps.storage, values.text);
  const standings = await standingsFound({ ...deps.storage, now: deps.now }, { items });
  return show(deps, req, res, {
    values,
    nearest: items.map((item) => hitView(item, standings)),
    searched: wordsToSearch(values.text),
    ...(known ? { token } : {}),
  });
}

async function send(deps: AppDeps, req: Request, values: AskValues): Promise<string> {
  const body = formBody(req);
  const token = wordOf(body, 'token');
  const { catalog } = deps.storage;
  const signs = await judgeForm({ catalog, now: deps.now }, sentForm(req), LIMITS);
  if (signs === null) throw new AppError('invalid-input', { fields: { '': messages.formOld } });
  return (await askQuestion(deps, values, { token, signs })).secret;
}

const refusal = (error: unknown): { fields: FieldErrors; status: number } => {
  if (!(error instanceof AppError) || !['invalid-input', 'too-many-requests'].includes(error.code))
    throw error;
  const { code, details, kind } = error;
  const said = code === 'too-many-requests' ? messages.tooMany : errorMessage(code);
  return { fields: details.fields ?? { '': said }, status: HTTP_STATUS[kind] };
};

async function take(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const body = formBody(req);
  const values = valuesOf(body);
  if (wordOf(body, 'step') !== 'send') return look(deps, req, res, values);
  try {
    res.redirect(303, followPath(await send(deps, req, values), '', 'moi'));
  } catch (error) {
    const { fields, status } = refusal(error);
    return show(deps, req, res, { values, errors: fields, nearest: [], status });
  }
  return undefined;
}

async function showAnswers(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { catalog } = deps.storage;
  const after = param(req.query['sau']) || null;
  const page = await catalog.listPublishedQuestions(PER_PAGE, after);
  const items = (await catalog.findItems(page.rows.map(({ itemId }) => itemId!))).filter(
    ({ state }) => state === 'published',
  );
  const cards = await itemCards(deps, items);
  await sendPage(
    deps,
    req,
    res,
    <AnswersPage
      frame={pageFrame(deps, req, res, { canonical: answersPath(), noindex: after !== null })}
      answers={items.map(({ abstract }, i) => ({ abstract, card: cards[i]! }))}
      next={page.next}
      first={after === null}
      days={deps.config.ANSWER_WORKDAYS}
    />,
  );
}

/** Answers for everybody, and the form: no account, no script, nothing told to others. */
export function askRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/hoi-dap', (req, res) => showAnswers(deps, req, res));
  get('/hoi-dap/gui', (req, res) =>
    show(deps, req, res, {
      values: { text: param(req.query['q']).slice(0, 1_000), locality: '', email: '', phone: '' },
    }),
  );
  post(
    '/hoi-dap/gui',
    (req, res) => take(deps, req, res),
    urlencoded({ extended: false, limit: MOST_BYTES }),
  );
  return router;
}
