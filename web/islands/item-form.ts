import { keepWhileTyping } from './item-form/keep.ts';
import { watchNames } from './item-form/names.ts';
import { watchSuggestions } from './item-form/suggestions.ts';

/** The record's form: proposals fill their field at once, names are offered while they are typed, and what is typed is kept. */
export function mount(form: HTMLElement): void {
  if (!(form instanceof HTMLFormElement)) return;
  watchSuggestions(form);
  watchNames(form);
  keepWhileTyping(form);
}
