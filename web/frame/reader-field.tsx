import type { ComponentChildren, VNode } from 'preact';

interface Words {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  readonly error?: string | undefined;
}

/** What a control is called and described by. */
export const described = ({ name, help, error }: Words) => ({
  id: name,
  name,
  'aria-describedby':
    [help === undefined ? '' : `${name}-g`, error === undefined ? '' : `${name}-l`]
      .filter((id) => id !== '')
      .join(' ') || undefined,
  'aria-invalid': error === undefined ? undefined : ('true' as const),
});

/** Label, help and error above a control, in words that are given. */
export const ReaderField = ({
  name,
  label,
  help,
  error,
  children,
}: Words & { children: ComponentChildren }): VNode => (
  <div class={`field${error === undefined ? '' : ' wrong'}`}>
    <label for={name}>{label}</label>
    {help !== undefined && (
      <p class="help" id={`${name}-g`}>
        {help}
      </p>
    )}
    {error !== undefined && (
      <p class="error" id={`${name}-l`}>
        {error}
      </p>
    )}
    {children}
  </div>
);
