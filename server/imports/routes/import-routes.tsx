import type { Request, Response, Router } from 'express';
import { importUnits, recentImports } from '../actions/import-units.ts';
import {
  beginImport,
  getImport,
  mayPublishImport,
  remapImport,
  sayMeaning,
  startImport,
} from '../actions/sheet-import.ts';
import { authorise } from '#server/workflow/access.ts';
import { isCatalogColumn } from '../catalog-row.ts';
import { AppError, type FieldErrors } from '#server/base/errors.ts';
import { IMPORT_OUTCOMES } from '../sheet-import.ts';
import { CSV_MARK, csvLine } from '#server/tables/csv.ts';
import { StaffImportPage } from '#web/imports/staff-import.tsx';
import { StaffImportsPage } from '#web/imports/staff-imports.tsx';
import { staffImportPath } from '#web/paths/imports.ts';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { param, wholeNumber } from '#server/http/query.ts';
import { MOST_PARTS, formFiles, storeFormFiles, withinQuota } from '#server/http/form-files.ts';
import { createRoutes } from '#server/http/routes.ts';

const RECENT = 20;
const PER_PAGE = 200;
const LONGEST_SENDER = 200;

async function showList(
  deps: AppDeps,
  req: Request,
  res: Response,
  errors: FieldErrors = {},
  status = 200,
): Promise<void> {
  const actor = theActor(res);
  const units = await importUnits(deps, actor);
  const body = formBody(req);
  return sendPage(
    deps,
    req,
    res,
    <StaffImportsPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      errors={errors}
      mostFiles={MOST_PARTS}
      units={units.map(({ id, name }) => ({ value: id, label: name }))}
      values={{ unit: param(body['unit']) || actor.unitId, sender: param(body['sender']) }}
      recent={(await recentImports(deps, actor, RECENT)).map(
        ({ id, name, by, createdAt, state }) => ({
          id,
          name,
          by,
          createdAt,
          state,
        }),
      )}
    />,
    { status },
  );
}

/** Keeps the sheet with its files and plans every line. */
async function begin(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const parts = formFiles(req.files);
  const [sheet, zip] = [
    parts.find((p) => p.field === 'sheet'),
    parts.find((p) => p.field === 'zip'),
  ];
  const refused = Object.fromEntries(
    parts.flatMap((p) =>
      p.refused !== null && p.field !== 'files' ? [[p.field, p.refused.message] as const] : [],
    ),
  );
  if (sheet === undefined)
    return showList(deps, req, res, { ...refused, sheet: vi.imports.needSheet }, 400);
  if (Object.keys(refused).length > 0) return showList(deps, req, res, refused, 400);
  try {
    const actor = theActor(res);
    const body = formBody(req);
    const run = await beginImport(deps, actor, {
      unitId: param(body['unit']) || actor.unitId,
      sender: param(body['sender']).trim().slice(0, LONGEST_SENDER),
      sourceId: null,
      name: sheet.path,
      sha256: sheet.sha256,
      zip: zip === undefined ? null : { name: zip.path, sha256: zip.sha256 },
      files: parts.flatMap(({ field, path, sha256, refused: no }) =>
        field === 'files' && no === null ? [{ path, sha256 }] : [],
      ),
    });
    return res.redirect(303, staffImportPath(run.id));
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error;
    const fields = error.details.fields ?? {};
    const errors = { sheet: fields['sheet'] ?? error.message, ...fields };
    return showList(deps, req, res, errors, HTTP_STATUS[error.kind]);
  }
}

async function showPlan(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const { catalog } = deps.storage;
  const actor = theActor(res);
  const run = await getImport(deps, actor, id);
  const outcome = IMPORT_OUTCOMES.find((o) => o === param(req.query['loc']));
  const after = wholeNumber(req.query['sau'], 0, Number.MAX_SAFE_INTEGER) ?? 0;
  const rows = await catalog.listImportRows(
    run.id,
    outcome === undefined ? [] : [outcome],
    after,
    PER_PAGE + 1,
  );
  await sendPage(
    deps,
    req,
    res,
    <StaffImportPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      run={run}
      counts={await catalog.countImportRows(run.id)}
      rows={rows.slice(0, PER_PAGE)}
      outcome={outcome ?? null}
      next={rows.length > PER_PAGE ? rows[PER_PAGE - 1]!.line : null}
      first={after === 0}
      unit={(await catalog.listUnits()).find(({ id: of }) => of === run.unitId)?.name ?? ''}
      mayPublish={mayPublishImport(actor, run)}
    />,
  );
}

