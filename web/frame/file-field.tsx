import type { ComponentChildren, VNode } from 'preact';
import type { FormErrors } from './form-field.tsx';
import { described, ReaderField } from './reader-field.tsx';

interface FileFieldProps {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly errors: FormErrors;
  readonly input: Readonly<
    Partial<Record<'required' | 'multiple' | 'webkitdirectory', true> & { accept: string }>
  >;
  /** What stands between the notes and the control. */
  readonly children?: ComponentChildren;
}

/** A control that takes files, with its help and what was wrong with the last ones. */
export const FileField = ({
  name,
  label,
  help,
  errors,
  input,
  children,
}: FileFieldProps): VNode => {
  const words = { name, label, help, error: errors[name] };
  return (
    <ReaderField {...words}>
      {children}
      <input type="file" {...described(words)} {...input} />
    </ReaderField>
  );
};

/** The endings of the tables that the shelf reads. */
export const TABLES = '.csv,.tsv,.txt,.xlsx,.xlsm';

/** The one control of a form that takes a sheet. */
export const SheetField = ({
  label,
  help,
  errors,
}: Pick<FileFieldProps, 'label' | 'help' | 'errors'>): VNode => (
  <FileField
    name="sheet"
    label={label}
    help={help}
    errors={errors}
    input={{ required: true, accept: TABLES }}
  />
);
