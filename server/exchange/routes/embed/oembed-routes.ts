import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import {
  EMBED_COLOURS,
  EMBED_COUNT,
  EMBED_FONT,
  embedQuery,
  embedSize,
  type EmbedAsked,
} from '#server/exchange/embed/embed-address.ts';
import { oEmbedJson, oEmbedXml, type OEmbed } from '#server/exchange/embed/oembed.ts';
import { messages } from '#server/exchange/messages.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl } from '#server/http/frame.ts';
import { param, wholeNumber } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendText } from '#server/http/send-page.ts';
import type { Item } from '#server/items/item.ts';
import { CARD_SIZE } from '#server/reading/share-card.ts';
import { embedPath } from '#web/paths/exchange.ts';
import { shareCardPath } from '#web/paths/reading.ts';
import { homePath } from '#web/paths/site.ts';
import { openToEverySite } from '../open-to-every-site.ts';

/** Pixels at most that a consumer has room for; null where it says nothing. */
function mostOf(req: Request, name: 'maxwidth' | 'maxheight'): number | null {
  if (req.query[name] === undefined) return null;
  const most = wholeNumber(req.query[name]);
  if (most === null)
    throw new AppError('invalid-input', { fields: { [name]: messages.wrongPixels(name) } });
  return most;
}

/** The path of an address of this shelf; null for anything else. */
function ownPath(address: string, base: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  const own = url?.host === new URL(base).host && /^https?:$/u.test(url.protocol);
  return own ? url.pathname : null;
}

/** The item whose page or part an address leads to. Throws `page-not-found`. */
function itemIdOf(path: string | null): string {
  const [, id] = /^\/tai-lieu\/([\w-]{1,64})(?:\/|$)/u.exec(path ?? '') ?? [];
  if (id === undefined) throw new AppError('page-not-found', { path });
  return id;
}

const widgetOf = (item: Item): EmbedAsked => ({
  kind: 'tai-lieu',
  subject: '',
  item: item.id,
  count: EMBED_COUNT.usual,
  fontSize: EMBED_FONT.usual,
  colours: EMBED_COLOURS,
});

async function oEmbedOf(deps: AppDeps, req: Request, path: string | null): Promise<OEmbed> {
  const base = baseUrl(deps, req);
  const [maxWidth, maxHeight] = [mostOf(req, 'maxwidth'), mostOf(req, 'maxheight')];
  const id = itemIdOf(path);
  const item = await deps.storage.catalog.findItem(id);
  if (item?.state !== 'published') throw new AppError('item-not-found', { itemId: id });
  const asked = widgetOf(item);
  const { width, height } = embedSize(asked);
  const fits =
    CARD_SIZE.width <= (maxWidth ?? Infinity) && CARD_SIZE.height <= (maxHeight ?? Infinity);
  return {
    title: item.title,
    author: item.compilers.join('; '),
    provider: deps.config.SHELF_NAME,
    shelf: `${base}${homePath()}`,
    frame: `${base}${embedPath(embedQuery(asked))}`,
    width: Math.min(width, maxWidth ?? width),
    height: Math.min(height, maxHeight ?? height),
    thumbnail: fits
      ? { address: `${base}${shareCardPath(item.id, String(item.version))}`, ...CARD_SIZE }
      : null,
  };
}

/** Answers for which the standard names a status of its own (§2.3.4). */
const refuse = (res: Response, status: 401 | 501, reason: string): void => {
  res.status(status).type('text/plain').send(reason);
};

async function sendOEmbed(deps: AppDeps, req: Request, res: Response): Promise<void> {
  openToEverySite(res);
  const form = param(req.query['format']) || 'json';
  if (form !== 'json' && form !== 'xml') {
    refuse(res, 501, 'Not Implemented');
    return;
  }
  const path = ownPath(param(req.query['url']), baseUrl(deps, req));
  // Pages of officials are nobody else's, whether they are there or not.
  if (path !== null && /^\/can-bo(?:\/|$)/u.test(path)) {
    refuse(res, 401, 'Unauthorized');
    return;
  }
  const embed = await oEmbedOf(deps, req, path);
  if (form === 'json')
    await sendText(req, res, 200, 'application/json; charset=utf-8', oEmbedJson(embed));
  else await sendText(req, res, 200, 'text/xml; charset=utf-8', oEmbedXml(embed));
}

/** oEmbed 1.0: HTML and facts for an address of an item (https://oembed.com). */
export function oEmbedRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  get('/oembed', (req, res) => sendOEmbed(deps, req, res));
  return router;
}
