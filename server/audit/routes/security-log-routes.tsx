import type { Request, Response, Router } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Actor } from '#server/people/account.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { authorise, unitsSeen } from '#server/workflow/access.ts';
import { SecurityLogPage, type SecurityRowView } from '#web/audit/security-log.tsx';
import { securityLogPath, type SecurityLogQuery } from '#web/paths/audit.ts';
import { vi } from '#web/text/vi.ts';
import { checkAndKeep, lastCheck } from '../actions/check-chain.ts';
import { tellAboutChain } from '../actions/tell-about-chain.ts';
import { asCsv, asNdjson, filterFor } from '../actions/read-security-log.ts';
import type { Alert } from '../alert.ts';
import type { ChainState } from '../chain.ts';
import type { SecurityRow } from '../security-event.ts';
import { targetName } from './deed-view.ts';

const PER_PAGE = 50;
/** So many rows are looked at whenever the page is opened; of more, what was found last is shown. */
const LOOKED_AT = 5_000;

const typedIn = ({ query }: Request): SecurityLogQuery => ({
  kind: param(query['viec']).slice(0, 50),
  person: param(query['nguoi']).slice(0, 100),
  from: param(query['tu']).slice(0, 20),
  until: param(query['den']).slice(0, 20),
});

/** Looks at the whole chain and tells administrators when it is broken. */
async function look(deps: AppDeps): Promise<ChainState> {
  const state = await checkAndKeep(deps);
  await tellAboutChain(deps, state);
  return state;
}

async function chainOf(deps: AppDeps): Promise<ChainState | null> {
  const last = await lastCheck(deps.catalog);
  const { sequence } = await deps.catalog.securityHead();
  return sequence - (last?.first ?? 0) <= LOOKED_AT ? look(deps) : last;
}

async function viewsOf(deps: AppDeps, rows: readonly SecurityRow[]): Promise<SecurityRowView[]> {
  const units = new Map((await deps.catalog.listUnits()).map(({ id, name }) => [id, name]));
  return rows.map(({ unitId, ...row }) => ({
    ...row,
    unit: unitId === null ? '' : (units.get(unitId) ?? unitId),
    targetName: targetName(row),
  }));
}

/** Alerts of the units this person answers for; the shelf's own are for those who see all. */
async function alertsFor({ catalog }: AppDeps, actor: Actor): Promise<Alert[]> {
  const units = unitsSeen(actor);
  return (await catalog.listAlerts()).filter(
    ({ unitId }) => units === null || (unitId !== null && units.includes(unitId)),
  );
}

async function show(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { catalog } = deps;
  const [actor, query] = [theActor(res), typedIn(req)];
  const { filter, errors } = await filterFor(deps, actor, query);
  const given = param(req.query['sau']);
  const after = /^[1-9]\d{0,11}$/u.test(given) ? Number(given) : null;
  const found = await catalog.listSecurityRows({
    ...filter,
    order: 'newest',
    after,
    limit: PER_PAGE + 1,
  });
  const rows = found.slice(0, PER_PAGE);
  await sendPage(
    deps,
    req,
    res,
    <SecurityLogPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      query={query}
      errors={errors}
      rows={await viewsOf(deps, rows)}
      next={found.length > PER_PAGE ? rows.at(-1)!.sequence : null}
      first={after === null}
      whole={filter.unitIds === null}
      months={deps.config.SECURITY_LOG_MONTHS}
      chain={await chainOf(deps)}
      alerts={await alertsFor(deps, actor)}
    />,
    { status: Object.keys(errors).length > 0 ? 400 : 200 },
  );
}

/** Streams the rows of the filter; who has gone away meanwhile gets no more of it. */
async function send(
  deps: AppDeps,
  req: Request,
  res: Response,
  form: 'csv' | 'ndjson',
): Promise<void> {
  const { filter } = await filterFor(deps, theActor(res), typedIn(req));
  const { columns } = vi.securityLog;
  res
    .attachment(`nhat-ky-an-ninh.${form}`)
    .type(form === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8');
  res.setHeader('Cache-Control', 'no-store');
  const lines =
    form === 'csv'
      ? asCsv(deps.catalog, filter, (column) => columns[column])
      : asNdjson(deps.catalog, filter);
  await pipeline(Readable.from(lines), res).catch((error: unknown) => {
    if (!res.destroyed) throw error;
  });
}

/** The security log: page, files, and a look at the whole chain. */
export function securityLogRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  const guard = (res: Response): void => authorise(theActor(res), 'view-security-log', 'shelf');

  get('/can-bo/nhat-ky-an-ninh', async (req, res) => {
    guard(res);
    await show(deps, req, res);
  });
  get('/can-bo/nhat-ky-an-ninh.csv', async (req, res) => {
    guard(res);
    await send(deps, req, res, 'csv');
  });
  get('/can-bo/nhat-ky-an-ninh.ndjson', async (req, res) => {
    guard(res);
    await send(deps, req, res, 'ndjson');
  });
  post('/can-bo/nhat-ky-an-ninh/kiem-tra', async (_req, res) => {
    guard(res);
    await look(deps);
    res.redirect(303, `${securityLogPath()}#chuoi`);
  });
  return router;
}
