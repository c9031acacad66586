import type { Request, Response, Router } from 'express';
import { tellLog } from '#server/audit/routes/tell-log.ts';
import { issueKey, revokeKey } from '#server/exchange/actions/manage-clients.ts';
import { lastUseFact } from '#server/exchange/api-client.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { assertFormRefusal, wordOf } from '#server/http/staff-form.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { authorise } from '#server/workflow/access.ts';
import {
  StaffClientsPage,
  type ClientRow,
  type StaffClientsProps,
} from '#web/exchange/staff-clients.tsx';
import { staffClientsPath } from '#web/paths/exchange.ts';
import { vi } from '#web/text/vi.ts';

/** Keys that work first, then the newest. */
async function rowsOf({ storage: { catalog } }: AppDeps): Promise<ClientRow[]> {
  const clients = (await catalog.listAuthority('api-client')).toSorted(
    (a, b) =>
      Number(a.value.revoked !== null) - Number(b.value.revoked !== null) ||
      (a.value.issuedAt < b.value.issuedAt ? 1 : -1),
  );
  const rows: ClientRow[] = [];
  for (const client of clients)
    rows.push({ client, lastUsed: await catalog.findFact(lastUseFact(client.id)) });
  return rows;
}

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  more: Partial<StaffClientsProps> = {},
  status = 200,
): Promise<void> {
  // A key stands on this page once, and in no store of a browser.
  res.setHeader('Cache-Control', 'no-store');
  await sendPage(
    deps,
    req,
    res,
    <StaffClientsPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      rows={await rowsOf(deps)}
      form={{ values: {}, errors: {} }}
      fresh={null}
      notice={param(req.query['bao']) === 'thu-hoi' ? vi.clients.revoked : null}
      {...more}
    />,
    { status },
  );
}

async function issue(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const body = formBody(req);
  const typed = {
    name: wordOf(body, 'name'),
    unit: wordOf(body, 'unit'),
    perMinute: wordOf(body, 'perMinute'),
  };
  try {
    const { client, key } = await issueKey(deps, theActor(res), typed);
    tellLog(res, {
      kind: 'key-issued',
      targetKind: 'api-client',
      targetId: client.id,
      details: { name: client.value.name },
    });
    await show(deps, req, res, { fresh: { name: client.value.name, key } });
  } catch (error) {
    assertFormRefusal(error);
    const form = { values: typed, errors: error.details.fields ?? {} };
    await show(deps, req, res, { form }, HTTP_STATUS[error.kind]);
  }
}

/** Keys of systems that read the API: list, issue, revoke. */
export function clientRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/khoa-api', async (req, res) => {
    authorise(theActor(res), 'manage-access', 'shelf');
    await show(deps, req, res);
  });
  post('/can-bo/khoa-api', (req, res) => issue(deps, req, res));
  post('/can-bo/khoa-api/:id/thu-hoi', async (_req, res, { id }) => {
    await revokeKey(deps, theActor(res), id);
    res.redirect(303, staffClientsPath('thu-hoi'));
  });
  return router;
}
