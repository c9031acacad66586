import type { Request, Response, Router } from 'express';
import { tellLog } from '#server/audit/routes/tell-log.ts';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { formFiles, storeFormFiles } from '#server/http/form-files.ts';
import { pageFrame } from '#server/http/frame.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { tableRoutes } from '#server/tables/routes/table-routes.ts';
import { authorise } from '#server/workflow/access.ts';
import type { FormErrors } from '#web/frame/form-field.tsx';
import { StaffUnitImportPage } from '#web/people/staff-units.tsx';
import { vi } from '#web/text/vi.ts';
import { applyUnits, planUnits, type UnitPlanRow } from '../actions/import-units.ts';
import { UNIT_COLUMNS, unitLines } from '../unit-sheet.ts';

/** Lines shown at most; the faulty ones come first. */
const MOST_ROWS = 200;
/** No form is larger (http/form-body.ts). */
const MOST_PASTED = 4 * 1024 ** 2;
const NO_COUNTS = { new: 0, changed: 0, same: 0, refused: 0 };

/**
 * A list as it was sent: pasted text, which the form shows again, or a file, which the store keeps.
 */
interface SentList {
  readonly pasted: string;
  readonly sha256: string;
}

interface Shown {
  readonly list?: SentList;
  readonly plan?: readonly UnitPlanRow[];
  readonly errors?: FormErrors;
  readonly notice?: string;
  readonly status?: number;
}

const countsOf = (plan: readonly UnitPlanRow[]): typeof NO_COUNTS =>
  plan.reduce((sum, { outcome }) => ({ ...sum, [outcome]: sum[outcome] + 1 }), NO_COUNTS);

const faultyFirst = (plan: readonly UnitPlanRow[]): UnitPlanRow[] =>
  plan
    .toSorted(
      (a, b) =>
        Number(b.outcome === 'refused') - Number(a.outcome === 'refused') || a.line - b.line,
    )
    .slice(0, MOST_ROWS);

function show(deps: AppDeps, req: Request, res: Response, shown: Shown): Promise<void> {
  const { list = { pasted: '', sha256: '' }, plan, errors = {}, notice = null } = shown;
  const rows =
    plan === undefined
      ? null
      : faultyFirst(plan).map(({ line, input: { code, name }, outcome, faults }) => ({
          line,
          code,
          name,
          outcome,
          faults,
        }));
  return sendPage(
    deps,
    req,
    res,
    <StaffUnitImportPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      form={{ values: { list: list.pasted, sha256: list.sha256 }, errors }}
      rows={rows}
      counts={plan === undefined ? NO_COUNTS : countsOf(plan)}
      notice={notice}
    />,
    { status: shown.status ?? 200 },
  );
}

/** The list of a request; null where none came. Throws what the store refused a file for. */
async function sentList(deps: AppDeps, req: Request): Promise<SentList | null> {
  const { list, sha256 } = formBody(req);
  const [file] = formFiles(req.files);
  if (file !== undefined && file.refused !== null) throw file.refused;
  if (file !== undefined && file.bytes > 0) return { pasted: '', sha256: file.sha256 };
  if (typeof list === 'string' && list.trim() !== '') {
    const stored = await deps.files.put(
      (async function* bytes() {
        yield Buffer.from(list);
      })(),
      MOST_PASTED,
    );
    return { pasted: list, sha256: stored.sha256 };
  }
  const confirmed = typeof sha256 === 'string' && /^[0-9a-f]{64}$/u.test(sha256);
  return confirmed ? { pasted: '', sha256 } : null;
}

const planOf = async (deps: AppDeps, res: Response, list: SentList): Promise<UnitPlanRow[]> =>
  planUnits(
    deps,
    theActor(res),
    await deps.files.withLocalPath(list.sha256, (path) =>
      deps.readSheet({ path, sheet: '', headers: UNIT_COLUMNS.headers }),
    ),
  );

async function take(deps: AppDeps, req: Request, res: Response): Promise<void> {
  let list: SentList | null = null;
  try {
    list = await sentList(deps, req);
    if (list === null)
      return await show(deps, req, res, { errors: { list: vi.unitImport.missing }, status: 400 });
    const plan = await planOf(deps, res, list);
    if (formBody(req)['viec'] !== 'ghi' || !(await applyUnits(deps, plan)))
      return await show(deps, req, res, { list, plan });
    const { new: added, changed } = countsOf(plan);
    tellLog(res, {
      kind: 'units-changed',
      targetKind: 'unit',
      details: { added: String(added), changed: String(changed) },
    });
    return await show(deps, req, res, {
      notice: vi.unitImport.done(vi.units.count(added + changed)),
    });
  } catch (error) {
    if (
      !(error instanceof AppError) ||
      !['invalid', 'too-large', 'unsupported'].includes(error.kind)
    )
      throw error;
    return show(deps, req, res, {
      ...(list === null ? {} : { list: { ...list, sha256: '' } }),
      errors: { list: error.details.fields?.['sheet'] ?? error.message },
      status: HTTP_STATUS[error.kind],
    });
  }
}

/**
 * The tree of units as a list: sent, looked at line by line, taken in whole or not at all; and
 * taken along.
 */
export function unitImportRoutes(deps: AppDeps): Router {
  const { router, get, postFiles } = createRoutes();
  const guard = (res: Response): void => authorise(theActor(res), 'manage-units', 'shelf');

  get('/can-bo/nhap-don-vi', async (req, res) => {
    guard(res);
    await show(deps, req, res, {});
  });
  postFiles('/can-bo/nhap-don-vi', { guard, take: storeFormFiles(deps) }, (req, res) =>
    take(deps, req, res),
  );
  tableRoutes(router, '/can-bo/nhap-don-vi/don-vi', 'don-vi', async (_req, res) => {
    guard(res);
    const rows = unitLines(await deps.storage.catalog.listUnits());
    const columns = UNIT_COLUMNS.keys.map(UNIT_COLUMNS.label);
    return [{ name: vi.unitTree.title, heading: [], columns, rows }];
  });
  return router;
}
