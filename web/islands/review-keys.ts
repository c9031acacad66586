import { readList, writeList } from './device-store.ts';

/** Holds `off` in the browser of whoever does not want single keys to do anything. */
const SWITCH = 'review-keys';

const find = <E extends HTMLElement>(selector: string): E | null =>
  document.querySelector<E>(selector);

/** What a key does while nobody types; false where there is nothing for it on this page. */
function press(key: string, element: HTMLElement): boolean {
  const target: Readonly<Record<string, () => HTMLElement | null>> = {
    ArrowRight: () => element.querySelector<HTMLElement>('[data-turn=next]'),
    ArrowLeft: () => element.querySelector<HTMLElement>('[data-turn=prev]'),
    x: () => find('[data-key=x]'),
    n: () => find('[data-key=n]'),
    t: () => find(`input[name=pages][value="${element.dataset['page'] ?? ''}"]`),
  };
  const clicked = /^[1-6]$/u.test(key)
    ? [...document.querySelectorAll<HTMLElement>('input[name=checks]')][Number(key) - 1]
    : target[key]?.();
  clicked?.click();
  if (clicked) return true;
  if (key === 'r') find('#reason')?.closest('details')?.setAttribute('open', '');
  const focused = { p: '#ranges', d: '[data-decide]', r: '#reason' }[key];
  const field = focused === undefined ? null : find(focused);
  field?.focus();
  return field !== null;
}

/** The button that a field of the form is finished with. */
function finish(field: Element): void {
  const button =
    field.id === 'reason'
      ? field.closest('details')?.querySelector('button')
      : field.closest('form')?.querySelector<HTMLElement>('[data-decide]');
  button?.click();
}

/**
 * Keys of whoever compares and approves: pages, checks, the decision, the next item. Single letters
 * can be switched off, and do nothing while somebody types (WCAG 2.1.4).
 */
export function mount(element: HTMLElement): void {
  const box = element.querySelector<HTMLInputElement>('[data-keys-on]');
  const help = box?.closest('details');
  if (help) help.hidden = false;
  if (box) {
    box.checked = !readList(SWITCH).includes('off');
    box.addEventListener('change', () => writeList(SWITCH, box.checked ? [] : ['off']));
  }
  document.addEventListener('keydown', (event) => {
    const at = event.target instanceof Element ? event.target : null;
    if (event.key === 'Enter' && event.ctrlKey && at?.closest('#kiem textarea, #kiem input')) {
      event.preventDefault();
      finish(at);
      return;
    }
    const typing = at?.closest('input:not([type=checkbox]), textarea, select, summary') ?? null;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || typing) return;
    const isLetter = !event.key.startsWith('Arrow');
    if (isLetter && box?.checked === false) return;
    if (press(event.key.startsWith('Arrow') ? event.key : event.key.toLowerCase(), element))
      event.preventDefault();
  });
}
