interface Words {
  readonly page: string;
  readonly moved: string;
  readonly turned: string;
}

const BUTTONS = 'button[data-press]';

/** The pages of a form: moved, turned and dragged in place instead of by sending the form. */
class Pages {
  readonly #list: HTMLElement;
  readonly #said: HTMLElement | null;
  readonly #words: Words;

  constructor(list: HTMLElement) {
    this.#list = list;
    this.#said = list.parentElement?.querySelector<HTMLElement>('[data-said]') ?? null;
    this.#words = JSON.parse(list.dataset['text']!) as Words;
  }

  get rows(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>('[data-page]')];
  }

  press(row: HTMLElement, press: string): void {
    if (press === 'xoay') return this.#turn(row);
    this.move(row, this.rows.indexOf(row) + (press === 'len' ? -1 : 1));
  }

  move(row: HTMLElement, to: number): void {
    const rows = this.rows;
    const from = rows.indexOf(row);
    const at = Math.min(Math.max(to, 0), rows.length - 1);
    if (at !== from) {
      const focused = document.activeElement as HTMLElement | null;
      if (at < from) rows[at]!.before(row);
      else rows[at]!.after(row);
      // Moving an element takes the focus away from what is in it.
      if (focused !== null && row.contains(focused)) focused.focus();
      this.#say(this.#words.moved, at + 1);
    }
    this.#number();
  }

  show(row: HTMLElement): void {
    const picture = row.querySelector('img')!;
    const address = new URL(picture.src);
    const set = (name: string, value: string): void => {
      if (value === '') address.searchParams.delete(name);
      else address.searchParams.set(name, value);
    };
    const turn = row.querySelector<HTMLInputElement>('[data-turn]')!.value;
    set('xoay', turn === '0' ? '' : turn);
    set(
      'nguyen',
      row.querySelector<HTMLInputElement>('input[name^="nguyen."]')!.checked ? '1' : '',
    );
    picture.src = address.href;
    picture.closest('a')!.href = address.href;
  }

  #turn(row: HTMLElement): void {
    const turn = row.querySelector<HTMLInputElement>('[data-turn]')!;
    turn.value = String((Number(turn.value) + 90) % 360);
    this.show(row);
    this.#say(this.#words.turned, this.rows.indexOf(row) + 1);
  }

  #say(words: string, number: number): void {
    if (this.#said !== null) this.#said.textContent = words.replace('{n}', String(number));
  }

  #number(): void {
    const rows = this.rows;
    rows.forEach((row, i) => {
      row.querySelector('h3')!.textContent = this.#words.page.replace('{n}', String(i + 1));
      row.querySelector<HTMLInputElement>('input.place')!.value = String(i + 1);
      row.querySelector<HTMLButtonElement>('[data-press="len"]')!.disabled = i === 0;
      row.querySelector<HTMLButtonElement>('[data-press="xuong"]')!.disabled =
        i === rows.length - 1;
    });
  }
}

const rowOf = (element: EventTarget | null): HTMLElement | null =>
  element instanceof Element ? element.closest<HTMLElement>('[data-page]') : null;

function makeDraggable(list: HTMLElement, pages: Pages): void {
  let dragged: HTMLElement | null = null;
  for (const row of pages.rows) row.draggable = true;
  list.addEventListener('dragstart', (event) => {
    dragged = rowOf(event.target);
    event.dataTransfer?.setData('text/plain', dragged?.dataset['page'] ?? '');
  });
  list.addEventListener('dragover', (event) => event.preventDefault());
  list.addEventListener('drop', (event) => {
    const over = rowOf(event.target);
    if (dragged === null || over === null) return;
    event.preventDefault();
    pages.move(dragged, pages.rows.indexOf(over));
    dragged = null;
  });
}

export function mount(list: HTMLElement): void {
  const pages = new Pages(list);
  list.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>(BUTTONS);
    const row = rowOf(button);
    if (button === null || row === null) return;
    event.preventDefault();
    pages.press(row, button.dataset['press']!);
  });
  list.addEventListener('change', (event) => {
    const input = event.target as HTMLInputElement;
    const row = rowOf(input);
    if (row === null) return;
    if (input.classList.contains('place')) pages.move(row, Number(input.value) - 1 || 0);
    else if (input.name.startsWith('nguyen.')) pages.show(row);
    else row.classList.toggle('left', input.checked);
  });
  makeDraggable(list, pages);
}
