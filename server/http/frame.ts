import { hostname } from 'node:os';
import { can, onlySends } from '#server/workflow/access.ts';
import type { Request, Response } from 'express';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { pageDublinCore } from '#server/exchange/dublin-core.ts';
import type { OutageView, PageFrame } from '#web/frame/frame.tsx';
import type { ShelfIdentity } from '#web/frame/site-footer.tsx';
import type { AppDeps } from './app-deps.ts';
import { interfaceLanguage } from './interface-language.ts';
import { askedHost } from './origin-check.ts';
import { actorOf } from './session.ts';

/** Who keeps the shelf, as the footer says. */
export function shelfIdentity({ config }: Pick<AppDeps, 'config'>): ShelfIdentity {
  return {
    name: config.SHELF_NAME,
    province: config.SHELF_PROVINCE,
    unitName: config.SHELF_UNIT,
    responsible: config.SHELF_RESPONSIBLE,
    address: config.SHELF_ADDRESS,
    phone: config.SHELF_PHONE,
    email: config.SHELF_EMAIL,
    ...(config.NATIONAL_SHELF_URL === ''
      ? {}
      : { nationalUrl: new URL(config.NATIONAL_SHELF_URL).origin }),
  };
}

/** The address readers use: configured, or what this request came to. */
export const baseUrl = (deps: Pick<AppDeps, 'config'>, req: Request): string =>
  deps.config.BASE_URL === ''
    ? `${req.protocol}://${askedHost(req, deps.config.TRUST_PROXY)}`
    : deps.config.BASE_URL;

/** `example:80`, `[::1]:80`: without the port and the brackets. */
const nameOf = (host: string): string =>
  (URL.parse(`http://${host}/`)?.hostname ?? '').replace(/^\[|\]$/gu, '');

/**
 * Whether the address readers use is the shelf's own word: configured, or this machine as the request
 * reached it. Any other is only what the request said.
 */
export function knowsHost(deps: Pick<AppDeps, 'config'>, req: Request): boolean {
  if (deps.config.BASE_URL !== '') return true;
  const name = nameOf(askedHost(req, deps.config.TRUST_PROXY));
  const reached = (req.socket.localAddress ?? '').replace(/^::ffff:/u, '');
  return name === 'localhost' || name === hostname().toLowerCase() || name === reached;
}

/**
 * What every page is given. `described`: a page of the shelf itself that says in its head what it is
 * (Thông tư 24/2011/TT-BTTTT).
 */
export function pageFrame(
  deps: AppDeps,
  req: Request,
  res: Response,
  more: { canonical?: string; noindex?: boolean; described?: boolean } = {},
): PageFrame {
  const actor = actorOf(res);
  return {
    shelf: shelfIdentity(deps),
    visits: deps.visits.totals,
    outages: (res.locals['outages'] as readonly OutageView[] | undefined) ?? [],
    assets: deps.assets,
    path: req.method === 'GET' ? req.originalUrl : req.path,
    actor:
      actor === null
        ? null
        : {
            displayName: actor.displayName,
            may: {
              upload: can(actor, 'create', 'shelf'),
              onlySends: onlySends(actor),
              people: can(actor, 'view-people', 'shelf'),
              units: can(actor, 'view-units', 'shelf'),
              securityLog: can(actor, 'view-security-log', 'shelf'),
            },
          },
    ...(more.canonical === undefined
      ? {}
      : { canonical: `${baseUrl(deps, req)}${more.canonical}` }),
    ...(more.noindex === undefined ? {} : { noindex: more.noindex }),
    ...(more.described === true
      ? {
          dublinCore: pageDublinCore({
            unit: deps.config.SHELF_UNIT,
            day: dayInVietnam(deps.now()),
            address: `${baseUrl(deps, req)}${more.canonical ?? req.path}`,
            language: interfaceLanguage(req),
          }),
        }
      : {}),
  };
}
