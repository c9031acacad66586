import type { Request, Response, Router } from 'express';
import { itemContexts, linksetDocument } from '#server/exchange/signposting.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendText } from '#server/http/send-page.ts';
import { visibleItem } from '#server/items/routes/visible-item.ts';
import { itemAddresses } from '#server/reading/routes/signposts.ts';
import { openToEverySite } from './open-to-every-site.ts';

async function sendLinkset(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const { catalog } = deps.storage;
  const item = await visibleItem(catalog, res, id);
  const at = itemAddresses(deps, req, item, await catalog.listUnits());
  openToEverySite(res);
  await sendText(
    req,
    res,
    200,
    'application/linkset+json',
    linksetDocument(itemContexts(item, at)),
  );
}

/** FAIR Signposting level 2: all links of an item in one document. */
export function linksetRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  get('/tai-lieu/:id/linkset.json', (req, res, { id }) => sendLinkset(deps, req, res, id));
  return router;
}
