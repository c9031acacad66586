import type { Request, RequestHandler, Response } from 'express';
import type { VisitKind } from '../visit.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { EMBED_PARAMS } from '#server/exchange/embed/embed-address.ts';
import { embedPath } from '#web/paths/exchange.ts';
import { isRobot } from './robots.ts';
import { hasSession } from '#server/http/session.ts';

/**
 * What a browser fetches for somebody to look at; scripts, pictures and players fetch with another
 * destination.
 */
const LOOKED_AT = new Set<unknown>([undefined, 'document', 'iframe', 'frame', 'object', 'embed']);

/** Somebody reads: no robot, no official at work, nothing fetched in case it might be wanted. */
export const isReader = (req: Request): boolean =>
  req.method === 'GET' &&
  !hasSession(req) &&
  LOOKED_AT.has(req.headers['sec-fetch-dest']) &&
  !/prefetch|prerender|preview/iu.test(
    `${String(req.headers['sec-purpose'])} ${String(req.headers['purpose'])} ${String(req.headers['x-purpose'])}`,
  ) &&
  !isRobot(req.headers['user-agent']);

/** Names below an item's address that are no slug. */
const PARTS: Readonly<Record<string, VisitKind | null>> = {
  trang: 'read',
  chuong: 'read',
  sach: 'read',
  in: 'read',
  xem: 'play',
  tim: null,
  'chia-se': null,
  'danh-gia': null,
};

interface Visit {
  readonly itemId: string;
  readonly kind: VisitKind;
}

/** Pages that belong to no item, or are about one without being it, count for the shelf. */
const OF_THE_SHELF: Visit = { itemId: '', kind: 'view' };

/**
 * A widget inside another site: of one item, or of the shelf. The shelf's own previews are no
 * visits.
 */
function embedOf(req: Request): Visit | null {
  if (req.headers['sec-fetch-site'] === 'same-origin') return null;
  const { kind, item } = EMBED_PARAMS;
  const id = req.query[kind] === 'tai-lieu' ? req.query[item] : '';
  return { itemId: typeof id === 'string' ? id : '', kind: 'embed' };
}

/** What the address of an answered page says of the visit. */
export function visitOf(path: string): Visit {
  const [, id, part] = /^\/tai-lieu\/([^/]+)(?:\/([^/]+))?/u.exec(path) ?? [];
  if (id === undefined) return OF_THE_SHELF;
  const kind = part === undefined || !Object.hasOwn(PARTS, part) ? 'view' : PARTS[part]!;
  return kind === null ? OF_THE_SHELF : { itemId: id, kind };
}

/**
 * A page sent, or known to be still the same; a whole file sent. Errors, redirects and parts of
 * files are no visits.
 */
function noteVisit({ visits }: AppDeps, req: Request, res: Response): void {
  const file: unknown = res.locals['fileOfItem'];
  if (typeof file === 'string') {
    if (res.statusCode === 200) visits.note(file, 'download');
    return;
  }
  if (
    (res.statusCode !== 200 && res.statusCode !== 304) ||
    !String(res.getHeader('Content-Type')).startsWith('text/html') ||
    req.path === '/dang-nhap'
  )
    return;
  const visit = req.path === embedPath() ? embedOf(req) : visitOf(req.path);
  if (visit !== null) visits.note(visit.itemId, visit.kind);
}

/** Stands before the kept pages, which answer without any route. */
export const countVisits =
  (deps: AppDeps): RequestHandler =>
  async (req, res, next) => {
    await deps.visits.refresh();
    if (isReader(req)) res.once('finish', () => noteVisit(deps, req, res));
    next();
  };
