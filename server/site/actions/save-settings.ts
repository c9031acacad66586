import { refuseErrors } from '#server/base/form-errors.ts';
import type { Actor } from '#server/people/account.ts';
import { authorise } from '#server/workflow/access.ts';
import {
  SETTINGS_ID,
  settingErrors,
  type SavedSettings,
  type SettingsEntry,
} from '../shelf-settings.ts';
import type { SettingsCatalog } from './settings-in-force.ts';

/** The settings as they were saved last; version 0 before the first time. */
export async function readSettings(catalog: SettingsCatalog): Promise<SettingsEntry> {
  const entry = await catalog.findAuthority('shelf-settings', SETTINGS_ID);
  return (
    entry ?? {
      list: 'shelf-settings',
      id: SETTINGS_ID,
      rank: 0,
      version: 0,
      changedAt: '',
      changedBy: '',
      value: {},
    }
  );
}

/**
 * Saves what was typed over what was saved before; a setting that is not typed (the environment has
 * it) keeps what it had. `version` is the one that the form began from. Throws `not-allowed`,
 * `invalid-input` and `stale-version`.
 */
export async function saveSettings(
  { catalog, now }: { readonly catalog: SettingsCatalog; readonly now: () => string },
  actor: Actor,
  version: number,
  typed: SavedSettings,
): Promise<SettingsEntry> {
  authorise(actor, 'manage-shelf', 'shelf');
  refuseErrors(settingErrors(typed));
  const before = await readSettings(catalog);
  return catalog.saveAuthority({
    ...before,
    version,
    changedAt: now(),
    changedBy: actor.displayName,
    value: { ...before.value, ...typed },
  });
}
