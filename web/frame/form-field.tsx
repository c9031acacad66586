import type { ComponentChildren, VNode } from 'preact';
import { readerWords } from '#web/text/reader-words.ts';

/** Vietnamese sentence per field name. */
export type FormErrors = Readonly<Record<string, string>>;

/** Values of a form as posted; a field sent several times is a list. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

/** Values as last posted (or as stored) and what is wrong with them. */
export interface FormState {
  readonly values: FormValues;
  readonly errors: FormErrors;
  /** What a machine filled in, and why, by field: nobody has looked at it yet. */
  readonly marks?: Readonly<Record<string, string>>;
}

export const oneValue = (values: FormValues, name: string): string => {
  const value = values[name];
  return value === undefined ? '' : typeof value === 'string' ? value : value.join('\n');
};
export const manyValues = (values: FormValues, name: string): readonly string[] => {
  const value = values[name];
  return value === undefined || value === '' ? [] : typeof value === 'string' ? [value] : value;
};

export interface FieldProps {
  readonly form: FormState;
  readonly name: string;
  /** Label and, when needed, a line of help. */
  readonly text: readonly [label: string, help?: string];
  readonly required?: boolean;
  /** Nothing is asked for here: the label does not say that it may be left out. */
  readonly choosing?: boolean;
}

const describe = ({ form, name, text }: FieldProps): string | undefined =>
  [
    text[1] === undefined ? '' : `${name}-g`,
    form.marks?.[name] === undefined ? '' : `${name}-m`,
    form.errors[name] === undefined ? '' : `${name}-l`,
  ]
    .filter((id) => id !== '')
    .join(' ') || undefined;

const Notes = ({ form, name, text }: FieldProps): VNode => (
  <>
    {text[1] !== undefined && (
      <p class="help" id={`${name}-g`}>
        {text[1]}
      </p>
    )}
    {form.marks?.[name] !== undefined && (
      <p class="help guessed" id={`${name}-m`}>
        {form.marks[name]}
      </p>
    )}
    {form.errors[name] !== undefined && (
      <p class="error" id={`${name}-l`}>
        {form.errors[name]}
      </p>
    )}
  </>
);

const labelText = ({ text, required, choosing }: FieldProps): string =>
  required || choosing ? text[0] : `${text[0]} ${readerWords.form.optional}`;

const Wrapped = ({ children, ...p }: FieldProps & { children: ComponentChildren }): VNode => (
  <div class={`field${p.form.errors[p.name] === undefined ? '' : ' wrong'}`}>
    <label for={p.name}>{labelText(p)}</label>
    <Notes {...p} />
    {children}
  </div>
);

const aria = (p: FieldProps) => ({
  'aria-describedby': describe(p),
  'aria-invalid': p.form.errors[p.name] === undefined ? undefined : ('true' as const),
});

export const TextField = (
  p: FieldProps & {
    type?: 'text' | 'password';
    autocomplete?: string;
    short?: boolean;
    autofocus?: boolean;
    list?: string;
  },
): VNode => {
  const control = {
    id: p.name,
    name: p.name,
    required: p.required,
    class: p.short ? 'short' : undefined,
    autocomplete: p.autocomplete ?? (p.list === undefined ? undefined : 'off'),
    list: p.list,
    autofocus: p.autofocus,
    ...aria(p),
  };
  return (
    <Wrapped {...p}>
      {p.type === 'password' ? (
        <input type="password" {...control} />
      ) : (
        <input {...control} value={oneValue(p.form.values, p.name)} />
      )}
    </Wrapped>
  );
};

/** `listed`: every line is an entry and stays one row, however narrow the screen. */
export const TextArea = (p: FieldProps & { rows?: number; listed?: boolean }): VNode => (
  <Wrapped {...p}>
    <textarea
      id={p.name}
      name={p.name}
      rows={p.rows ?? 4}
      required={p.required}
      class={p.listed === true ? 'listed' : undefined}
      {...aria(p)}
    >
      {oneValue(p.form.values, p.name)}
    </textarea>
  </Wrapped>
);

export interface Option {
  readonly value: string;
  readonly label: string;
}

export const SelectField = (p: FieldProps & { options: readonly Option[] }): VNode => {
  const chosen = oneValue(p.form.values, p.name);
  return (
    <Wrapped {...p}>
      <select id={p.name} name={p.name} required={p.required} {...aria(p)}>
        {p.options.map((o) => (
          <option key={o.value} value={o.value} selected={o.value === chosen}>
            {o.label}
          </option>
        ))}
      </select>
    </Wrapped>
  );
};

/** Radio buttons or checkboxes under one legend; the error summary jumps to the first. */
export const ChoiceField = (
  p: FieldProps & { kind: 'radio' | 'checkbox'; options: readonly Option[] },
): VNode => {
  const chosen = manyValues(p.form.values, p.name);
  const wrong = p.form.errors[p.name] !== undefined;
  return (
    <fieldset class={wrong ? 'wrong' : undefined} aria-describedby={describe(p)}>
      <legend>{labelText(p)}</legend>
      <Notes {...p} />
      <div class={p.options.length > 6 ? 'many' : 'options'}>
        {p.options.map((o, i) => (
          <label class="choice" key={o.value}>
            <input
              id={i === 0 ? p.name : undefined}
              type={p.kind}
              name={p.name}
              value={o.value}
              checked={chosen.includes(o.value)}
              aria-invalid={wrong ? 'true' : undefined}
            />{' '}
            {o.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
};
