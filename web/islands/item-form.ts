import { autosaveWhileTyping } from './item-form/autosave.ts';
import { watchNames } from './item-form/names.ts';
import { watchSuggestions } from './item-form/suggestions.ts';

/**
 * The record's form fills a proposal in at once, offers names while they are typed, and autosaves
 * what is typed.
 */
export function mount(form: HTMLElement): void {
  if (!(form instanceof HTMLFormElement)) return;
  watchSuggestions(form);
  watchNames(form);
  autosaveWhileTyping(form);
}
