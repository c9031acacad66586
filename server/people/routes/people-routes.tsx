import type { Request, Response, Router } from 'express';
import {
  changePerson,
  createPerson,
  disablePerson,
  getPerson,
  giveNewPassword,
  type PersonInput,
} from '../actions/manage-people.ts';
import { endSessionsOf, listSessionsOf } from '../actions/sessions-of.ts';
import { actorToday } from '../actions/who-is.ts';
import { untieIdentityOf } from '../actions/own-identity.ts';
import { doneTo, tellLog } from '#server/audit/routes/tell-log.ts';
import { choicesOf } from './person-choices.ts';
import { tellChanges, tellMade } from './tell-changes.ts';
import { resetSecondFactor } from '../actions/second-factor.ts';
import { authorise, can, unitsSeen } from '#server/workflow/access.ts';
import { RIGHTS, scopeOf } from '#server/workflow/rights.ts';
import { ROLES, type Account } from '../account.ts';
import { showPartialDate } from '#server/base/partial-date.ts';
import { dayInVietnam, daysAfter } from '#server/base/vietnam-time.ts';
import { AppError } from '#server/base/errors.ts';
import type { Unit } from '../unit.ts';
import type { FormErrors, FormValues } from '#web/frame/form-field.tsx';
import {
  StaffPeoplePage,
  StaffPersonPage,
  type FreshPassword,
  type PersonView,
} from '#web/people/staff-people.tsx';
import { deedsPath } from '#web/paths/audit.ts';
import { peoplePath, personPath } from '#web/paths/people.ts';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { fromTable, param } from '#server/http/query.ts';
import { listOf, wordOf } from '#server/http/staff-form.ts';
import { createRoutes } from '#server/http/routes.ts';

const PER_PAGE = 50;

/** The day a week ago, as filters take it. */
const weekAgo = (now: string): string => showPartialDate(daysAfter(dayInVietnam(now), -7));

const personView = (
  { id, username, displayName, unitId, roles, disabled, secondFactor, identity = null }: Account,
  units: readonly Unit[],
): PersonView => ({
  id,
  username,
  displayName,
  unit: units.find((u) => u.id === unitId)?.name ?? unitId,
  roles,
  disabled,
  secondFactor: Boolean(secondFactor),
  identity,
});

const inputOf = (body: Readonly<Record<string, unknown>>): PersonInput => ({
  displayName: wordOf(body, 'displayName'),
  unitId: wordOf(body, 'unitId'),
  roles: ROLES.filter((role) => listOf(body, 'roles').includes(role)),
});

/** Field errors of a refused form; other faults go on. */
function fieldErrors(error: unknown): { errors: FormErrors; status: number } {
  if (!(error instanceof AppError) || !['invalid-input', 'duplicate-username'].includes(error.code))
    throw error;
  return {
    errors: error.details.fields ?? { username: error.message },
    status: HTTP_STATUS[error.kind],
  };
}

async function showList(
  deps: AppDeps,
  req: Request,
  res: Response,
  values: FormValues = {},
  errors: FormErrors = {},
  status = 200,
): Promise<void> {
  const { catalog } = deps.storage;
  const [actor, units, after] = [
    theActor(res),
    await catalog.listUnits(),
    param(req.query['sau']) || null,
  ];
  const page = await catalog.listAccounts({ unitIds: unitsSeen(actor), limit: PER_PAGE, after });
  await sendPage(
    deps,
    req,
    res,
    <StaffPeoplePage
      frame={pageFrame(deps, req, res, { noindex: true })}
      people={page.rows.map((account) => personView(account, units))}
      next={page.next === null ? null : peoplePath(page.next)}
      first={after === null ? null : peoplePath()}
      form={{ values, errors }}
      choices={can(actor, 'manage-people', 'shelf') ? choicesOf(actor, units) : null}
    />,
    { status },
  );
}

interface Shown {
  readonly values?: FormValues;
  readonly errors?: FormErrors;
  readonly fresh?: FreshPassword;
  readonly notice?: string | null;
  readonly status?: number;
}

