import type { Request, Response, Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { sessionToken, theActor } from '#server/http/session.ts';
import { OwnSessionsPage } from '#web/people/own-sessions.tsx';
import { ownSessionsPath } from '#web/paths/people.ts';
import { vi } from '#web/text/vi.ts';
import { endOtherSessions, endOwnSession, listOwnSessions } from '../actions/own-sessions.ts';
import { hashToken } from '../actions/sign-in.ts';

const hereOf = (req: Request): string => hashToken(sessionToken(req) ?? '');

async function showSessions(
  deps: AppDeps & { catalog: AppDeps['storage']['catalog'] },
  req: Request,
  res: Response,
): Promise<void> {
  const own = await listOwnSessions(deps, theActor(res));
  await sendPage(
    deps,
    req,
    res,
    <OwnSessionsPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      sessions={own.map(({ tokenHash, device, from, createdAt, seenAt }) => ({
        id: tokenHash,
        device,
        from,
        createdAt,
        seenAt,
        here: tokenHash === hereOf(req),
      }))}
      service={deps.identityProvider !== null}
      notice={param(req.query['bao']) === 'xong' ? vi.ownSessions.ended : null}
    />,
  );
}

/** One's own sessions: whence, since when, and their end. */
export function sessionRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  const done = (res: Response): void => res.redirect(303, `${ownSessionsPath()}?bao=xong`);

  get('/can-bo/phien', (req, res) => showSessions(deps, req, res));
  post('/can-bo/phien/ket-thuc', async (req, res) => {
    await endOtherSessions(deps, theActor(res), hereOf(req));
    done(res);
  });
  post('/can-bo/phien/:id/ket-thuc', async (_req, res, { id }) => {
    await endOwnSession(deps, theActor(res), id);
    done(res);
  });
  return router;
}
