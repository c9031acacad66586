import type { Request, Response, Router } from 'express';
import { readLawFile } from '../actions/read-law-file.ts';
import { applyLaws, planLaws, type LawPlan } from '../actions/import-laws.ts';
import { LAW_COLUMNS, lawCells } from '../law-sheet.ts';
import { countOutcomes } from '#server/tables/plan-rows.ts';
import { MOST_SHEET_ROWS } from '#server/tables/sheet.ts';
import { tableRoutes } from '#server/tables/routes/table-routes.ts';
import type { FigureTable } from '#server/tables/routes/write-table.ts';
import type { Actor } from '#server/people/account.ts';
import { authorise, unitsSeen } from '#server/workflow/access.ts';
import { tellLog } from '#server/audit/routes/tell-log.ts';
import { AppError } from '#server/base/errors.ts';
import { StaffLawImportPage, type StaffLawImportProps } from '#web/laws/staff-law-import.tsx';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { param } from '#server/http/query.ts';
import { formFiles, storeFormFiles } from '#server/http/form-files.ts';
import { createRoutes } from '#server/http/routes.ts';

const TOGETHER = 500;

/** A list that was sent: its bytes, and what its file is called. */
interface SentList {
  readonly sha256: string;
  readonly name: string;
}

/**
 * Every law that the shelf knows but those that only drafts of others cite, as a sheet that can be edited and imported again. Throws
 * `sheet-too-large`.
 */
async function lawTable({ storage: { catalog } }: AppDeps, actor: Actor): Promise<FigureTable> {
  const rows: string[][] = [];
  for (let after: string | null = null; ;) {
    const page = await catalog.listLaws({
      search: '',
      units: unitsSeen(actor),
      limit: TOGETHER,
      after,
    });
    rows.push(...page.rows.map(({ law }) => lawCells(law)));
    if (rows.length > MOST_SHEET_ROWS)
      throw new AppError('sheet-too-large', { limit: MOST_SHEET_ROWS });
    if (page.next === null) break;
    after = page.next;
  }
  const columns = LAW_COLUMNS.keys.map(LAW_COLUMNS.label);
  return { name: vi.laws.title, heading: [], columns, rows };
}

function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  more: Partial<StaffLawImportProps> = {},
  status = 200,
): Promise<void> {
  return sendPage(
    deps,
    req,
    res,
    <StaffLawImportPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      columns={LAW_COLUMNS.keys.map(LAW_COLUMNS.label)}
      errors={{}}
      plan={null}
      saved={null}
      stale={false}
      {...more}
    />,
    { status },
  );
}

/** Lines of a plan that a page shows; what stays the same is only counted. */
const SHOWN = 1_000;

async function planOf(deps: AppDeps, res: Response, file: SentList): Promise<LawPlan> {
  const content = await deps.files.withLocalPath(file.sha256, (path) => readLawFile(deps, path));
  return planLaws(deps, theActor(res), content, file.name);
}

/** What needs a look first: refused lines, then what changes, then what is new. */
const planView = (plan: LawPlan, file: SentList): NonNullable<StaffLawImportProps['plan']> => ({
  ...file,
  rows: (['refused', 'changed', 'new', 'same'] as const)
    .flatMap((outcome) => plan.rows.filter((row) => row.outcome === outcome))
    .slice(0, SHOWN),
  counts: countOutcomes(plan.rows),
  unknown: plan.unknown,
});

/** A list just sent is shown line by line; one that was looked at is saved, and shown once more. */
async function takeSheet(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const body = formBody(req);
  const confirmed = { sha256: param(body['sha256']), name: param(body['name']) };
  const sent = formFiles(req.files).find((p) => p.field === 'sheet');
  try {
    if (/^[0-9a-f]{64}$/u.test(confirmed.sha256)) {
      const plan = await planOf(deps, res, confirmed);
      const saved = await applyLaws(deps, theActor(res), plan);
      tellLog(res, { kind: 'setting-changed', targetKind: 'law', details: { list: 'sheet' } });
      deps.wakeJobs();
      return await show(deps, req, res, { saved, plan: planView(plan, confirmed) });
    }
    if (sent === undefined)
      return await show(deps, req, res, { errors: { sheet: vi.imports.needSheet } }, 400);
    if (sent.refused !== null) throw sent.refused;
    const file = { sha256: sent.sha256, name: sent.path };
    return await show(deps, req, res, { plan: planView(await planOf(deps, res, file), file) });
  } catch (error) {
    if (!(error instanceof AppError) || !['invalid', 'too-large', 'conflict'].includes(error.kind))
      throw error;
    if (error.code !== 'stale-version')
      return show(
        deps,
        req,
        res,
        { errors: { sheet: error.details.fields?.['sheet'] ?? error.message } },
        HTTP_STATUS[error.kind],
      );
    return show(
      deps,
      req,
      res,
      {
        plan: planView(await planOf(deps, res, confirmed), confirmed),
        stale: true,
      },
      409,
    );
  }
}

/** Laws from a sheet: sent, looked at line by line, then saved as it was looked at. */
export function lawImportRoutes(deps: AppDeps): Router {
  const { router, get, postFiles } = createRoutes();
  get('/can-bo/van-ban/nhap', async (req, res) => {
    authorise(theActor(res), 'edit-law', 'shelf');
    await show(deps, req, res);
  });

  postFiles(
    '/can-bo/van-ban/nhap',
    { guard: (res) => authorise(theActor(res), 'edit-law', 'shelf'), take: storeFormFiles(deps) },
    (req, res) => takeSheet(deps, req, res),
  );
  tableRoutes(router, '/can-bo/van-ban', 'van-ban', async (_req, res) => {
    authorise(theActor(res), 'view', 'shelf');
    return [await lawTable(deps, theActor(res))];
  });
  return router;
}
