import type { VNode } from 'preact';
import type { FormErrors } from './form-field.tsx';

/**
 * Lists what has to be mended; each line links to its field. A message under the empty name belongs
 * to the whole form.
 */
export const ErrorSummary = ({
  heading,
  errors,
}: {
  heading: string;
  errors: FormErrors;
}): VNode | null => {
  const entries = Object.entries(errors);
  if (entries.length === 0) return null;
  return (
    <div class="notice bad" role="alert" aria-labelledby="loi-h">
      <h2 id="loi-h">{heading}</h2>
      <ul>
        {entries.map(([name, message]) => (
          <li key={name}>{name === '' ? message : <a href={`#${name}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  );
};
