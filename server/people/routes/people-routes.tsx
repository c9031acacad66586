import type { Router, Request, Response } from 'express';
import {
  changePerson,
  createPerson,
  disablePerson,
  getPerson,
  giveNewPassword,
  type PersonInput,
} from '../actions/manage-people.ts';
import { authorise, can, grantable, unitsSeen } from '#server/workflow/access.ts';
import { ROLES, type Account, type Actor } from '../account.ts';
import { AppError } from '#server/base/errors.ts';
import type { Unit } from '../unit.ts';
import type { FormErrors, FormValues } from '#web/frame/form-field.tsx';
import {
  StaffPeoplePage,
  StaffPersonPage,
  type FreshPassword,
  type PersonChoices,
  type PersonView,
} from '#web/people/staff-people.tsx';
import { peoplePath, personPath } from '#web/paths/people.ts';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { param } from '#server/http/query.ts';
import { listOf, wordOf } from '#server/http/staff-form.ts';
import { createRoutes } from '#server/http/routes.ts';

const PER_PAGE = 50;

const personView = (
  { id, username, displayName, unitId, roles, disabled }: Account,
  units: readonly Unit[],
): PersonView => ({
  id,
  username,
  displayName,
  unit: units.find((u) => u.id === unitId)?.name ?? unitId,
  roles,
  disabled,
});

/** The units and roles this actor may give: units that still work, within its reach. */
const choicesOf = (actor: Actor, units: readonly Unit[]): PersonChoices => ({
  roles: grantable(actor),
  units: units
    .filter(
      (u) =>
        u.successorId === null &&
        (actor.roles.includes('admin') || actor.reach === null || actor.reach.includes(u.id)),
    )
    .map((u) => ({ value: u.id, label: u.name }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'vi')),
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

export function peopleRoutes(deps: AppDeps): Router {
  const { catalog } = deps.storage;
  const { router, get, post } = createRoutes();

  const showList = async (
    req: Request,
    res: Response,
    values: FormValues = {},
    errors: FormErrors = {},
    status = 200,
  ): Promise<void> => {
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
  };

  interface Shown {
    readonly values?: FormValues;
    readonly errors?: FormErrors;
    readonly fresh?: FreshPassword;
    readonly notice?: string | null;
    readonly status?: number;
  }
  const showPerson = async (
    req: Request,
    res: Response,
    person: Account,
    more: Shown = {},
  ): Promise<void> => {
    const [actor, units] = [theActor(res), await catalog.listUnits()];
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
        choices={can(actor, 'manage-people', person) ? choicesOf(actor, units) : null}
      />,
      { status: more.status ?? 200 },
    );
  };

  get('/can-bo/tai-khoan', async (req, res) => {
    authorise(theActor(res), 'view-people', 'shelf');
    await showList(req, res);
  });

  post('/can-bo/tai-khoan', async (req, res) => {
    const body = formBody(req);
    const input = { ...inputOf(body), username: wordOf(body, 'username') };
    try {
      const { account, password } = await createPerson(deps, theActor(res), input);
      // Shown in the answer itself: a redirect would have to carry the password.
      res.setHeader('Cache-Control', 'no-store');
      await showPerson(req, res, account, { fresh: { username: account.username, password } });
    } catch (error) {
      const { errors, status } = fieldErrors(error);
      await showList(req, res, { ...input, roles: input.roles }, errors, status);
    }
  });

  get('/can-bo/tai-khoan/:id', async (req, res, params) => {
    await showPerson(req, res, await getPerson(deps, theActor(res), params.id), {
      notice: vi.people.notices[param(req.query['bao'])] ?? null,
    });
  });

  post('/can-bo/tai-khoan/:id/luu', async (req, res, params) => {
    const [actor, input] = [theActor(res), inputOf(formBody(req))];
    try {
      await changePerson(deps, actor, params.id, input);
      res.redirect(303, `${personPath(params.id)}?bao=da-luu`);
    } catch (error) {
      const { errors, status } = fieldErrors(error);
      await showPerson(req, res, await getPerson(deps, actor, params.id), {
        values: { ...input },
        errors,
        status,
      });
    }
  });

  for (const [path, disabled, notice] of [
    ['khoa', true, 'da-khoa'],
    ['mo', false, 'da-mo'],
  ] as const) {
    post(`/can-bo/tai-khoan/:id/${path}`, async (_req, res, params) => {
      await disablePerson(deps, theActor(res), params.id, disabled);
      res.redirect(303, `${personPath(params.id)}?bao=${notice}`);
    });
  }

  post('/can-bo/tai-khoan/:id/mat-khau', async (req, res, params) => {
    const password = await giveNewPassword(deps, theActor(res), params.id);
    const person = await getPerson(deps, theActor(res), params.id);
    res.setHeader('Cache-Control', 'no-store');
    await showPerson(req, res, person, {
      fresh: { username: person.username, password },
    });
  });

  return router;
}
