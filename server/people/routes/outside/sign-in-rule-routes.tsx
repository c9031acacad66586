import type { Request, Response, Router } from 'express';
import { tellLog } from '#server/audit/routes/tell-log.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { fromTable } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { assertFormRefusal, listOf, wordOf } from '#server/http/staff-form.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { authorise } from '#server/workflow/access.ts';
import { choicesOf } from '../person-choices.ts';
import type { FormState } from '#web/frame/form-field.tsx';
import { SignInRulesPage } from '#web/people/sign-in-rules.tsx';
import { signInRulesPath } from '#web/paths/people.ts';
import { vi } from '#web/text/vi.ts';
import { ROLES } from '../../account.ts';
import { addSignInRule, removeSignInRule } from '../../actions/save-sign-in-rule.ts';

const NOTICES: Readonly<Record<string, string>> = {
  'da-them': vi.signInRules.nowAdded,
  'da-bo': vi.signInRules.nowRemoved,
};

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  form: FormState = { values: {}, errors: {} },
  status = 200,
): Promise<void> {
  const { catalog } = deps.storage;
  const units = await catalog.listUnits();
  const rules = await catalog.listAuthority('sign-in-rule');
  await sendPage(
    deps,
    req,
    res,
    <SignInRulesPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      rules={rules.map(({ id, value, changedAt, changedBy }) => ({
        ...value,
        id,
        unit: units.find((unit) => unit.id === value.unitId)?.name ?? value.unitId,
        changedAt,
        changedBy,
      }))}
      choices={choicesOf(theActor(res), units)}
      service={deps.identityProvider?.name ?? null}
      form={form}
      notice={fromTable(NOTICES, req.query['bao'])}
    />,
    { status },
  );
}

async function add(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const body = formBody(req);
  const rule = {
    claim: wordOf(body, 'claim'),
    value: wordOf(body, 'value'),
    unitId: wordOf(body, 'unitId'),
    roles: ROLES.filter((role) => listOf(body, 'roles').includes(role)),
  };
  try {
    await addSignInRule(deps, theActor(res), rule);
    res.redirect(303, signInRulesPath('da-them'));
  } catch (error) {
    assertFormRefusal(error);
    const form = { values: { ...rule }, errors: error.details.fields ?? {} };
    await show(deps, req, res, form, HTTP_STATUS[error.kind]);
  }
}

/** Whom the authority's sign-in service brings in: list, form, removal. */
export function signInRuleRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/quy-tac-dang-nhap', async (req, res) => {
    authorise(theActor(res), 'manage-access', 'shelf');
    await show(deps, req, res);
  });
  post('/can-bo/quy-tac-dang-nhap', (req, res) => add(deps, req, res));
  post('/can-bo/quy-tac-dang-nhap/:id/xoa', async (_req, res, { id }) => {
    const known = await deps.catalog.findAuthority('sign-in-rule', id);
    await removeSignInRule(deps, theActor(res), id);
    if (known !== null) {
      const { claim, value } = known.value;
      tellLog(res, {
        kind: 'deleted',
        targetKind: 'rule',
        targetId: id,
        details: { rule: `${claim} = ${value}` },
      });
    }
    res.redirect(303, signInRulesPath('da-bo'));
  });
  return router;
}
