import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { fromTable, param, wholeNumber } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { wordOf } from '#server/http/staff-form.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { letterheadOf } from '#server/people/unit.ts';
import { unitReportPath, type ReportStep } from '#web/paths/reports.ts';
import { ReportItemsPage } from '#web/reports/report-items.tsx';
import { UnitReportPage } from '#web/reports/unit-report.tsx';
import { vi } from '#web/text/vi.ts';
import { acceptReport, correctReport, returnReport } from '../actions/decide-report.ts';
import { getReport, type AskedReport } from '../actions/get-report.ts';
import { saveReport } from '../actions/save-report.ts';
import { OWN_NUMBERS, OWN_TEXTS, type OwnField } from '../own-figures.ts';
import { ITEM_FIGURES } from '../report-figures.ts';
import { editionOf, wasLate, type ReportContents, type UnitReport } from '../report.ts';
import { unitBefore } from './report-before.ts';
import { unitPaper, unitTables } from './report-words.ts';
import { reportView, type Shown } from './report-view.ts';
import { sendReportFile } from './send-file.ts';

type Body = Readonly<Record<string, unknown>>;
type Notice = keyof typeof vi.reports.notices;

const lineEnds = (text: string): string => text.replaceAll('\r\n', '\n');
const typedIn = (body: Body): Record<OwnField, string> =>
  Object.fromEntries(
    [...OWN_NUMBERS, ...OWN_TEXTS].map((name) => [name, lineEnds(wordOf(body, name))]),
  ) as Record<OwnField, string>;
const versionIn = (body: Body): number => Number(wordOf(body, 'version')) || 0;

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  asked: AskedReport,
  shown: Shown = {},
): Promise<void> {
  const edition = wholeNumber(req.query['ban']);
  await sendPage(
    deps,
    req,
    res,
    <UnitReportPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      {...await reportView(deps, theActor(res), asked, edition, shown)}
      genres={vocabularyFor(req).genres}
      notice={fromTable(vi.reports.notices, req.query['bao'])}
    />,
    { status: shown.status ?? 200 },
  );
}

const CONFLICTS = ['stale-version', 'wrong-state'];
function assertShownAgain(error: unknown): asserts error is AppError {
  if (!(error instanceof AppError) || ![...CONFLICTS, 'invalid-input'].includes(error.code))
    throw error;
}

/** Keeps or sends what was typed; what is refused comes back with it. */
async function fillIn(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const [actor, body] = [theActor(res), formBody(req)];
  const [typed, send] = [typedIn(body), wordOf(body, 'act') === 'send'];
  try {
    await saveReport(deps, actor, id, { version: versionIn(body), typed, send });
    res.redirect(303, unitReportPath(id, { told: send ? 'da-gui' : 'da-luu' }));
  } catch (error) {
    assertShownAgain(error);
    await show(deps, req, res, await getReport(deps, actor, 'fill-report', id), {
      typed,
      errors: error.details.fields ?? {},
      conflict:
        error.code === 'stale-version' ? 'stale' : error.code === 'wrong-state' ? 'closed' : null,
      // After a fault of what was typed the form is still of the version it was made of.
      ...(error.code === 'invalid-input' ? { version: versionIn(body) } : {}),
      status: HTTP_STATUS[error.kind],
    });
  }
}

/** One step of the managing unit. */
async function decide(
  deps: AppDeps,
  req: Request,
  res: Response,
  id: string,
  toldOf: (done: UnitReport) => Notice,
  work: (body: Body) => Promise<UnitReport>,
): Promise<void> {
  const body = formBody(req);
  try {
    res.redirect(303, unitReportPath(id, { told: toldOf(await work(body)) }));
  } catch (error) {
    assertShownAgain(error);
    await show(deps, req, res, await getReport(deps, theActor(res), 'manage-reports', id), {
      step: { ...typedIn(body), reason: lineEnds(wordOf(body, 'reason')) },
      stepErrors: error.details.fields ?? {},
      stepConflict: error.code !== 'invalid-input',
      status: HTTP_STATUS[error.kind],
    });
  }
}

