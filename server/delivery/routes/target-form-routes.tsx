import { tellMore } from '#server/audit/routes/tell-log.ts';
import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import { SET_GROUPS } from '#server/exchange/harvest-sets.ts';
import { nameOfSet, setNames } from '#server/exchange/oai/set-names.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { authorise } from '#server/workflow/access.ts';
import { StaffTargetFormPage, type SetChoice } from '#web/delivery/staff-target-form.tsx';
import type { FormState, FormValues } from '#web/frame/form-field.tsx';
import { newTargetPath, targetActionPath, targetPath } from '#web/paths/delivery.ts';
import { saveTarget, type SaveTarget } from '../actions/save-target.ts';
import type { Target, Way } from '../target.ts';
import { theTarget } from './the-target.ts';

const NEW: FormValues = { form: 'package', way: 'download', port: '22', version: '0' };

const nameOfGroup = (group: string): string => `set-${group}`;

/** The values that the form begins with. */
function valuesOf({ name, form, national, way, sets, nightly, version }: Target): FormValues {
  const yes = (is: boolean): string => (is ? '1' : '');
  const own: FormValues =
    way.kind === 'sftp'
      ? { ...way, port: String(way.port), path: way.folder, folder: '' }
      : way.kind === 'https'
        ? { ...way, resumes: yes(way.resumes) }
        : way.kind === 'folder'
          ? { ...way }
          : {};
  return {
    ...NEW,
    ...own,
    name,
    form,
    national: yes(national),
    way: way.kind,
    nightly: yes(nightly),
    ...Object.fromEntries(
      SET_GROUPS.map(([group]) => [
        nameOfGroup(group),
        sets.filter((spec) => spec.startsWith(`${group}:`)),
      ]),
    ),
    version: String(version),
  };
}

/** The sets somebody may choose: all that a record is in, those of the target among them. */
async function setChoices(
  deps: AppDeps,
  req: Request,
  target: Target | null,
): Promise<readonly SetChoice[]> {
  const { catalog } = deps.storage;
  const names = setNames(vocabularyFor(req), await catalog.listUnits());
  const specs = [...new Set([...(await catalog.listHarvestSets()), ...(target?.sets ?? [])])];
  return SET_GROUPS.map(([group, label]) => ({
    name: nameOfGroup(group),
    label,
    options: specs
      .filter((spec) => spec.startsWith(`${group}:`))
      .map((value) => ({ value, label: nameOfSet(names, value) })),
  })).filter(({ options }) => options.length > 0);
}

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  target: Target | null,
  form: FormState,
  status = 200,
): Promise<void> {
  await sendPage(
    deps,
    req,
    res,
    <StaffTargetFormPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      name={target?.name ?? null}
      action={target === null ? newTargetPath() : targetActionPath(target.id, 'sua')}
      form={form}
      sets={await setChoices(deps, req, target)}
    />,
    { status },
  );
}

const manyOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value])
    .filter((one): one is string => typeof one === 'string' && one !== '')
    .slice(0, 500);

const setsOf = (body: Readonly<Record<string, unknown>>): string[] =>
  SET_GROUPS.flatMap(([group]) => manyOf(body[nameOfGroup(group)]));

function wayOf(body: Readonly<Record<string, unknown>>): Way {
  const text = (name: string): string => param(body[name]).trim();
  switch (text('way')) {
    case 'folder':
      return { kind: 'folder', folder: text('folder') };
    case 'sftp':
      return {
        kind: 'sftp',
        host: text('host'),
        port: Number(text('port') || '22'),
        user: text('user'),
        folder: text('path') || '.',
        hostKey: text('hostKey'),
        secret: text('secret'),
      };
    case 'https':
      return {
        kind: 'https',
        address: text('address'),
        secret: text('secret'),
        resumes: text('resumes') === '1',
      };
    default:
      return { kind: 'download' };
  }
}

const inputOf = (body: Readonly<Record<string, unknown>>, target: Target | null): SaveTarget => ({
  id: target?.id ?? null,
  version: target === null ? 0 : Number(param(body['version'])) || 0,
  name: param(body['name']).normalize('NFC'),
  form: param(body['form']) === 'list' ? 'list' : 'package',
  national: param(body['national']) === '1',
  way: wayOf(body),
  sets: setsOf(body),
  nightly: param(body['nightly']) === '1',
});

/** Saves what was typed; a refusal shows it again, filled. */
async function save(
  deps: AppDeps,
  req: Request,
  res: Response,
  target: Target | null,
): Promise<void> {
  const body = formBody(req);
  const { EXPORT_FOLDER, SECRETS_FOLDER } = deps.config;
  const open = { folder: EXPORT_FOLDER !== '', secrets: SECRETS_FOLDER !== '' };
  try {
    const known = (await setChoices(deps, req, target)).flatMap(({ options }) =>
      options.map(({ value }) => value),
    );
    const saved = await saveTarget(deps, theActor(res), inputOf(body, target), open, known);
    tellMore(res, { targetId: saved.id, details: { name: saved.name } });
    res.redirect(303, targetPath(saved.id, { notice: 'da-luu' }));
  } catch (error) {
    if (!(error instanceof AppError) || !['invalid', 'conflict'].includes(error.kind)) throw error;
    const values = body as FormValues;
    const errors = error.details.fields ?? { name: error.message };
    await show(deps, req, res, target, { values, errors }, HTTP_STATUS[error.kind]);
  }
}

/** A receiver is made and changed here. */
export function targetFormRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/giao-nop/moi', async (req, res) => {
    authorise(theActor(res), 'manage-targets', 'shelf');
    await show(deps, req, res, null, { values: NEW, errors: {} });
  });
  post('/can-bo/giao-nop/moi', async (req, res) => {
    authorise(theActor(res), 'manage-targets', 'shelf');
    await save(deps, req, res, null);
  });
  get('/can-bo/giao-nop/noi/:id/sua', async (req, res, { id }) => {
    const target = await theTarget(deps, res, 'manage-targets', id);
    await show(deps, req, res, target, { values: valuesOf(target), errors: {} });
  });
  post('/can-bo/giao-nop/noi/:id/sua', async (req, res, { id }) =>
    save(deps, req, res, await theTarget(deps, res, 'manage-targets', id)),
  );
  return router;
}
