import { choosable, isShown, type Term, type Terms } from '#server/vocabulary/term.ts';
import { vi } from '#web/text/vi.ts';
import type { Option } from './form-field.tsx';

/** What a form offers of a list, and what is chosen already even where it is hidden. */
export const termOptions = (terms: Terms<Term>, chosen: readonly string[]): Option[] =>
  choosable(terms, chosen).map((term) => ({
    value: term.code,
    label: isShown(term) ? term.label : `${term.label} (${vi.authorityForm.hidden.toLowerCase()})`,
  }));