async function showPerson(
  deps: AppDeps,
  req: Request,
  res: Response,
  person: Account,
  more: Shown = {},
): Promise<void> {
  const { catalog } = deps.storage;
  const [actor, units] = [theActor(res), await catalog.listUnits()];
  const may = can(actor, 'manage-people', person);
  const reach = await actorToday(deps, person);
  await sendPage(
    deps,
    req,
    res,
    <StaffPersonPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      person={personView(person, units)}
      you={person.id === actor.accountId}
      fresh={more.fresh ?? null}
      notice={more.notice ?? null}
      form={{
        values: more.values ?? {
          displayName: person.displayName,
          unitId: person.unitId,
          roles: person.roles,
        },
        errors: more.errors ?? {},
      }}
      choices={may ? choicesOf(actor, units) : null}
      rights={RIGHTS.map((right) => ({ right, scope: scopeOf(reach, right) }))}
      twoPersons={reach.twoPersons}
      sessions={may ? await listSessionsOf(deps, actor, person) : null}
      did={
        can(actor, 'view-security-log', 'shelf')
          ? deedsPath({ person: person.username, from: weekAgo(deps.now()) })
          : null
      }
    />,
    { status: more.status ?? 200 },
  );
}

async function addPerson(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const body = formBody(req);
  const input = { ...inputOf(body), username: wordOf(body, 'username') };
  try {
    const { account, password } = await createPerson(deps, theActor(res), input);
    tellMade(res, account);
    // Shown in the answer itself: a redirect would have to carry the password.
    res.setHeader('Cache-Control', 'no-store');
    await showPerson(deps, req, res, account, { fresh: { username: account.username, password } });
  } catch (error) {
    const { errors, status } = fieldErrors(error);
    await showList(deps, req, res, { ...input, roles: input.roles }, errors, status);
  }
}

async function showStored(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  await showPerson(deps, req, res, await getPerson(deps, theActor(res), id), {
    notice: fromTable(vi.people.notices, req.query['bao']),
  });
}

async function saveChange(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const [actor, input] = [theActor(res), inputOf(formBody(req))];
  try {
    const before = await getPerson(deps, actor, id);
    tellChanges(res, before, await changePerson(deps, actor, id, input));
    res.redirect(303, `${personPath(id)}?bao=da-luu`);
  } catch (error) {
    const { errors, status } = fieldErrors(error);
    await showPerson(deps, req, res, await getPerson(deps, actor, id), {
      values: { ...input },
      errors,
      status,
    });
  }
}

async function givePassword(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const password = await giveNewPassword(deps, theActor(res), id);
  const person = await getPerson(deps, theActor(res), id);
  tellLog(res, { kind: 'password-reset', ...doneTo(person) });
  res.setHeader('Cache-Control', 'no-store');
  await showPerson(deps, req, res, person, {
    fresh: { username: person.username, password },
  });
}

export function peopleRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();

  get('/can-bo/tai-khoan', async (req, res) => {
    authorise(theActor(res), 'view-people', 'shelf');
    await showList(deps, req, res);
  });

  post('/can-bo/tai-khoan', (req, res) => addPerson(deps, req, res));
  get('/can-bo/tai-khoan/:id', (req, res, { id }) => showStored(deps, req, res, id));
  post('/can-bo/tai-khoan/:id/luu', (req, res, { id }) => saveChange(deps, req, res, id));
  for (const [path, disabled, notice] of [
    ['khoa', true, 'da-khoa'],
    ['mo', false, 'da-mo'],
  ] as const) {
    post(`/can-bo/tai-khoan/:id/${path}`, async (_req, res, params) => {
      const person = await disablePerson(deps, theActor(res), params.id, disabled);
      tellLog(res, { kind: disabled ? 'account-disabled' : 'account-enabled', ...doneTo(person) });
      res.redirect(303, `${personPath(params.id)}?bao=${notice}`);
    });
  }

  post('/can-bo/tai-khoan/:id/hai-buoc', async (_req, res, { id }) => {
    const actor = theActor(res);
    await resetSecondFactor({ catalog: deps.storage.catalog }, actor, id);
    const person = await deps.storage.catalog.getAccount(id);
    tellLog(res, { kind: 'second-factor-reset', ...doneTo(person) });
    res.redirect(303, `${personPath(id)}?bao=da-xoa-ma`);
  });
  post('/can-bo/tai-khoan/:id/bo-gan', async (_req, res, { id }) => {
    await untieIdentityOf({ catalog: deps.storage.catalog }, theActor(res), id);
    const person = await deps.storage.catalog.getAccount(id);
    tellLog(res, { kind: 'identity-untied', ...doneTo(person) });
    res.redirect(303, `${personPath(id)}?bao=da-bo-gan`);
  });
  post('/can-bo/tai-khoan/:id/phien', async (req, res, { id }) => {
    const one = wordOf(formBody(req), 'phien');
    const person = await endSessionsOf(deps, theActor(res), id, one === '' ? null : one);
    tellLog(res, { kind: 'session-ended', ...doneTo(person) });
    res.redirect(303, `${personPath(id)}?bao=het-phien`);
  });
  post('/can-bo/tai-khoan/:id/mat-khau', (req, res, { id }) => givePassword(deps, req, res, id));
  return router;
}