async function chooseColumns(
  deps: AppDeps,
  req: Request,
  res: Response,
  id: string,
): Promise<void> {
  const body = formBody(req);
  const columns = Array.from({ length: 200 }, (_, i) => {
    const value = param(body[`cot-${i}`]);
    return isCatalogColumn(value) ? value : null;
  });
  const run = await remapImport(deps, theActor(res), id, {
    sheet: param(body['sheet']),
    columns,
  });
  res.redirect(303, staffImportPath(run.id));
}

/** What was taken of the proposals: `column|value|code`, where only the value may hold a bar. */
async function takeMeanings(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const taken = Object.entries(formBody(req)).flatMap(([name, said]) =>
    name.startsWith('nghia-')
      ? [said].flat().flatMap((one) => {
          const parts = param(one).split('|');
          const [column = '', code = ''] = [parts[0], parts.at(-1)];
          return parts.length < 3 ? [] : [{ column, value: parts.slice(1, -1).join('|'), code }];
        })
      : [],
  );
  const run = await sayMeaning(deps, theActor(res), id, taken);
  res.redirect(303, staffImportPath(run.id));
}

/** What became of every line, as CSV. */
async function sendReport(deps: AppDeps, res: Response, id: string): Promise<void> {
  const { catalog } = deps.storage;
  const run = await getImport(deps, theActor(res), id);
  const t = vi.imports;
  res.attachment('ket-qua.csv').type('text/csv; charset=utf-8');
  res.write(CSV_MARK + csvLine(Object.values(t.fields)));
  for (let after = 0; ;) {
    const rows = await catalog.listImportRows(run.id, [], after, PER_PAGE);
    for (const row of rows)
      res.write(
        csvLine([
          String(row.line),
          row.title,
          t.outcomes[row.outcome],
          row.itemId ?? '',
          [...row.notes, ...row.changes.map((c) => `${c.column}: ${c.before} → ${c.after}`)].join(
            ' ',
          ),
        ]),
      );
    if (rows.length < PER_PAGE) break;
    after = rows.at(-1)!.line;
  }
  res.end();
}

/** Sheets of the catalogue: sent, looked at line by line, carried out by a job. */
export function importRoutes(deps: AppDeps): Router {
  const { router, get, post, postFiles } = createRoutes();

  get('/can-bo/nhap-bang', async (req, res) => {
    authorise(theActor(res), 'import', 'shelf');
    await showList(deps, req, res);
  });

  postFiles(
    '/can-bo/nhap-bang',
    {
      guard: (res) => authorise(theActor(res), 'import', 'shelf'),
      take: storeFormFiles(deps, withinQuota(deps)),
    },
    (req, res) => begin(deps, req, res),
  );
  get('/can-bo/nhap-bang/:id', (req, res, { id }) => showPlan(deps, req, res, id));
  post('/can-bo/nhap-bang/:id/cot', (req, res, { id }) => chooseColumns(deps, req, res, id));
  post('/can-bo/nhap-bang/:id/y-nghia', (req, res, { id }) => takeMeanings(deps, req, res, id));
  post('/can-bo/nhap-bang/:id/chay', async (req, res, params) => {
    await startImport(deps, theActor(res), params.id, {
      publish: param(formBody(req)['publish']) === '1',
      newOnly: false,
    });
    deps.wakeJobs();
    res.redirect(303, staffImportPath(params.id));
  });

  get('/can-bo/nhap-bang/:id/ket-qua.csv', (_req, res, { id }) => sendReport(deps, res, id));
  return router;
}
