import type { Request, Response, Router } from 'express';
import { AppError, type FieldErrors } from '#server/base/errors.ts';
import { harvestJob } from '#server/base/job.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { fromTable } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { assertFormRefusal, wordOf } from '#server/http/staff-form.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { fetchAddress } from '#server/links/actions/fetch-address.ts';
import { authorise } from '#server/workflow/access.ts';
import {
  StaffSourceFormPage,
  StaffSourcesPage,
  type StaffSourceFormProps,
} from '#web/imports/staff-sources.tsx';
import { importSourcesPath } from '#web/paths/imports.ts';
import { vi } from '#web/text/vi.ts';
import type { FormValues } from '#web/frame/form-field.tsx';
import { harvestOutgoing } from '../actions/harvest-outgoing.ts';
import { importUnits } from '../actions/import-units.ts';
import {
  getSource,
  readSourceState,
  saveSource,
  saveSourceState,
  sourceErrors,
  sourcesOf,
} from '../actions/keep-sources.ts';
import { testSource, type SourceReport } from '../actions/test-source.ts';
import type { ImportSourceEntry } from '../import-source.ts';
import { messages } from '../messages.ts';

const NOTICES: Readonly<Record<string, string>> = {
  'da-luu': vi.sources.saved,
  'da-xoa': vi.sources.removed,
  'da-xep': vi.sources.started,
};

const versionOf = (body: Readonly<Record<string, unknown>>): number =>
  Number(wordOf(body, 'version')) || 0;

const blank = (id: string, unitId: string): ImportSourceEntry => ({
  list: 'import-source',
  id,
  rank: 0,
  version: 0,
  changedAt: '',
  changedBy: '',
  value: {
    name: '',
    address: '',
    set: '',
    prefix: '',
    unitId,
    withFiles: false,
    nightly: false,
    newByItself: false,
    origin: '',
    accountId: '',
  },
});

const entryOf = (
  body: Readonly<Record<string, unknown>>,
  before: ImportSourceEntry,
): ImportSourceEntry => ({
  ...before,
  version: versionOf(body),
  value: {
    ...before.value,
    name: wordOf(body, 'name'),
    address: wordOf(body, 'address'),
    set: wordOf(body, 'set'),
    prefix: wordOf(body, 'prefix'),
    unitId: wordOf(body, 'unit'),
    withFiles: wordOf(body, 'withFiles') === '1',
    nightly: wordOf(body, 'nightly') === '1',
    newByItself: wordOf(body, 'newByItself') === '1',
  },
});

const valuesOf = ({ value }: ImportSourceEntry): FormValues => ({
  name: value.name,
  address: value.address,
  set: value.set,
  prefix: value.prefix,
  unit: value.unitId,
  withFiles: value.withFiles ? '1' : '',
  nightly: value.nightly ? '1' : '',
  newByItself: value.newByItself ? '1' : '',
});

async function showForm(
  deps: AppDeps,
  req: Request,
  res: Response,
  stored: ImportSourceEntry | null,
  edited: ImportSourceEntry,
  more: Partial<StaffSourceFormProps> = {},
  status = 200,
): Promise<void> {
  const units = await importUnits(deps, theActor(res));
  return sendPage(
    deps,
    req,
    res,
    <StaffSourceFormPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      stored={stored}
      version={edited.version}
      form={{ values: valuesOf(edited), errors: {} }}
      units={units.map(({ id, name }) => ({ value: id, label: name }))}
      tested={null}
      conflict={false}
      {...more}
    />,
    { status },
  );
}

/** What the repository answers; what it cannot be asked for is a fault of the form. */
async function askSource(
  deps: AppDeps,
  res: Response,
  edited: ImportSourceEntry,
): Promise<{ readonly report: SourceReport } | { readonly errors: FieldErrors }> {
  const outgoing = harvestOutgoing(deps.config);
  const errors = sourceErrors(edited, outgoing.allowed);
  if (Object.keys(errors).length > 0) return { errors };
  // Whoever goes away waits for nothing any more.
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  const tested = await testSource(
    {
      ...deps,
      fetch: (address, options) =>
        fetchAddress(outgoing, address, {
          ...options,
          deadline: Math.min(options.deadline, 20_000),
        }),
    },
    edited.value,
    gone.signal,
  );
  return 'fault' in tested
    ? { errors: { address: messages.sourceTestFailed(tested.fault) } }
    : tested;
}

