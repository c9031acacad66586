import type { VNode } from 'preact';
import { vi } from '#web/text/vi.ts';
import { oneValue, SelectField, type FormState, type Option } from '#web/frame/form-field.tsx';

export interface UnitChoice {
  /** The one that manages the item now. */
  readonly present: string;
  readonly options: readonly Option[];
}

/** Which unit manages the item; nothing where this person has no other to choose. */
export const UnitField = ({
  form,
  units,
}: {
  form: FormState;
  units: UnitChoice;
}): VNode | null => {
  // A unit that is not known any more stays the one that is chosen.
  const known = units.options.some(({ value }) => value === units.present);
  const options = known
    ? units.options
    : [{ value: units.present, label: units.present }, ...units.options];
  if (options.length < 2) return null;
  const typed = oneValue(form.values, 'unitId');
  // Without this option the browser would choose the first unit of the list for an item whose unit
  // may no longer be chosen.
  const unitId = options.some(({ value }) => value === typed) ? typed : units.present;
  return (
    <SelectField
      form={{ ...form, values: { ...form.values, unitId } }}
      name="unitId"
      text={vi.fields.unitId}
      required
      options={options}
    />
  );
};
