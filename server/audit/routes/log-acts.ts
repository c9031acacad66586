import type { Request, RequestHandler, Response } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { actorOf } from '#server/http/session.ts';
import { isId } from '#server/base/ids.ts';
import type { ToldEvent } from '../security-event.ts';
import { STAFF_ACTS } from '../staff-acts.ts';
import { toldIn, whenceOf, whoIs } from './tell-log.ts';

const patternOf = (req: Request): string => String((req.route as { path?: unknown })?.path ?? '');

/** What the address names: an id, a code or a slug that stands for something of the shelf. */
function namedIn(req: Request): string {
  const [given = ''] = Object.values(req.params).map(String);
  return isId(given) || /^[a-z0-9](?:[a-z0-9.-]{0,58}[a-z0-9])?$/u.test(given) ? given : '';
}

/** Leaves as a file: whatever a route of officials hands out, today's and tomorrow's. */
const isDownload = (req: Request, res: Response): boolean =>
  req.method === 'GET' &&
  (res.statusCode === 200 || res.statusCode === 206) &&
  patternOf(req).startsWith('/can-bo') &&
  /^attachment/iu.test(String(res.getHeader('Content-Disposition') ?? ''));

const routeDetails = (req: Request): { readonly route: string } => ({
  route: `${req.method} ${patternOf(req)}`,
});

/** The one event that stands for a form that was taken; null for others. */
function formEvent(req: Request, res: Response): ToldEvent | null {
  if (req.method !== 'POST' || res.statusCode !== 303) return null;
  const act = STAFF_ACTS[patternOf(req)];
  if (act === undefined || typeof act === 'string') return null;
  const { more } = toldIn(res);
  return {
    kind: act.kind,
    targetKind: act.target,
    targetId: act.target === '' ? '' : namedIn(req),
    ...more,
    details: { ...routeDetails(req), ...more.details },
  };
}

/** What the log has of an answer that is about to end. */
function eventsOf(req: Request, res: Response): ToldEvent[] {
  const form = formEvent(req, res);
  return [
    ...toldIn(res).events,
    ...(form === null ? [] : [form]),
    ...(isDownload(req, res)
      ? [{ kind: 'exported', targetId: namedIn(req), details: routeDetails(req) } as const]
      : []),
  ];
}

async function write(
  deps: AppDeps,
  req: Request,
  res: Response,
  told: readonly ToldEvent[],
): Promise<void> {
  const actor = actorOf(res);
  const shared = { ...(actor === null ? {} : whoIs(actor)), ...whenceOf(req, res) };
  const events = told.map((event) => ({ ...shared, ...event }));
  if (events.length > 0) await deps.securityLog.record(...events);
  // A refusal is counted once a minute for each person and route: whoever knocks writes no flood.
  if (actor !== null && res.statusCode === 403)
    await deps.securityLog.recordOnce(
      `refused ${actor.accountId} ${req.method} ${patternOf(req)}`,
      {
        ...shared,
        kind: 'refused',
        outcome: 'refused',
        targetId: Object.values(req.params).map(String).find(isId) ?? '',
        details: routeDetails(req),
      },
    );
}

/**
 * Writes what a request did, was refused or took along into the security log before its answer ends:
 * the last byte waits for the row, and of a file that is streamed the first one too.
 */
export const logActs =
  (deps: AppDeps): RequestHandler =>
  (req, res, next) => {
    const [end, send] = [res.end.bind(res), res.write.bind(res)] as [
      (...args: unknown[]) => Response,
      (...args: unknown[]) => boolean,
    ];
    let written: Promise<void> | null = null;
    res.write = ((...args: unknown[]) => {
      if (written === null && isDownload(req, res)) {
        // Held back in the socket until the row stands.
        res.cork();
        written = write(deps, req, res, eventsOf(req, res)).finally(() => res.uncork());
      }
      return send(...args);
    }) as typeof res.write;
    res.end = ((...args: unknown[]) => {
      res.end = end as typeof res.end;
      if (written === null) {
        const events = eventsOf(req, res);
        if (events.length === 0 && res.statusCode !== 403) return end(...args);
        written = write(deps, req, res, events);
      }
      void written.finally(() => end(...args));
      return res;
    }) as typeof res.end;
    next();
  };
