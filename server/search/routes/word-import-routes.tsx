import type { Request, Response, Router } from 'express';
import { tellLog } from '#server/audit/routes/tell-log.ts';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { formFiles, storeFormFiles } from '#server/http/form-files.ts';
import { pageFrame } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { countOutcomes } from '#server/tables/plan-rows.ts';
import { authorise } from '#server/workflow/access.ts';
import { StaffWordImportPage, type StaffWordImportProps } from '#web/search/staff-word-import.tsx';
import { vi } from '#web/text/vi.ts';
import { applyWords, planWords, type WordPlan } from '../actions/keep-words.ts';
import { WORD_COLUMNS } from '../words/word-sheet.ts';

/** A sheet that was sent: its bytes, and what its file is called. */
interface SentSheet {
  readonly sha256: string;
  readonly name: string;
}

/** Lines of a plan that a page shows; what stays the same is only counted. */
const SHOWN = 500;

function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  more: Partial<StaffWordImportProps> = {},
  status = 200,
): Promise<void> {
  return sendPage(
    deps,
    req,
    res,
    <StaffWordImportPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      columns={WORD_COLUMNS.keys.map(WORD_COLUMNS.label)}
      errors={{}}
      plan={null}
      saved={null}
      {...more}
    />,
    { status },
  );
}

async function planOf(deps: AppDeps, res: Response, { sha256 }: SentSheet): Promise<WordPlan> {
  const content = await deps.files.withLocalPath(sha256, (path) =>
    deps.readSheet({ path, sheet: '', headers: WORD_COLUMNS.headers }),
  );
  return planWords({ catalog: deps.storage.catalog, newId: deps.newId }, theActor(res), content);
}

const LOOKED_AT = ['refused', 'changed', 'new'] as const;

/** What needs a look first. */
const planView = (
  { rows, unknown }: WordPlan,
  sheet: SentSheet,
): NonNullable<StaffWordImportProps['plan']> => ({
  ...sheet,
  unknown,
  counts: countOutcomes(rows),
  rows: LOOKED_AT.flatMap((outcome) => rows.filter((row) => row.outcome === outcome)).slice(
    0,
    SHOWN,
  ),
});

/** A sheet just sent is shown line by line; one that was looked at is saved. */
async function takeSheet(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const body = formBody(req);
  const confirmed = { sha256: param(body['sha256']), name: param(body['name']) };
  const sent = formFiles(req.files).find(({ field }) => field === 'sheet');
  try {
    if (/^[0-9a-f]{64}$/u.test(confirmed.sha256)) {
      const plan = await planOf(deps, res, confirmed);
      const saved = await applyWords(
        { catalog: deps.storage.catalog, now: deps.now },
        theActor(res),
        plan,
      );
      tellLog(res, { kind: 'setting-changed', targetKind: 'word', details: { list: 'sheet' } });
      return await show(deps, req, res, { saved });
    }
    if (sent === undefined)
      return await show(deps, req, res, { errors: { sheet: vi.imports.needSheet } }, 400);
    if (sent.refused !== null) throw sent.refused;
    const sheet = { sha256: sent.sha256, name: sent.path };
    return await show(deps, req, res, { plan: planView(await planOf(deps, res, sheet), sheet) });
  } catch (error) {
    if (!(error instanceof AppError) || !['invalid', 'too-large'].includes(error.kind)) throw error;
    return show(
      deps,
      req,
      res,
      { errors: { sheet: error.details.fields?.['sheet'] ?? error.message } },
      HTTP_STATUS[error.kind],
    );
  }
}

/** Words of citizens from a sheet: sent, looked at line by line, then saved. */
export function wordImportRoutes(deps: AppDeps): Router {
  const { router, get, postFiles } = createRoutes();
  const guard = (res: Response): void => authorise(theActor(res), 'edit-lists', 'shelf');
  get('/can-bo/tu-nguoi-dan/nhap', async (req, res) => {
    guard(res);
    await show(deps, req, res);
  });
  postFiles('/can-bo/tu-nguoi-dan/nhap', { guard, take: storeFormFiles(deps) }, (req, res) =>
    takeSheet(deps, req, res),
  );
  return router;
}
