import { urlencoded, type Request, type Response, type Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { baseUrl, pageFrame } from '#server/http/frame.ts';
import { network } from '#server/http/guard/network.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { assertFormRefusal, wordOf } from '#server/http/staff-form.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { unitToday } from '#server/people/unit.ts';
import { atSecretAddress } from '#server/open-forms/actions/judge-form.ts';
import { hide } from '#server/open-forms/routes/sent-form.ts';
import { qrCode } from '#server/reading/routes/qr-code.ts';
import { followPath } from '#web/paths/questions.ts';
import { FollowPage, type FollowProps } from '#web/questions/follow.tsx';
import { followQuestion, rateAnswer, replyToStaff } from '../actions/follow-question.ts';
import type { Question } from '../question.ts';
import { calendarOfShelf, deadlineView } from './calendar-view.ts';

const TOLD = ['moi', 'noi-them', 'cam-on'] as const;

const form = urlencoded({ extended: false, limit: '64kb' });

/** The question of an address; whoever tries many wrong ones waits. */
const theQuestion = (deps: AppDeps, req: Request, secret: string): Promise<Question> =>
  atSecretAddress({ catalog: deps.storage.catalog, now: deps.now }, network(req.ip ?? ''), () =>
    followQuestion({ catalog: deps.catalog }, secret),
  );

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  secret: string,
  more: Partial<FollowProps> & { readonly status?: number } = {},
): Promise<void> {
  const question = await theQuestion(deps, req, secret);
  hide(res);
  const { status = 200, ...props } = more;
  const { catalog } = deps.storage;
  const units = await catalog.listUnits();
  const unit = units.find((u) => u.id === unitToday(units, question.unitId));
  const deadline = deadlineView(deps, await calendarOfShelf(deps), question);
  const item = question.itemId === null ? null : await catalog.findItem(question.itemId);
  const address = `${baseUrl(deps, req)}${followPath(secret)}`;
  await sendPage(
    deps,
    req,
    res,
    <FollowPage
      frame={{ ...pageFrame(deps, req, res, { noindex: true }), path: followPath(secret) }}
      secret={secret}
      address={address}
      code={qrCode(address)}
      question={question}
      unitName={unit?.name ?? ''}
      due={deadline === null ? null : { day: deadline.due, days: deps.config.ANSWER_WORKDAYS }}
      published={
        item?.state === 'published' ? { id: item.id, slug: item.slug, title: item.title } : null
      }
      told={TOLD.find((one) => one === param(req.query['bao'])) ?? null}
      reply=""
      errors={{}}
      {...props}
    />,
    { status },
  );
}

async function takeReply(
  deps: AppDeps,
  req: Request,
  res: Response,
  secret: string,
): Promise<void> {
  const reply = wordOf(formBody(req), 'reply').replaceAll('\r\n', '\n');
  await theQuestion(deps, req, secret);
  hide(res);
  try {
    await replyToStaff(deps, secret, reply);
    res.redirect(303, followPath(secret, '', 'noi-them'));
  } catch (error) {
    assertFormRefusal(error);
    await show(deps, req, res, secret, {
      reply,
      errors: error.details.fields ?? {},
      status: HTTP_STATUS[error.kind],
    });
  }
}

/** Where a question is followed, known by its secret alone: say more, say whether it helped. */
export function followRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/hoi-dap/theo-doi/:secret', (req, res, { secret }) => show(deps, req, res, secret));
  post(
    '/hoi-dap/theo-doi/:secret/noi-them',
    (req, res, { secret }) => takeReply(deps, req, res, secret),
    form,
  );
  post(
    '/hoi-dap/theo-doi/:secret/danh-gia',
    async (req, res, { secret }) => {
      await theQuestion(deps, req, secret);
      hide(res);
      await rateAnswer(deps, secret, wordOf(formBody(req), 'helped') === 'yes');
      res.redirect(303, followPath(secret, '', 'cam-on'));
    },
    form,
  );
  return router;
}
