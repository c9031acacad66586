import type { VNode } from 'preact';
import type { TargetForm, WayKind } from '#server/delivery/target.ts';
import {
  ChoiceField,
  oneValue,
  TextField,
  type FormState,
  type Option,
} from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { deliveriesPath } from '#web/paths/delivery.ts';
import { vi } from '#web/text/vi.ts';

const words = vi.deliveries;
const t = words.form;

/** The sets of a group; chosen ones are posted under a name of the group's own. */
export interface SetChoice {
  readonly name: string;
  readonly label: string;
  readonly options: readonly Option[];
}

export interface StaffTargetFormProps {
  readonly frame: PageFrame;
  /** Null for a new one. */
  readonly name: string | null;
  readonly action: string;
  readonly form: FormState;
  /** Sets that may be chosen, by their groups. */
  readonly sets: readonly SetChoice[];
}

const FORMS: readonly TargetForm[] = ['package', 'list'];
const WAYS: readonly WayKind[] = ['download', 'folder', 'sftp', 'https'];

const Check = ({ form, name, label }: { form: FormState; name: string; label: string }): VNode => (
  <p>
    <label class="choice">
      <input type="checkbox" name={name} value="1" checked={oneValue(form.values, name) === '1'} />{' '}
      {label}
    </label>
  </p>
);

const WayParts = ({ form }: { form: FormState }): VNode => (
  <>
    <fieldset class="stack way-folder">
      <legend>{t.folderPart}</legend>
      <TextField form={form} name="folder" text={t.folder} />
    </fieldset>
    <fieldset class="stack way-sftp">
      <legend>{t.sftpPart}</legend>
      <div class="pair">
        <TextField form={form} name="host" text={t.host} choosing />
        <TextField form={form} name="port" text={t.port} choosing short />
      </div>
      <div class="pair">
        <TextField form={form} name="user" text={t.user} choosing />
        <TextField form={form} name="path" text={t.path} choosing />
      </div>
      <TextField form={form} name="hostKey" text={t.hostKey} choosing />
    </fieldset>
    <fieldset class="stack way-https">
      <legend>{t.httpsPart}</legend>
      <TextField form={form} name="address" text={t.address} choosing />
      <Check form={form} name="resumes" label={t.resumesYes} />
    </fieldset>
    <fieldset class="stack way-secret">
      <legend>{t.secretPart}</legend>
      <TextField form={form} name="secret" text={t.secret} choosing />
    </fieldset>
  </>
);

/** The form of a receiver; the parts of ways that are not chosen stay as they are typed. */
export const StaffTargetFormPage = ({
  frame,
  name,
  action,
  form,
  sets,
}: StaffTargetFormProps): VNode => (
  <StaffPage
    frame={frame}
    title={name === null ? words.targets.add : `${words.targets.change}: ${name}`}
    crumbs={[{ label: words.targets.title, href: deliveriesPath() }]}
    errors={form.errors}
    errorTitle={t.errorTitle}
  >
    <form class="stack narrow" method="post" action={action} noValidate>
      <input type="hidden" name="version" value={oneValue(form.values, 'version') || '0'} />
      <TextField form={form} name="name" text={t.name} required />
      <ChoiceField
        form={form}
        name="form"
        text={t.form}
        choosing
        kind="radio"
        options={FORMS.map((value) => ({ value, label: words.forms[value] }))}
      />
      <Check form={form} name="national" label={t.national} />
      <ChoiceField
        form={form}
        name="way"
        text={t.way}
        choosing
        kind="radio"
        options={WAYS.map((value) => ({ value, label: words.ways[value] }))}
      />
      <WayParts form={form} />
      <Check form={form} name="nightly" label={t.nightlyYes} />
      <h2>{t.sets[0]}</h2>
      <p class="help">{t.sets[1]}</p>
      {form.errors['sets'] !== undefined && (
        <p class="error" id="sets">
          {form.errors['sets']}
        </p>
      )}
      {sets.map(({ name: group, label, options }) => (
        <ChoiceField
          key={group}
          form={form}
          name={group}
          text={[label]}
          choosing
          kind="checkbox"
          options={options}
        />
      ))}
      <p>
        <button class="button">{t.save}</button>
      </p>
    </form>
  </StaffPage>
);
