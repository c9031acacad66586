import { setUpTyping } from './typing.ts';

/** Tones typed in the boxes of a whole page. */
export function mount(element: HTMLElement): void {
  setUpTyping(element);
}