interface AskedEdition extends AskedReport {
  readonly report: UnitReport;
  readonly contents: ReportContents;
  readonly edition: number;
}

/** A saved report by the edition that an address asks for. Throws `report-not-found`. */
async function editionAsked(
  deps: AppDeps,
  req: Request,
  res: Response,
  id: string,
): Promise<AskedEdition> {
  const asked = await getReport(deps, theActor(res), 'view-reports', id);
  const { report } = asked;
  const edition = wholeNumber(req.query['ban']) ?? report?.edition ?? 1;
  const contents = report === null ? null : editionOf(report, edition);
  if (report === null || contents === null) throw new AppError('report-not-found', { id });
  return { ...asked, report, contents, edition };
}

async function showItems(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const { report, edition, unitName } = await editionAsked(deps, req, res, id);
  const figure = ITEM_FIGURES.find((one) => one === param(req.query['so'])) ?? 'stock';
  const found = await deps.catalog.findReportItems(report.id, edition);
  await sendPage(
    deps,
    req,
    res,
    <ReportItemsPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      id={report.id}
      unitName={unitName}
      figure={figure}
      edition={edition === report.edition ? '' : String(edition)}
      items={(found?.items ?? []).filter((item) => item[figure] > 0)}
      genres={vocabularyFor(req).genres}
    />,
  );
}

async function sendFile(
  deps: AppDeps,
  req: Request,
  res: Response,
  id: string,
  file: string,
): Promise<void> {
  const asked = await editionAsked(deps, req, res, id);
  const { round, units, unitId, unitName, report, contents, edition } = asked;
  const now = deps.now();
  const context = {
    round,
    now,
    letterhead: { ...letterheadOf(units, unitId), unit: unitName },
    genres: vocabularyFor(req).genres,
    before: await unitBefore(deps, round, units, unitId),
  };
  await sendReportFile(res, file, {
    name: `bao-cao-${id}`,
    now,
    paper: () => unitPaper(context, contents, { edition, late: wasLate(report) }),
    tables: () => unitTables(context, contents),
  });
}

/** Routes of one unit's report: fill in, look at, decide, take along. */
export function unitReportRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/bao-cao-xa/:id', async (req, res, { id }) =>
    show(deps, req, res, await getReport(deps, theActor(res), 'view-reports', id)),
  );
  post('/can-bo/bao-cao-xa/:id', (req, res, { id }) => fillIn(deps, req, res, id));
  const step = (
    path: ReportStep,
    toldOf: (done: UnitReport) => Notice,
    work: (of: { id: string; version: number; res: Response }, body: Body) => Promise<UnitReport>,
  ): void =>
    post(`/can-bo/bao-cao-xa/:id/${path}`, (req, res, { id }) =>
      decide(deps, req, res, id, toldOf, (body) =>
        work({ id, version: versionIn(body), res }, body),
      ),
    );
  step(
    'nhan',
    () => 'da-nhan',
    ({ id, version, res }) => acceptReport(deps, theActor(res), id, version),
  );
  step(
    'tra-lai',
    () => 'da-tra',
    ({ id, version, res }, body) =>
      returnReport(deps, theActor(res), id, { version, reason: lineEnds(wordOf(body, 'reason')) }),
  );
  step(
    'dinh-chinh',
    ({ events }) => (events.at(-1)?.act === 'taken-late' ? 'da-nhan' : 'da-dinh-chinh'),
    ({ id, version, res }, body) =>
      correctReport(deps, theActor(res), id, {
        version,
        typed: typedIn(body),
        reason: lineEnds(wordOf(body, 'reason')),
      }),
  );
  get('/can-bo/bao-cao-xa/:id/tai-lieu', (req, res, { id }) => showItems(deps, req, res, id));
  get('/can-bo/bao-cao-xa/:id/tep/:file', (req, res, { id, file }) =>
    sendFile(deps, req, res, id, file),
  );
  return router;
}
