import type { Router, Request, Response } from 'express';
import { getLibrary, libraryObject, saveLibrary } from '../actions/keep-holdings.ts';
import { authorise, can } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { LibraryKind, LibraryEntry } from '../library.ts';
import {
  StaffLibraryFormPage,
  StaffLibrariesPage,
  type StaffLibraryFormProps,
} from '#web/holdings/staff-libraries.tsx';
import { librariesPath } from '#web/paths/holdings.ts';
import type { FormValues } from '#web/frame/form-field.tsx';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { param } from '#server/http/query.ts';
import { assertFormRefusal, wordOf } from '#server/http/staff-form.ts';
import { createRoutes } from '#server/http/routes.ts';

const FIELDS = ['name', 'address', 'phone', 'hours', 'keeper', 'founded'] as const;

const blank = (id: string, unitId: string): LibraryEntry => ({
  list: 'place',
  id,
  rank: 0,
  version: 0,
  changedAt: '',
  changedBy: '',
  value: {
    unitId,
    name: '',
    kind: 'tu-sach',
    address: '',
    phone: '',
    hours: '',
    keeper: '',
    founded: '',
    closed: false,
  },
});

function entryOf(body: Readonly<Record<string, unknown>>, before: LibraryEntry): LibraryEntry {
  const words = Object.fromEntries(FIELDS.map((name) => [name, wordOf(body, name)])) as Pick<
    LibraryEntry['value'],
    (typeof FIELDS)[number]
  >;
  return {
    ...before,
    version: Number(wordOf(body, 'version')) || 0,
    value: {
      ...words,
      kind: wordOf(body, 'kind') as LibraryKind,
      unitId: wordOf(body, 'unit'),
      closed: wordOf(body, 'closed') === '1',
    },
  };
}

const valuesOf = ({ value: { unitId, closed, ...words } }: LibraryEntry): FormValues => ({
  ...words,
  unit: unitId,
  closed: closed ? '1' : '',
});

async function unitsOf(deps: AppDeps, actor: Actor) {
  const { catalog } = deps.storage;
  return (await catalog.listUnits())
    .filter((unit) => unit.successorId === null && can(actor, 'manage-place', { placeOf: unit.id }))
    .map(({ id, name }) => ({ value: id, label: name }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'vi'));
}

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  stored: LibraryEntry | null,
  edited: LibraryEntry,
  more: Partial<StaffLibraryFormProps> = {},
  status = 200,
): Promise<void> {
  return sendPage(
    deps,
    req,
    res,
    <StaffLibraryFormPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      stored={stored}
      version={edited.version}
      form={{ values: valuesOf(edited), errors: {} }}
      units={await unitsOf(deps, theActor(res))}
      conflict={false}
      {...more}
    />,
    { status },
  );
}

async function save(
  deps: AppDeps,
  req: Request,
  res: Response,
  stored: LibraryEntry | null,
): Promise<void> {
  const edited = entryOf(formBody(req), stored ?? blank(deps.newId(), ''));
  try {
    await saveLibrary(deps, theActor(res), edited, stored);
    res.redirect(303, librariesPath('da-luu'));
  } catch (error) {
    assertFormRefusal(error);
    const conflict = error.code === 'stale-version';
    await show(
      deps,
      req,
      res,
      stored,
      conflict ? { ...edited, version: stored?.version ?? 0 } : edited,
      { conflict, form: { values: valuesOf(edited), errors: error.details.fields ?? {} } },
      HTTP_STATUS[error.kind],
    );
  }
}

async function showLibraries(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { catalog } = deps.storage;
  const actor = theActor(res);
  authorise(actor, 'view-holdings', 'shelf');
  const units = new Map((await catalog.listUnits()).map((unit) => [unit.id, unit.name]));
  const rows = (await catalog.listAuthority('place'))
    .filter((place) => can(actor, 'view-holdings', libraryObject(place)))
    .map(({ id, value }) => ({
      id,
      name: value.name,
      kind: vi.libraries.kinds[value.kind],
      address: value.address,
      unit: units.get(value.unitId) ?? '',
      closed: value.closed,
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'vi'));
  await sendPage(
    deps,
    req,
    res,
    <StaffLibrariesPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      rows={rows}
      notice={param(req.query['bao']) === 'da-luu' ? vi.libraries.saved : null}
      mayAdd={can(actor, 'manage-place', 'shelf')}
      mayImport={rows.length > 0 && can(actor, 'keep-holdings', 'shelf')}
    />,
  );
}

/** Places of printed copies: those the person reaches, and the form. */
export function libraryRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();

  get('/can-bo/ban-in', (req, res) => showLibraries(deps, req, res));
  get('/can-bo/ban-in/moi/sua', async (req, res) => {
    authorise(theActor(res), 'manage-place', 'shelf');
    await show(deps, req, res, null, blank('', theActor(res).unitId));
  });

  post('/can-bo/ban-in/moi/sua', async (req, res) => {
    authorise(theActor(res), 'manage-place', 'shelf');
    await save(deps, req, res, null);
  });

  get('/can-bo/ban-in/:id/sua', async (req, res, params) => {
    const place = await getLibrary(deps, params.id);
    authorise(theActor(res), 'manage-place', libraryObject(place));
    await show(deps, req, res, place, place);
  });

  post('/can-bo/ban-in/:id/sua', async (req, res, params) => {
    const place = await getLibrary(deps, params.id);
    authorise(theActor(res), 'manage-place', libraryObject(place));
    await save(deps, req, res, place);
  });

  return router;
}
