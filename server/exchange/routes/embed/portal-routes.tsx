import type { Request, Response, Router } from 'express';
import { tellLog, tellMore } from '#server/audit/routes/tell-log.ts';
import { addPortal, removePortal } from '#server/exchange/actions/save-portal.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { fromTable } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { assertFormRefusal, wordOf } from '#server/http/staff-form.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { authorise } from '#server/workflow/access.ts';
import { StaffPortalsPage } from '#web/exchange/staff-portals.tsx';
import type { FormState } from '#web/frame/form-field.tsx';
import { staffPortalsPath } from '#web/paths/exchange.ts';
import { vi } from '#web/text/vi.ts';

const NOTICES: Readonly<Record<string, string>> = {
  'da-them': vi.portals.added,
  'da-bo': vi.portals.removed,
};

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  form: FormState = { values: {}, errors: {} },
  status = 200,
): Promise<void> {
  await sendPage(
    deps,
    req,
    res,
    <StaffPortalsPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      portals={(await deps.storage.catalog.listAuthority('portal')).toSorted((a, b) =>
        a.value.name.localeCompare(b.value.name, 'vi'),
      )}
      form={form}
      notice={fromTable(NOTICES, req.query['bao'])}
    />,
    { status },
  );
}

async function add(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const body = formBody(req);
  const typed = { name: wordOf(body, 'name'), origin: wordOf(body, 'origin') };
  try {
    await addPortal(deps, theActor(res), typed);
    tellMore(res, { details: { origin: typed.origin } });
    res.redirect(303, staffPortalsPath('da-them'));
  } catch (error) {
    assertFormRefusal(error);
    const form = { values: typed, errors: error.details.fields ?? {} };
    await show(deps, req, res, form, HTTP_STATUS[error.kind]);
  }
}

/** Sites that may show widgets of the shelf: list, form, removal. */
export function portalRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/trang-nhung', async (req, res) => {
    authorise(theActor(res), 'manage-access', 'shelf');
    await show(deps, req, res);
  });
  post('/can-bo/trang-nhung', (req, res) => add(deps, req, res));
  post('/can-bo/trang-nhung/:id/xoa', async (_req, res, { id }) => {
    const known = await deps.catalog.findAuthority('portal', id);
    await removePortal(deps, theActor(res), id);
    if (known !== null)
      tellLog(res, {
        kind: 'deleted',
        targetKind: 'portal',
        targetId: id,
        details: { origin: known.value.origin },
      });
    res.redirect(303, staffPortalsPath('da-bo'));
  });
  return router;
}
