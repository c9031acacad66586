import { autosaveWhileTyping } from './item-form/autosave.ts';

/** What is ticked and typed at the desk is saved at once, for whoever compares alone. */
export function mount(form: HTMLElement): void {
  if (form instanceof HTMLFormElement) autosaveWhileTyping(form);
}
