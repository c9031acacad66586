import type { VNode } from 'preact';
import {
  SETTING_LABELS,
  SHELF_SETTINGS,
  type SavedSettings,
  type settingChanges,
  type ShelfSetting,
  type ShelfSettings,
} from '#server/site/shelf-settings.ts';
import { ChangedLine } from '#web/frame/authority-form.tsx';
import { ChangeList } from '#web/frame/change-list.tsx';
import { TextField, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { shelfSettingsPath } from '#web/paths/site.ts';
import { staffListsPath } from '#web/paths/vocabulary.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.shelfSettings;
const REQUIRED: readonly ShelfSetting[] = ['SHELF_NAME', 'SHELF_UNIT'];

export interface ShelfSettingsProps {
  readonly frame: PageFrame;
  /** What holds now. */
  readonly inForce: ShelfSettings;
  /** Those that the environment sets. */
  readonly given: ReadonlySet<string>;
  readonly form: FormState;
  readonly version: number;
  readonly changed: { readonly by: string; readonly at: string };
  /** Somebody saved since this form was opened. */
  readonly conflict: boolean;
  readonly notice: string | null;
  /** What was saved before, the newest first, without the present one. */
  readonly earlier: readonly EarlierSettings[];
}

export interface EarlierSettings {
  readonly version: number;
  readonly by: string;
  readonly at: string;
  /** What it says of each setting that may be saved here. */
  readonly saved: SavedSettings;
  /** What holds now beside what it says, where that is something else. */
  readonly changes: ReturnType<typeof settingChanges>;
}

const Fixed = ({ name, value }: { name: ShelfSetting; value: string }): VNode => (
  <div class="field" id={`o-${name}`}>
    <b>{SETTING_LABELS[name]}</b>
    <p class="help">{t.fixed(name)}</p>
    <p>{value === '' ? t.unset : value}</p>
  </div>
);

const Field = ({
  name,
  form,
  inForce,
  conflict,
}: { name: ShelfSetting } & Pick<ShelfSettingsProps, 'form' | 'inForce' | 'conflict'>): VNode => (
  <div class="stack">
    <TextField
      form={form}
      name={name}
      text={[SETTING_LABELS[name], t.help[name]]}
      required={REQUIRED.includes(name)}
      autocomplete="off"
    />
    {conflict && form.values[name] !== inForce[name] && (
      <p class="notice bad">{t.stored(inForce[name])}</p>
    )}
  </div>
);

const Conflict = ({ by, at }: ShelfSettingsProps['changed']): VNode => (
  <div class="notice bad stack" role="alert">
    <h2>{t.conflictTitle}</h2>
    <p>
      {t.conflictText} {t.savedBy(by, vi.units.moment(at))}
    </p>
  </div>
);

/** One version with what using it again would change; it goes the way of every save. */
const Earlier = ({ earlier, version }: { earlier: EarlierSettings; version: number }): VNode => (
  <details class="card">
    <summary>{t.earlierOf(earlier.version, earlier.by, vi.units.moment(earlier.at))}</summary>
    {earlier.changes.length === 0 ? (
      <p>{t.asNow}</p>
    ) : (
      <form class="stack" method="post" action={shelfSettingsPath()}>
        <ChangeList
          changes={earlier.changes.map(({ name, before, after }) => ({
            column: SETTING_LABELS[name],
            before,
            after,
          }))}
        />
        <input type="hidden" name="version" value={version} />
        {Object.entries(earlier.saved).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <p>
          <button class="button plain">{t.useAgain(earlier.version)}</button>
        </p>
      </form>
    )}
  </details>
);

/** What the shelf says of itself: each setting as a field, or as what the environment says. */
export const ShelfSettingsPage = (props: ShelfSettingsProps): VNode => {
  const { frame, inForce, given, form, version, changed, conflict, notice } = props;
  return (
    <StaffPage
      frame={frame}
      title={t.title}
      crumbs={[{ label: vi.lists.title, href: staffListsPath() }]}
      errors={form.errors}
      errorTitle={vi.authorityForm.errorTitle(Object.keys(form.errors).length)}
      notice={notice}
    >
      <div class="stack narrow">
        <p>{t.lead}</p>
        {conflict ? <Conflict {...changed} /> : <ChangedLine {...changed} />}
        <form class="stack" method="post" action={shelfSettingsPath()} noValidate>
          <input type="hidden" name="version" value={version} />
          {SHELF_SETTINGS.map((name) =>
            given.has(name) ? (
              <Fixed key={name} name={name} value={inForce[name]} />
            ) : (
              <Field key={name} {...{ name, form, inForce, conflict }} />
            ),
          )}
          {SHELF_SETTINGS.some((name) => !given.has(name)) && (
            <p>
              <button class="button">{vi.authorityForm.save}</button>
            </p>
          )}
        </form>
        {props.earlier.length > 0 && (
          <section class="stack" aria-labelledby="cac-ban">
            <h2 id="cac-ban">{t.earlier}</h2>
            <p class="help">{t.earlierHelp}</p>
            {props.earlier.map((earlier) => (
              <Earlier key={earlier.version} earlier={earlier} version={version} />
            ))}
          </section>
        )}
      </div>
    </StaffPage>
  );
};
