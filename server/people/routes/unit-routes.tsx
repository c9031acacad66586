import type { Request, Response, Router } from 'express';
import { saveUnit } from '../actions/manage-units.ts';
import { unitSpace } from '#server/items/actions/unit-quota.ts';
import type { UnitForm } from '../unit-sheet.ts';
import { UNIT_KIND_LABELS, UNIT_KINDS, unitToday, type Unit } from '../unit.ts';
import { authorise, can } from '#server/workflow/access.ts';
import { AppError } from '#server/base/errors.ts';
import { showPartialDate } from '#server/base/partial-date.ts';
import type { FormErrors, FormValues } from '#web/frame/form-field.tsx';
import {
  StaffUnitPage,
  StaffUnitsPage,
  type UnitChoices,
  type UnitNode,
} from '#web/people/staff-units.tsx';
import { unitsPath } from '#web/paths/people.ts';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { param } from '#server/http/query.ts';
import { wordOf } from '#server/http/staff-form.ts';
import { createRoutes } from '#server/http/routes.ts';

function treeOf(units: readonly Unit[]): UnitNode[] {
  const byId = new Map(units.map((u) => [u.id, u]));
  const children = Map.groupBy(units, (u) =>
    u.parentId !== null && byId.has(u.parentId) ? u.parentId : '',
  );
  const node = (u: Unit): UnitNode => ({
    code: u.code,
    name: u.name,
    kind: UNIT_KIND_LABELS[u.kind],
    validTo: u.validTo === null ? null : showPartialDate(u.validTo),
    successor: u.successorId === null ? null : (byId.get(unitToday(units, u.id))?.name ?? null),
    below: (children.get(u.id) ?? [])
      .map(node)
      .toSorted((a, b) => a.name.localeCompare(b.name, 'vi')),
  });
  return (children.get('') ?? []).map(node);
}

const choicesOf = (units: readonly Unit[], but = ''): UnitChoices => ({
  kinds: UNIT_KINDS.map((value) => ({ value, label: UNIT_KIND_LABELS[value] })),
  units: units
    .filter((u) => u.code !== but)
    .map((u) => ({ value: u.code, label: u.name }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'vi')),
});

const inputOf = (body: Readonly<Record<string, unknown>>, code: string): UnitForm => ({
  code: code.toLowerCase(),
  name: wordOf(body, 'name'),
  kind: wordOf(body, 'kind'),
  parent: wordOf(body, 'parent'),
  validFrom: wordOf(body, 'validFrom'),
  validTo: wordOf(body, 'validTo'),
  successor: wordOf(body, 'successor'),
  quota: wordOf(body, 'quota'),
});

const shown = (date: string | null): string => (date === null ? '' : showPartialDate(date));

const valuesOf = (unit: Unit, units: readonly Unit[]): FormValues => {
  const code = (id: string | null): string => units.find((u) => u.id === id)?.code ?? '';
  return {
    name: unit.name,
    kind: unit.kind,
    parent: code(unit.parentId),
    validFrom: shown(unit.validFrom),
    validTo: shown(unit.validTo),
    successor: code(unit.successorId),
    quota: unit.quotaBytes == null ? '' : String(unit.quotaBytes / 1e9).replace('.', ','),
  };
};

function fieldErrors(error: unknown): { errors: FormErrors; status: number } {
  if (!(error instanceof AppError) || error.code !== 'invalid-input') throw error;
  return { errors: error.details.fields ?? { '': error.message }, status: HTTP_STATUS[error.kind] };
}

async function showTree(
  deps: AppDeps,
  req: Request,
  res: Response,
  values: FormValues = { kind: 'commune' },
  errors: FormErrors = {},
  status = 200,
): Promise<void> {
  const { catalog } = deps.storage;
  const units = await catalog.listUnits();
  await sendPage(
    deps,
    req,
    res,
    <StaffUnitsPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      roots={treeOf(units)}
      count={units.length}
      form={{ values, errors }}
      choices={can(theActor(res), 'manage-units', 'shelf') ? choicesOf(units) : null}
      notice={param(req.query['bao']) === 'da-luu' ? vi.unitTree.saved : null}
    />,
    { status },
  );
}

async function showOne(
  deps: AppDeps,
  req: Request,
  res: Response,
  code: string,
  values: FormValues | null,
  errors: FormErrors = {},
  status = 200,
): Promise<void> {
  const { catalog } = deps.storage;
  const units = await catalog.listUnits();
  const unit = units.find((u) => u.code === code);
  if (!unit) throw new AppError('unit-not-found', { code });
  await sendPage(
    deps,
    req,
    res,
    <StaffUnitPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      code={code}
      name={unit.name}
      form={{ values: values ?? valuesOf(unit, units), errors }}
      choices={choicesOf(units, code)}
      space={await unitSpace(deps, unit.id, false)}
    />,
    { status },
  );
}

async function addUnit(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const body = formBody(req);
  const input = inputOf(body, wordOf(body, 'code'));
  try {
    await saveUnit(deps, theActor(res), input, false);
    res.redirect(303, `${unitsPath()}?bao=da-luu`);
  } catch (error) {
    const { errors, status } = fieldErrors(error);
    await showTree(deps, req, res, { ...input }, errors, status);
  }
}

async function changeUnit(deps: AppDeps, req: Request, res: Response, code: string): Promise<void> {
  const input = inputOf(formBody(req), code);
  try {
    await saveUnit(deps, theActor(res), input, true);
    res.redirect(303, `${unitsPath()}?bao=da-luu`);
  } catch (error) {
    const { errors, status } = fieldErrors(error);
    await showOne(deps, req, res, code, { ...input }, errors, status);
  }
}

export function unitRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/don-vi', async (req, res) => {
    authorise(theActor(res), 'view-units', 'shelf');
    await showTree(deps, req, res);
  });

  post('/can-bo/don-vi', (req, res) => addUnit(deps, req, res));
  get('/can-bo/don-vi/:code', async (req, res, params) => {
    authorise(theActor(res), 'manage-units', 'shelf');
    await showOne(deps, req, res, params.code, null);
  });

  post('/can-bo/don-vi/:code', (req, res, { code }) => changeUnit(deps, req, res, code));
  return router;
}
