import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { fromTable, param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { assertFormRefusal, wordOf } from '#server/http/staff-form.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import type { Actor } from '#server/people/account.ts';
import { letterheadOf, MANAGING_UNIT, type Unit } from '#server/people/unit.ts';
import { authorise, can } from '#server/workflow/access.ts';
import type { FormState, FormErrors } from '#web/frame/form-field.tsx';
import { roundPath } from '#web/paths/reports.ts';
import { ReportRoundPage } from '#web/reports/report-round.tsx';
import { OpenRoundPage, ReportRoundsPage, type RoundView } from '#web/reports/report-rounds.tsx';
import { SummedReportPage } from '#web/reports/summed-report.tsx';
import { vi } from '#web/text/vi.ts';
import { getRound } from '../actions/get-report.ts';
import { freezeRound, openRound } from '../actions/keep-rounds.ts';
import { standingOf, type RoundStanding } from '../missing-reports.ts';
import type { ReportRound } from '../round.ts';
import { sumReports } from '../summed-report.ts';
import { summedBefore } from './report-before.ts';
import { summedPaper, summedTables } from './report-words.ts';
import { sendReportFile } from './send-file.ts';

const mayManage = (actor: Actor): boolean => can(actor, 'manage-reports', 'shelf');
/** Sums name every unit: they are the managing unit's. */
const WHOLE = { reportOf: MANAGING_UNIT };
const seesAll = (actor: Actor): boolean => can(actor, 'view-reports', WHOLE);

/** How a round stands, of the units this person sees. */
async function seenStanding(
  deps: AppDeps,
  actor: Actor,
  round: ReportRound,
  units: readonly Unit[],
): Promise<RoundStanding> {
  const reports = await deps.storage.catalog.listReports(round.id);
  const whole = standingOf(round, reports, units, dayInVietnam(deps.now()));
  const sees = ({ unitId }: { readonly unitId: string }): boolean =>
    can(actor, 'view-reports', { reportOf: unitId });
  return { ...whole, rows: whole.rows.filter(sees), outlived: whole.outlived.filter(sees) };
}

async function showRounds(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const actor = theActor(res);
  authorise(actor, 'view-reports', 'shelf');
  const { catalog } = deps.storage;
  const units = await catalog.listUnits();
  const views: RoundView[] = [];
  for (const round of await catalog.listRounds()) {
    const { rows, counts } = await seenStanding(deps, actor, round, units);
    views.push({
      round,
      sent: counts.sent + counts.accepted,
      owing: Object.values(counts).reduce((sum, n) => sum + n, 0),
      own: rows.filter(({ unitId }) => actor.ownUnits.includes(unitId)),
    });
  }
  await sendPage(
    deps,
    req,
    res,
    <ReportRoundsPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      rounds={views}
      mayManage={mayManage(actor)}
      seesAll={seesAll(actor)}
      notice={fromTable(vi.reports.notices, req.query['bao'])}
    />,
  );
}

async function showRound(
  deps: AppDeps,
  req: Request,
  res: Response,
  id: string,
  {
    errors = {},
    conflict = false,
    status = 200,
  }: {
    readonly errors?: FormErrors;
    readonly conflict?: boolean;
    readonly status?: number;
  } = {},
): Promise<void> {
  const actor = theActor(res);
  authorise(actor, 'view-reports', 'shelf');
  const round = await getRound({ catalog: deps.storage.catalog }, id);
  const units = await deps.storage.catalog.listUnits();
  await sendPage(
    deps,
    req,
    res,
    <ReportRoundPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      round={round}
      standing={await seenStanding(deps, actor, round, units)}
      seesAll={seesAll(actor)}
      mayManage={mayManage(actor)}
      errors={errors}
      conflict={conflict}
      notice={fromTable(vi.reports.notices, req.query['bao'])}
    />,
    { status },
  );
}

async function showOpening(
  deps: AppDeps,
  req: Request,
  res: Response,
  form: FormState,
  status = 200,
): Promise<void> {
  authorise(theActor(res), 'manage-reports', 'shelf');
  const frame = pageFrame(deps, req, res, { noindex: true });
  await sendPage(deps, req, res, <OpenRoundPage frame={frame} form={form} />, { status });
}

async function open(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const body = formBody(req);
  const typed = {
    kind: wordOf(body, 'kind'),
    from: wordOf(body, 'from'),
    to: wordOf(body, 'to'),
    due: wordOf(body, 'due'),
  };
  try {
    const round = await openRound(deps, theActor(res), typed);
    res.redirect(303, roundPath(round.id, 'da-mo'));
  } catch (error) {
    assertFormRefusal(error);
    const form = { values: typed, errors: error.details.fields ?? {} };
    await showOpening(deps, req, res, form, HTTP_STATUS[error.kind]);
  }
}

async function freeze(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const version = Number(wordOf(formBody(req), 'version')) || 0;
  try {
    await freezeRound(deps, theActor(res), id, version);
    res.redirect(303, roundPath(id, 'da-chot'));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (!['invalid-input', 'stale-version', 'wrong-state'].includes(error.code)) throw error;
    await showRound(deps, req, res, id, {
      errors: error.details.fields ?? {},
      conflict: error.code !== 'invalid-input',
      status: HTTP_STATUS[error.kind],
    });
  }
}

/** The sum that an address asks for. */
async function summedAsked(deps: AppDeps, req: Request, res: Response, id: string) {
  const actor = theActor(res);
  authorise(actor, 'view-reports', WHOLE);
  const { catalog } = deps.storage;
  const round = await getRound({ catalog }, id);
  const [units, reports] = [await catalog.listUnits(), await catalog.listReports(id)];
  const edition = param(req.query['ban']) === 'chot' ? 'chot' : '';
  return {
    round,
    units,
    edition,
    corrections: reports.filter((one) => one.edition > 1).length,
    summed: sumReports(round, reports, units, edition === 'chot'),
    before: await summedBefore({ catalog }, round, units),
    genres: vocabularyFor(req).genres,
    sees: (unitId: string): boolean => can(actor, 'view-reports', { reportOf: unitId }),
  };
}

/** Routes of rounds of reports: list, open, who has sent, sum, freeze. */
export function roundRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/bao-cao', (req, res) => showRounds(deps, req, res));
  get('/can-bo/bao-cao/moi', (req, res) => showOpening(deps, req, res, { values: {}, errors: {} }));
  post('/can-bo/bao-cao/moi', (req, res) => open(deps, req, res));
  get('/can-bo/bao-cao/:id', (req, res, { id }) => showRound(deps, req, res, id));
  post('/can-bo/bao-cao/:id/chot', (req, res, { id }) => freeze(deps, req, res, id));
  get('/can-bo/bao-cao/:id/tong-hop', async (req, res, { id }) => {
    const { units: _, ...asked } = await summedAsked(deps, req, res, id);
    const frame = pageFrame(deps, req, res, { noindex: true });
    await sendPage(deps, req, res, <SummedReportPage frame={frame} {...asked} />);
  });
  get('/can-bo/bao-cao/:id/tong-hop/tep/:file', async (req, res, { id, file }) => {
    const { units, summed, ...asked } = await summedAsked(deps, req, res, id);
    const context = { ...asked, now: deps.now(), letterhead: letterheadOf(units, MANAGING_UNIT) };
    await sendReportFile(res, file, {
      name: `tong-hop-${id}`,
      now: deps.now(),
      paper: () => summedPaper(context, summed),
      tables: () => summedTables(context, summed),
    });
  });
  return router;
}
