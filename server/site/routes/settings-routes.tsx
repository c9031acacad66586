import type { Request, Response, Router } from 'express';
import { tellLog } from '#server/audit/routes/tell-log.ts';
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
import type { FormErrors, FormValues } from '#web/frame/form-field.tsx';
import { shelfSettingsPath } from '#web/paths/site.ts';
import { ShelfSettingsPage, type EarlierSettings } from '#web/site/staff-settings.tsx';
import { vi } from '#web/text/vi.ts';
import { readSettings, saveSettings } from '../actions/save-settings.ts';
import {
  SETTINGS_ID,
  SHELF_SETTINGS,
  settingChanges,
  type SavedSettings,
  type ShelfSettings,
} from '../shelf-settings.ts';

/** A copy: the configuration itself changes with the next refresh. */
const inForce = ({ config }: AppDeps): ShelfSettings =>
  Object.fromEntries(SHELF_SETTINGS.map((name) => [name, config[name]])) as ShelfSettings;

/** What a form brings along, one line each; what the environment says is not asked for. */
const typedIn = (
  body: Readonly<Record<string, unknown>>,
  given: ReadonlySet<string>,
): SavedSettings =>
  Object.fromEntries(
    SHELF_SETTINGS.filter((name) => !given.has(name) && name in body).map((name) => [
      name,
      wordOf(body, name).replace(/[\s\p{Cc}]+/gu, ' '),
    ]),
  );

/** What was saved before; the environment's own settings are no part of it. */
async function earlierOf(
  { catalog, config }: AppDeps,
  now: ShelfSettings,
): Promise<EarlierSettings[]> {
  const [, ...before] = await catalog.authorityVersions('shelf-settings', SETTINGS_ID);
  return before.map(({ version, changedBy, changedAt, value }) => {
    const saved: SavedSettings = Object.fromEntries(
      SHELF_SETTINGS.flatMap((name) =>
        config.given.has(name) || value[name] === undefined ? [] : [[name, value[name]] as const],
      ),
    );
    const changes = settingChanges(now, { ...now, ...saved });
    return { version, by: changedBy, at: changedAt, saved, changes };
  });
}

interface Shown {
  readonly values?: FormValues;
  readonly errors?: FormErrors;
  readonly conflict?: boolean;
  /** The version that a refused form began from. */
  readonly version?: number;
  readonly status?: number;
}

async function show(deps: AppDeps, req: Request, res: Response, more: Shown = {}): Promise<void> {
  await deps.refreshSettings();
  const [now, entry] = [inForce(deps), await readSettings(deps.catalog)];
  const notices = { 'da-luu': vi.shelfSettings.saved, nguyen: vi.shelfSettings.unchanged };
  await sendPage(
    deps,
    req,
    res,
    <ShelfSettingsPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      inForce={now}
      given={deps.config.given}
      form={{ values: { ...now, ...more.values }, errors: more.errors ?? {} }}
      version={more.version ?? entry.version}
      changed={{ by: entry.changedBy, at: entry.changedAt }}
      conflict={more.conflict ?? false}
      notice={fromTable(notices, req.query['bao'])}
      earlier={await earlierOf(deps, now)}
    />,
    { status: more.status ?? 200 },
  );
}

async function save(deps: AppDeps, req: Request, res: Response): Promise<void> {
  authorise(theActor(res), 'manage-shelf', 'shelf');
  const body = formBody(req);
  const typed = typedIn(body, deps.config.given);
  const version = Number(wordOf(body, 'version')) || 0;
  const before = inForce(deps);
  try {
    await saveSettings(deps, theActor(res), version, typed);
  } catch (error) {
    assertFormRefusal(error);
    const status = HTTP_STATUS[error.kind];
    return error.code === 'stale-version'
      ? show(deps, req, res, { values: typed, conflict: true, status })
      : show(deps, req, res, {
          values: typed,
          errors: error.details.fields ?? {},
          version,
          status,
        });
  }
  await deps.refreshSettings();
  const changes = settingChanges(before, inForce(deps));
  for (const { name, ...values } of changes)
    tellLog(res, {
      kind: 'setting-changed',
      targetKind: 'setting',
      targetId: name,
      details: values,
    });
  res.redirect(303, shelfSettingsPath(changes.length > 0 ? 'da-luu' : 'nguyen'));
}

/** What the shelf says of itself, kept by its administrators. */
export function settingsRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/thong-tin-tu-sach', async (req, res) => {
    authorise(theActor(res), 'manage-shelf', 'shelf');
    await show(deps, req, res);
  });
  post('/can-bo/thong-tin-tu-sach', (req, res) => save(deps, req, res));
  return router;
}
