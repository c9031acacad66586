import { watchSuggestions } from './item-form/suggestions.ts';

/** The record's form: proposals fill their field at once. */
export function mount(form: HTMLElement): void {
  if (form instanceof HTMLFormElement) watchSuggestions(form);
}
