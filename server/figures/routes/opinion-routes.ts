import type { Router } from 'express';
import { authorise, can } from '#server/workflow/access.ts';
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

/** What readers said of one item, or of the whole shelf. */
export async function opinionsOf(
  { storage: { catalog } }: AppDeps,
  actor: Actor,
  itemId: string | null,
): Promise<OpinionsView> {
  const [counts, latest] = [
    await catalog.countRatings(itemId),
    await catalog.ratingComments(itemId, LATEST),
  ];
  const titles = new Map(
    (itemId === null ? await catalog.findItems([...new Set(latest.map((r) => r.itemId))]) : []).map(
      (item) => [item.id, item.title],
    ),
  );
  return {
    counts,
    latest: latest.map((r) => ({ ...r, itemTitle: titles.get(r.itemId) ?? '' })),
    mayClear: can(actor, 'clear-comment', 'shelf'),
  };
}

export function opinionRoutes(deps: AppDeps): Router {
  const { router, post } = createRoutes();
  post('/can-bo/y-kien/:id/xoa', async (req, res, params) => {
    authorise(theActor(res), 'clear-comment', 'shelf');
    await deps.storage.catalog.clearRatingComment(params.id);
    const item = param(formBody(req)['item']);
    res.redirect(303, `${item === '' ? staffPath() : staffItemPath(item)}#y-kien`);
  });
  return router;
}
