import type { Request, Response, Router } from 'express';
import { applyHoldings } from '../actions/import-holdings.ts';
import { getLibrary, libraryObject } from '../actions/keep-holdings.ts';
import type { LibraryEntry } from '../library.ts';
import { planHoldings, type HoldingPlan } from '../actions/plan-holdings.ts';
import { registerOf } from '../actions/report-library.ts';
import { authorise, can } from '#server/workflow/access.ts';
import { AppError } from '#server/base/errors.ts';
import { HOLDING_COLUMNS, holdingLabel } from '../holding-row.ts';
import { tablesAsXlsx, type FigureTable } from '#server/tables/routes/write-table.ts';
import {
  StaffHoldingImportPage,
  type StaffHoldingImportProps,
} from '#web/holdings/staff-holding-import.tsx';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { param } from '#server/http/query.ts';
import { registerTable, registerTemplate } from './register-table.ts';
import { formFiles, storeFormFiles } from '#server/http/form-files.ts';
import { tableRoutes, XLSX } from '#server/tables/routes/table-routes.ts';
import { createRoutes } from '#server/http/routes.ts';

async function kept(deps: AppDeps, res: Response): Promise<LibraryEntry[]> {
  const { catalog } = deps.storage;
  return (await catalog.listAuthority('place'))
    .filter((place) => can(theActor(res), 'keep-holdings', libraryObject(place)))
    .toSorted((a, b) => a.value.name.localeCompare(b.value.name, 'vi'));
}

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  placeId: string,
  more: Partial<StaffHoldingImportProps> & {
    readonly errors?: Readonly<Record<string, string>>;
  } = {},
  status = 200,
): Promise<void> {
  const { errors = {}, ...rest } = more;
  await sendPage(
    deps,
    req,
    res,
    <StaffHoldingImportPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      columns={HOLDING_COLUMNS.keys.map(holdingLabel)}
      form={{ values: { place: placeId }, errors }}
      places={(await kept(deps, res)).map(({ id, value }) => ({ value: id, label: value.name }))}
      plan={null}
      {...rest}
    />,
    { status },
  );
}

async function planOf(
  deps: AppDeps,
  res: Response,
  sha256: string,
  place: LibraryEntry | null,
): Promise<HoldingPlan> {
  const content = await deps.files.withLocalPath(sha256, (path) =>
    deps.readSheet({ path, sheet: '', headers: HOLDING_COLUMNS.headers }),
  );
  return planHoldings(deps, theActor(res), content, place);
}

async function register(
  deps: AppDeps,
  req: Request,
  res: Response,
): Promise<readonly FigureTable[]> {
  const place = await getLibrary(deps, String(req.params['id']));
  authorise(theActor(res), 'view-holdings', libraryObject(place));
  const { holdings, items } = await registerOf(deps, place.id);
  return [registerTable(place.value.name, holdings, items)];
}

/** A register just sent is shown line by line; one that was looked at is written. */
async function takeSheet(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const [confirmed, placeId] = [param(formBody(req)['sha256']), param(formBody(req)['place'])];
  const sent = formFiles(req.files).find((part) => part.field === 'sheet');
  const place = (await kept(deps, res)).find(({ id }) => id === placeId) ?? null;
  try {
    if (/^[0-9a-f]{64}$/u.test(confirmed)) {
      const { rows, unknown } = await planOf(deps, res, confirmed, place);
      return await show(deps, req, res, placeId, {
        plan: {
          rows: await applyHoldings(deps, theActor(res), rows),
          unknown,
          sha256: confirmed,
          done: true,
        },
      });
    }
    if (sent === undefined)
      return await show(deps, req, res, placeId, { errors: { sheet: vi.imports.needSheet } }, 400);
    if (sent.refused !== null) throw sent.refused;
    return await show(deps, req, res, placeId, {
      plan: { ...(await planOf(deps, res, sent.sha256, place)), sha256: sent.sha256, done: false },
    });
  } catch (error) {
    if (!(error instanceof AppError) || !['invalid', 'too-large', 'not-found'].includes(error.kind))
      throw error;
    return show(
      deps,
      req,
      res,
      placeId,
      { errors: { sheet: error.details.fields?.['sheet'] ?? error.message } },
      HTTP_STATUS[error.kind],
    );
  }
}

/**
 * Registers of printed copies as sheets: template, export, import with every line looked at first.
 */
export function holdingSheetRoutes(deps: AppDeps): Router {
  const { router, get, postFiles } = createRoutes();

  get('/can-bo/nhap-ban-in', async (req, res) => {
    authorise(theActor(res), 'keep-holdings', 'shelf');
    await show(deps, req, res, param(req.query['noi']));
  });

  get('/can-bo/nhap-ban-in/mau.xlsx', async (_req, res) => {
    authorise(theActor(res), 'keep-holdings', 'shelf');
    res
      .attachment('mau-so-dang-ky.xlsx')
      .type(XLSX)
      .send(await tablesAsXlsx(registerTemplate()));
  });

  postFiles(
    '/can-bo/nhap-ban-in',
    {
      guard: (res) => authorise(theActor(res), 'keep-holdings', 'shelf'),
      take: storeFormFiles(deps),
    },
    (req, res) => takeSheet(deps, req, res),
  );
  tableRoutes(router, '/can-bo/ban-in/:id/so', 'so-dang-ky', (req, res) =>
    register(deps, req, res),
  );

  return router;
}
