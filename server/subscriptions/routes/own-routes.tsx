import { urlencoded, type Request, type Response, type Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { network } from '#server/http/guard/network.ts';
import { readerText } from '#server/http/interface-language.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { listOf, wordOf } from '#server/http/staff-form.ts';
import { atSecretAddress } from '#server/open-forms/actions/judge-form.ts';
import { hide } from '#server/open-forms/routes/sent-form.ts';
import { leftPath, ownSubscriptionPath } from '#web/paths/subscriptions.ts';
import {
  ConfirmPage,
  LeavePage,
  LeftPage,
  OwnSubscriptionPage,
  type TopicView,
} from '#web/subscriptions/own-subscription.tsx';
import { topicLabel } from '#web/text/topic-label.ts';
import {
  changeSubscription,
  confirmWish,
  findSubscriber,
  findWish,
  leave,
} from '../actions/subscribe.ts';

const TOLD = ['xac-nhan', 'da-luu'] as const;
const form = urlencoded({ extended: false, limit: '64kb' });

/** Whoever tries many wrong addresses waits. */
const guarded = <T,>(deps: AppDeps, req: Request, res: Response, find: () => Promise<T>) => {
  hide(res);
  const { catalog } = deps.storage;
  return atSecretAddress({ catalog, now: deps.now }, network(req.ip ?? ''), find);
};

async function viewsOf(
  deps: AppDeps,
  req: Request,
  topics: readonly string[],
): Promise<TopicView[]> {
  const units = await deps.storage.catalog.listUnits();
  return topics.map((key) => ({ key, label: topicLabel(readerText(req), key, units) }));
}

/** The path of the page stands in the form that changes the language. */
const frameOf = (deps: AppDeps, req: Request, res: Response) =>
  pageFrame(deps, req, res, { noindex: true });

async function showWish(deps: AppDeps, req: Request, res: Response, secret: string): Promise<void> {
  const wish = await guarded(deps, req, res, () => findWish(deps, secret));
  await sendPage(
    deps,
    req,
    res,
    <ConfirmPage
      frame={frameOf(deps, req, res)}
      secret={secret}
      email={wish.email}
      topics={await viewsOf(deps, req, wish.topics)}
      rhythm={wish.rhythm}
    />,
  );
}

async function showOwn(deps: AppDeps, req: Request, res: Response, secret: string): Promise<void> {
  const subscriber = await guarded(deps, req, res, () => findSubscriber(deps, secret));
  await sendPage(
    deps,
    req,
    res,
    <OwnSubscriptionPage
      frame={frameOf(deps, req, res)}
      secret={secret}
      email={subscriber.email}
      topics={await viewsOf(deps, req, subscriber.topics)}
      rhythm={subscriber.rhythm}
      isSetAside={subscriber.eraseAt !== null}
      told={TOLD.find((one) => one === param(req.query['bao'])) ?? null}
    />,
  );
}

/** Whoever left already has left: only wrong addresses that are tried often are told otherwise. */
async function leaveOnce(deps: AppDeps, req: Request, res: Response, secret: string) {
  try {
    await guarded(deps, req, res, () => leave(deps, secret));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'page-not-found') throw error;
  }
}

/** Where a wish is confirmed, and a subscription managed and ended: by secret addresses alone. */
export function ownRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/dang-ky-nhan-tin/xac-nhan/:secret', (req, res, { secret }) =>
    showWish(deps, req, res, secret),
  );
  post(
    '/dang-ky-nhan-tin/xac-nhan/:secret',
    async (req, res, { secret }) => {
      const own = await guarded(deps, req, res, () => confirmWish(deps, secret));
      res.redirect(303, ownSubscriptionPath(own, 'xac-nhan'));
    },
    form,
  );
  get('/dang-ky-nhan-tin/cua-toi/:secret', (req, res, { secret }) =>
    showOwn(deps, req, res, secret),
  );
  post(
    '/dang-ky-nhan-tin/cua-toi/:secret',
    async (req, res, { secret }) => {
      const body = formBody(req);
      const change = { topics: listOf(body, 'topic'), rhythm: wordOf(body, 'rhythm') };
      const left = await guarded(deps, req, res, () => changeSubscription(deps, secret, change));
      res.redirect(303, left === 'ended' ? leftPath() : ownSubscriptionPath(secret, 'da-luu'));
    },
    form,
  );
  get('/dang-ky-nhan-tin/roi/:secret', (req, res, { secret }) => {
    hide(res);
    return sendPage(deps, req, res, <LeavePage frame={frameOf(deps, req, res)} secret={secret} />);
  });
  post(
    '/dang-ky-nhan-tin/roi/:secret/tat-ca',
    async (req, res, { secret }) => {
      await leaveOnce(deps, req, res, secret);
      res.redirect(303, leftPath());
    },
    form,
  );
  get('/dang-ky-nhan-tin/da-roi', (req, res) =>
    sendPage(deps, req, res, <LeftPage frame={frameOf(deps, req, res)} />),
  );
  return router;
}

/**
 * One press in a mail program (RFC 8058): a POST from anywhere, without a cookie, that is answered
 * and never led elsewhere. Stands before the check of origins: the secret is all it goes by.
 */
export function oneClickRoutes(deps: AppDeps): Router {
  const { router, at } = createRoutes();
  at('post', '/dang-ky-nhan-tin/roi/:secret', async (req, res, { secret }) => {
    await leaveOnce(deps, req, res, secret);
    res.type('text/plain').send('OK\n');
  });
  return router;
}