async function submitForm(
  deps: AppDeps,
  req: Request,
  res: Response,
  stored: ImportSourceEntry | null,
): Promise<void> {
  const body = formBody(req);
  const actor = theActor(res);
  const edited = entryOf(body, stored ?? blank(deps.newId(), actor.unitId));
  const asked = await askSource(deps, res, edited);
  if ('errors' in asked) {
    const form = { values: valuesOf(edited), errors: asked.errors };
    return showForm(deps, req, res, stored, edited, { form }, 400);
  }
  if (wordOf(body, 'viec') === 'thu')
    return showForm(deps, req, res, stored, edited, { tested: asked.report });
  try {
    await saveSource(deps, actor, edited, stored);
    return res.redirect(303, importSourcesPath('da-luu'));
  } catch (error) {
    assertFormRefusal(error);
    const conflict = error.code === 'stale-version';
    const form = { values: valuesOf(edited), errors: error.details.fields ?? {} };
    const shown = conflict ? { ...edited, version: stored?.version ?? 0 } : edited;
    const status = HTTP_STATUS[error.kind];
    return showForm(deps, req, res, stored, shown, { conflict, form }, status);
  }
}

async function showSources(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { catalog } = deps.storage;
  const units = new Map((await catalog.listUnits()).map((unit) => [unit.id, unit.name]));
  const rows = await Promise.all(
    (await sourcesOf(deps, theActor(res))).map(async ({ id, version, value }) => ({
      id,
      version,
      name: value.name,
      address: value.address,
      unit: units.get(value.unitId) ?? '',
      nightly: value.nightly,
      state: await readSourceState(deps, id),
    })),
  );
  await sendPage(
    deps,
    req,
    res,
    <StaffSourcesPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      rows={rows}
      notice={fromTable(NOTICES, req.query['bao'])}
    />,
  );
}

/** The source as somebody saw it. Throws `stale-version` when it is another by now. */
async function seenSource(
  deps: AppDeps,
  req: Request,
  res: Response,
  id: string,
): Promise<ImportSourceEntry> {
  const source = await getSource(deps, theActor(res), id);
  if (source.version !== versionOf(formBody(req)))
    throw new AppError('stale-version', { sourceId: id });
  return source;
}

/** Repositories that are harvested: those of the person's units, the form, what is done with one. */
export function sourceRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/nguon-nhap', async (req, res) => {
    authorise(theActor(res), 'import', 'shelf');
    await showSources(deps, req, res);
  });
  get('/can-bo/nguon-nhap/moi', async (req, res) => {
    authorise(theActor(res), 'import', 'shelf');
    await showForm(deps, req, res, null, blank('', theActor(res).unitId));
  });
  post('/can-bo/nguon-nhap/moi', async (req, res) => {
    authorise(theActor(res), 'import', 'shelf');
    await submitForm(deps, req, res, null);
  });
  get('/can-bo/nguon-nhap/:id', async (req, res, { id }) => {
    const source = await getSource(deps, theActor(res), id);
    await showForm(deps, req, res, source, source);
  });
  post('/can-bo/nguon-nhap/:id', async (req, res, { id }) =>
    submitForm(deps, req, res, await getSource(deps, theActor(res), id)),
  );
  post('/can-bo/nguon-nhap/:id/thu-thap', async (req, res, { id }) => {
    const source = await seenSource(deps, req, res, id);
    const state = await readSourceState(deps, source.id);
    await saveSourceState(deps, source.id, { ...state, outcome: 'waiting', note: '' });
    await deps.queue.submit([harvestJob(source.id, theActor(res).accountId)]);
    deps.wakeJobs();
    res.redirect(303, importSourcesPath('da-xep'));
  });
  post('/can-bo/nguon-nhap/:id/xoa', async (req, res, { id }) => {
    const source = await seenSource(deps, req, res, id);
    await deps.catalog.deleteAuthority('import-source', source.id);
    res.redirect(303, importSourcesPath('da-xoa'));
  });
  return router;
}
