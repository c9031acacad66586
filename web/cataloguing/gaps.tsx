import type { VNode } from 'preact';
import type { FormErrors } from '#web/frame/form-field.tsx';
import { vi } from '#web/text/vi.ts';

const t = vi.gaps;

/** What an item still lacks before readers may see it. */
export interface GapsView {
  /** By field of the form, in the words with which publishing refuses it. */
  readonly missing: FormErrors;
  /** What a machine filled in and nobody has looked at: field of the form and its name. */
  readonly guessed: readonly (readonly [field: string, label: string])[];
}

/** Each line leads to its field, on the page that `at` names. */
export const Gaps = ({ gaps, at }: { gaps: GapsView; at: string }): VNode | null => {
  const missing = Object.entries(gaps.missing);
  if (missing.length === 0 && gaps.guessed.length === 0) return null;
  return (
    <section class="notice warn stack" aria-labelledby="thieu">
      <h2 id="thieu">{t.title(missing.length, gaps.guessed.length)}</h2>
      {missing.length > 0 && (
        <ul>
          {missing.map(([field, sentence]) => (
            <li key={field}>
              <a href={`${at}#${field}`}>{sentence}</a>
            </li>
          ))}
        </ul>
      )}
      {gaps.guessed.length > 0 && (
        <>
          <p>{t.guessed}</p>
          <ul>
            {gaps.guessed.map(([field, label]) => (
              <li key={field}>
                <a href={`${at}#${field}`}>{label}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};
