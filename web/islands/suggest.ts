const WAIT_MS = 150;
const SHOWN = 8;

const suggestionsOf = async (url: string, signal: AbortSignal): Promise<string[]> => {
  const answer = await fetch(url, { signal, headers: { accept: 'application/json' } });
  if (!answer.ok) return [];
  const { suggestions } = (await answer.json()) as { suggestions?: unknown };
  return Array.isArray(suggestions)
    ? suggestions.filter((s): s is string => typeof s === 'string').slice(0, SHOWN)
    : [];
};

/**
 * An editable combobox with list autocomplete (WAI-ARIA APG): the words typed are never changed
 * unless chosen.
 */
class Suggestions {
  readonly #form: HTMLFormElement;
  readonly #input: HTMLInputElement;
  readonly #list: HTMLUListElement;
  #active = -1;
  #timer = 0;
  #asked: AbortController | null = null;

  constructor(form: HTMLFormElement, input: HTMLInputElement) {
    this.#form = form;
    this.#input = input;
    this.#list = document.createElement('ul');
    this.#list.id = `${input.id}-goi-y`;
    this.#list.className = 'suggestions';
    this.#list.hidden = true;
    this.#list.setAttribute('role', 'listbox');
    this.#list.setAttribute('aria-label', form.dataset['label'] ?? '');
  }

  start(): void {
    const input = this.#input;
    input.parentElement!.after(this.#list);
    for (const [name, value] of [
      ['role', 'combobox'],
      ['aria-autocomplete', 'list'],
      ['aria-controls', this.#list.id],
      ['aria-expanded', 'false'],
    ] as const)
      input.setAttribute(name, value);
    input.addEventListener('input', () => this.#later());
    input.addEventListener('keydown', (event) => this.#key(event));
    input.addEventListener('blur', () => this.#close());
    // Before the blur, so that the list is still open.
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#list.addEventListener('click', (event) =>
      this.#choose((event.target as Element).closest('li')),
    );
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#ask(), WAIT_MS);
  }

  async #ask(): Promise<void> {
    this.#asked?.abort();
    const q = this.#input.value.trim();
    if (q.length < 2) return this.#close();
    const asked = (this.#asked = new AbortController());
    try {
      const url = new URL(this.#form.dataset['url']!, location.href);
      url.searchParams.set('q', q);
      const found = await suggestionsOf(url.href, asked.signal);
      if (!asked.signal.aborted && document.activeElement === this.#input)
        this.#show(found.filter((s) => s !== q));
    } catch {
      /* No suggestions then: the search itself does not need them. */
    }
  }

  #show(found: readonly string[]): void {
    this.#list.replaceChildren(
      ...found.map((text, i) => {
        const option = document.createElement('li');
        option.id = `${this.#list.id}-${i}`;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        option.textContent = text;
        return option;
      }),
    );
    this.#list.hidden = found.length === 0;
    this.#input.setAttribute('aria-expanded', String(found.length > 0));
    this.#point(-1);
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    this.#show([]);
  }

  #point(to: number): void {
    this.#list.children[this.#active]?.setAttribute('aria-selected', 'false');
    this.#active = to;
    const option = this.#list.children[to];
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option) this.#input.setAttribute('aria-activedescendant', option.id);
    else this.#input.removeAttribute('aria-activedescendant');
  }

  #key(event: KeyboardEvent): void {
    const count = this.#list.children.length;
    if (event.isComposing) return;
    if (event.key === 'Escape' && count > 0) {
      event.preventDefault();
      this.#close();
      return;
    }
    if (event.key === 'Enter' && this.#active >= 0) {
      event.preventDefault();
      this.#choose(this.#list.children[this.#active] ?? null);
      return;
    }
    if (count === 0 || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    event.preventDefault();
    // One more place than options: the input itself.
    const step = event.key === 'ArrowDown' ? 1 : -1;
    this.#point(((this.#active + 1 + step + count + 1) % (count + 1)) - 1);
  }

  #choose(option: Element | null): void {
    if (!option) return;
    this.#input.value = option.textContent ?? '';
    this.#close();
    this.#form.requestSubmit();
  }
}

export const mount = (form: HTMLElement): void => {
  const input = form.querySelector<HTMLInputElement>('input[type=search]');
  if (form instanceof HTMLFormElement && input) new Suggestions(form, input).start();
};
