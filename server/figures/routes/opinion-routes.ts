import { tellMore } from '#server/audit/routes/tell-log.ts';
import type { Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import { withoutContacts } from '../rating.ts';
import { authorise, can, unitsSeen } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { staffPath } from '#web/paths/workflow.ts';
import type { OpinionsView } from '#web/figures/reader-opinions.tsx';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { theActor } from '#server/http/session.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';

const LATEST = 10;
/** So many are looked through for those of a person's own units. */
const LOOKED_AT = 200;

/**
 * What readers said of one item, or of the whole shelf: words about items of the units that this
 * person works for. Telephone numbers and addresses in them are for those who answer readers.
 */
export async function opinionsOf(
  { storage: { catalog } }: AppDeps,
  actor: Actor,
  itemId: string | null,
): Promise<OpinionsView> {
  const [counts, latest] = [
    await catalog.countRatings(itemId),
    await catalog.ratingComments(itemId, LOOKED_AT),
  ];
  const units = unitsSeen(actor);
  const items = new Map(
    (await catalog.findItems([...new Set(latest.map((r) => r.itemId))]))
      .filter((item) => units === null || units.includes(item.unitId))
      .map((item) => [item.id, item]),
  );
  return {
    counts,
    latest: latest
      .flatMap((rating) => {
        const item = items.get(rating.itemId);
        if (item === undefined) return [];
        const answers = can(actor, 'clear-comment', item);
        return {
          ...rating,
          comment: answers ? rating.comment : withoutContacts(rating.comment),
          itemTitle: itemId === null ? item.title : '',
          mayClear: answers,
        };
      })
      .slice(0, LATEST),
  };
}

export function opinionRoutes(deps: AppDeps): Router {
  const { router, post } = createRoutes();
  post('/can-bo/y-kien/:id/xoa', async (req, res, params) => {
    const { catalog } = deps.storage;
    authorise(theActor(res), 'clear-comment', 'shelf');
    const rating = await catalog.findRating(params.id);
    if (rating === null) throw new AppError('page-not-found', { ratingId: params.id });
    const about = await getItem(deps, rating.itemId);
    authorise(theActor(res), 'clear-comment', about);
    await catalog.clearRatingComment(rating.id);
    tellMore(res, { unitId: about.unitId, details: { item: about.id } });
    const item = param(formBody(req)['item']);
    res.redirect(303, `${item === '' ? staffPath() : staffItemPath(item)}#y-kien`);
  });
  return router;
}
