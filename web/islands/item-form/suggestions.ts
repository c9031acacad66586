const field = (
  form: HTMLFormElement,
  name: string,
): HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | null =>
  form.querySelector(
    `input[name="${name}"]:not([type=checkbox]), textarea[name="${name}"], select[name="${name}"]`,
  );

/** Puts one value where it belongs; false where the form has no such place. */
function fill(form: HTMLFormElement, posted: string, many: boolean): boolean {
  const at = posted.indexOf(':');
  const [name, value] = [posted.slice(0, at), posted.slice(at + 1)];
  const box = form.querySelector<HTMLInputElement>(
    `input[type=checkbox][name="${name}"][value="${CSS.escape(value)}"]`,
  );
  if (box) {
    box.checked = true;
    box.dispatchEvent(new Event('input', { bubbles: true }));
    return true;
  }
  const input = field(form, name);
  if (!input) return false;
  const lines =
    many && input.value.trim() !== ''
      ? [
          ...new Set([
            ...input.value
              .split('\n')
              .map((line) => line.trim())
              .filter((line) => line !== ''),
            value,
          ]),
        ]
      : [value];
  input.value = lines.join('\n');
  input.dispatchEvent(new Event('input', { bubbles: true }));
  return true;
}

const MANY = /^(?:compilers|lawRefs):/u;

/** Fills the field in place of sending the form; what is taken leaves the list. */
export function watchSuggestions(form: HTMLFormElement): void {
  form.addEventListener('click', (event) => {
    const button =
      event.target instanceof Element
        ? event.target.closest<HTMLButtonElement>('button[name=nhan], button[name=nhan-het]')
        : null;
    if (!button) return;
    const posted = button.name === 'nhan' ? [button.value] : (JSON.parse(button.value) as string[]);
    if (!posted.every((one) => fill(form, one, MANY.test(one)))) return;
    event.preventDefault();
    const panel = button.closest('details');
    const status = panel?.querySelector<HTMLElement>('[data-taken]');
    if (status) status.textContent = status.dataset['taken'] ?? '';
    const rows =
      button.name === 'nhan' ? [button.closest('li')] : [...(panel?.querySelectorAll('li') ?? [])];
    const next =
      rows.length === 1 ? (rows[0]?.nextElementSibling ?? rows[0]?.previousElementSibling) : null;
    for (const row of rows) row?.remove();
    if (button.name === 'nhan-het') button.remove();
    (next?.querySelector('button') ?? panel?.querySelector('summary'))?.focus();
  });
}
