import { urlencoded, type Request, type Response, type Router } from 'express';
import { countAnswer } from '../actions/limit-answers.ts';
import { rateItem } from '../actions/rate-item.ts';
import { AppError, errorMessage } from '#server/base/errors.ts';
import type { Item } from '#server/items/item.ts';
import { RatingPage } from '#web/figures/rating.tsx';
import { ratingPath } from '#web/paths/figures.ts';
import type { FormErrors } from '#web/frame/form-field.tsx';
import type { AppDeps } from '#server/http/app-deps.ts';
import { network } from '#server/http/guard/network.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { readItemLink } from '#server/items/routes/present-item.ts';
import { param } from '#server/http/query.ts';
import { visibleItem } from '#server/items/routes/visible-item.ts';
import { createRoutes } from '#server/http/routes.ts';

/** A little more than may be kept, so that what is too long can be shown again. */
const MOST_TYPED = 5_000;

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  item: Item,
  more: { thanks?: boolean; comment?: string; errors?: FormErrors; status?: number } = {},
): Promise<void> {
  return sendPage(
    deps,
    req,
    res,
    <RatingPage
      frame={pageFrame(deps, req, res, { canonical: ratingPath(item.id), noindex: true })}
      item={await readItemLink(deps, item)}
      open={item.state === 'published'}
      thanks={more.thanks ?? false}
      comment={more.comment ?? ''}
      errors={more.errors ?? {}}
    />,
    { status: more.status ?? 200 },
  );
}

async function showRating(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const { catalog } = deps.storage;
  return show(deps, req, res, await visibleItem(catalog, res, id), {
    thanks: param(req.query['xong']) === '1',
  });
}

/** Takes a reader’s answer whether the item helped. */
async function takeRating(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const { catalog } = deps.storage;
  const body = formBody(req);
  const item = await visibleItem(catalog, res, id);
  const comment = param(body['comment']).slice(0, MOST_TYPED);
  try {
    await countAnswer({ catalog, now: deps.now }, network(req.ip ?? ''));
    await rateItem(deps, { itemId: item.id, answer: param(body['answer']), comment });
    res.redirect(303, ratingPath(item.id, true));
  } catch (error) {
    if (
      !(error instanceof AppError) ||
      !['invalid-input', 'too-many-requests'].includes(error.code)
    )
      throw error;
    await show(deps, req, res, item, {
      comment,
      errors: error.details.fields ?? { '': errorMessage(error.code) },
      status: HTTP_STATUS[error.kind],
    });
  }
}

/** "Did this item help you?": anonymous, no cookie, no address kept (docs/decisions/011). */
export function ratingRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/tai-lieu/:id/danh-gia', (req, res, { id }) => showRating(deps, req, res, id));
  post(
    '/tai-lieu/:id/danh-gia',
    (req, res, { id }) => takeRating(deps, req, res, id),
    urlencoded({ extended: false, limit: '64kb' }),
  );
  return router;
}
