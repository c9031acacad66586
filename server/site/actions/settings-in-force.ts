import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { AuthorityCatalog } from '#server/vocabulary/authority-catalog.ts';
import {
  SETTINGS_ID,
  settingsInForce,
  type SavedSettings,
  type ShelfSettings,
} from '../shelf-settings.ts';

export type SettingsCatalog = AuthorityCatalog<{ 'shelf-settings': SavedSettings }>;

export interface LiveSettings<C> {
  /** One object for as long as the process lives; what the shelf says of itself changes in it. */
  readonly config: C;
  /**
   * Takes over what was saved in any process since it was last asked. Gives the public revision it
   * is as new as: whoever keeps a page keeps it under this one.
   */
  readonly refresh: () => Promise<number>;
}

/** The configuration of a process with what officials keep in the catalogue laid into it. */
export function liveSettings<C extends ShelfSettings & { readonly given: ReadonlySet<string> }>(
  started: C,
  catalog: SettingsCatalog & Pick<FactCatalog, 'publicRevision'>,
): LiveSettings<C> {
  const { given } = started;
  const config = { ...started, given };
  let [asked, taken, known] = [0, 0, -1];
  const refresh = async (): Promise<number> => {
    const turn = ++asked;
    // Before the settings: they are never older than the revision that is given back.
    const revision = await catalog.publicRevision();
    if (revision === known) return revision;
    const entry = await catalog.findAuthority('shelf-settings', SETTINGS_ID);
    // Whoever asked later may have been answered first.
    if (turn > taken) {
      [taken, known] = [turn, revision];
      Object.assign(config, settingsInForce(started, given, entry?.value ?? {}));
    }
    return revision;
  };
  return { config, refresh };
}
