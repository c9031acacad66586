const KEY = 'doc';

type Saved = Record<string, string>;

const read = (): Saved => {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof saved === 'object' && saved !== null ? (saved as Saved) : {};
  } catch {
    return {};
  }
};

/** Restores and remembers the radio buttons; the style sheet does the rest. */
export const mount = (form: HTMLElement): void => {
  const radios = [...form.querySelectorAll<HTMLInputElement>('input[type=radio]')];
  const saved = read();
  for (const radio of radios) if (saved[radio.name] === radio.value) radio.checked = true;
  form.addEventListener('change', () => {
    const chosen = Object.fromEntries(
      radios.filter((r) => r.checked).map((r) => [r.name, r.value]),
    );
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch {
      /* Private windows may refuse: the choice then lasts for this page. */
    }
  });
  const note = document.createElement('p');
  note.className = 'meta';
  note.textContent = form.dataset['note'] ?? '';
  form.append(note);
};
