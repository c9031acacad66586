import type { VNode } from 'preact';
import type { Role } from '#server/people/account.ts';
import { ChoiceField, SelectField, type FormState, type Option } from '#web/frame/form-field.tsx';
import { vi } from '#web/text/vi.ts';

const t = vi.people;

/** What the fields offer: only what this person may give. */
export interface PersonChoices {
  readonly units: readonly Option[];
  readonly roles: readonly Role[];
}

export const roleNames = (roles: readonly Role[]): string =>
  roles.map((role) => vi.roles[role][0]).join(', ');

/** Unit and roles. */
export const RightsFields = ({
  form,
  choices,
}: {
  form: FormState;
  choices: PersonChoices;
}): VNode => (
  <>
    <SelectField
      form={form}
      name="unitId"
      text={t.unitId as [string]}
      required
      options={[{ value: '', label: t.chooseUnit }, ...choices.units]}
    />
    <ChoiceField
      form={form}
      name="roles"
      text={t.roles as [string]}
      required
      kind="checkbox"
      options={choices.roles.map((role) => ({
        value: role,
        label: `${vi.roles[role][0]}: ${vi.roles[role][1]}`,
      }))}
    />
  </>
);
