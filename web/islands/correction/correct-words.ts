import { stepOf } from '#server/correction/word-keys.ts';
import { setUpTyping } from './typing.ts';

interface Words {
  readonly saved: string;
  readonly same: string;
  readonly left: string;
  readonly none: string;
  readonly conflict: string;
  readonly failed: string;
  readonly nothingToUndo: string;
}
interface Answer {
  readonly state: 'saved' | 'same' | 'conflict' | 'none';
  /** The line as it stands now. */
  readonly text: string | null;
}

const fill = (words: string, values: Readonly<Record<string, string | number>>): string =>
  words.replace(/\{(\w+)\}/gu, (_, name: string) => String(values[name] ?? ''));

const post = async (address: string, form: FormData): Promise<Answer> => {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams([...form].map(([name, value]) => [name, String(value)])),
  });
  if (!answer.ok && answer.status !== 409) throw new Error(String(answer.status));
  return (await answer.json()) as Answer;
};

const field = (form: HTMLFormElement, name: string): HTMLInputElement =>
  form.elements.namedItem(name) as HTMLInputElement;

/** The list of doubted words: one key a word, each saved at once, one after the other. */
class WordList {
  readonly #rows: readonly HTMLElement[];
  readonly #words: Words;
  readonly #left: HTMLElement | null;
  readonly #undo: string;
  #saving: Promise<void> = Promise.resolve();

  constructor(element: HTMLElement) {
    this.#rows = [...element.querySelectorAll<HTMLElement>('.doubt')];
    this.#words = JSON.parse(element.dataset['words'] ?? '{}') as Words;
    this.#left = element.querySelector('[data-left]');
    this.#undo = element.dataset['undo'] ?? '';
  }

  start(): void {
    for (const row of this.#rows) this.#listen(row);
    this.#tell();
    const named = this.#rows.find((row) => `#${row.id}` === location.hash);
    this.#focus(named ?? this.#rows[0]);
  }

  #box(row: HTMLElement): HTMLInputElement {
    return row.querySelector<HTMLInputElement>('.word')!;
  }

  #focus(row: HTMLElement | undefined): void {
    if (row === undefined) {
      document.querySelector<HTMLElement>('[data-finish] button')?.focus();
      return;
    }
    const box = this.#box(row);
    box.focus({ preventScroll: true });
    box.select();
    row.scrollIntoView({ block: 'center' });
  }

  /** The next row in this direction that is not settled. */
  #beside(row: HTMLElement, by: 1 | -1): HTMLElement | undefined {
    const rows = by === 1 ? this.#rows : this.#rows.toReversed();
    const open = rows.filter((one) => one === row || one.dataset['state'] !== 'saved');
    return open[open.indexOf(row) + 1];
  }

  #tell(): void {
    const left = this.#rows.filter((row) => row.dataset['state'] !== 'saved').length;
    if (this.#left === null || this.#rows.length === 0) return;
    this.#left.textContent = left === 0 ? this.#words.none : fill(this.#words.left, { n: left });
  }

  #say(row: HTMLElement, text: string): void {
    row.querySelector('[role=status]')!.textContent = text;
  }

  #listen(row: HTMLElement): void {
    const box = this.#box(row);
    const form = row.querySelector('form')!;
    box.addEventListener('focus', () => box.select());
    box.addEventListener('keydown', (event) => {
      if (event.isComposing || event.altKey || event.shiftKey) return;
      const step = stepOf(
        { key: event.key, ctrl: event.ctrlKey || event.metaKey },
        {
          stood: box.defaultValue,
          value: box.value,
          offer: box.dataset['offer'] ?? '',
          isSelected: box.selectionStart === 0 && box.selectionEnd === box.value.length,
        },
      );
      if (step === null) return;
      event.preventDefault();
      if (step.do === 'write') this.#write(row, step.text);
      else if (step.do === 'go') this.#focus(this.#beside(row, step.by) ?? row);
      else if (step.do === 'restore') {
        box.value = box.defaultValue;
        box.select();
      } else void this.#takeBack(form);
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const { value } = (event.submitter as HTMLButtonElement | null) ?? { value: '' };
      this.#write(row, value === '' ? box.value : value);
    });
  }

  /** Goes on at once; what is saved is told where it stands. */
  #write(row: HTMLElement, text: string): void {
    const next = this.#beside(row, 1);
    this.#box(row).value = text;
    row.dataset['state'] = 'saved';
    this.#tell();
    this.#focus(next);
    this.#saving = this.#saving.then(() => this.#save(row, text));
  }

  async #save(row: HTMLElement, text: string): Promise<void> {
    const form = row.querySelector('form')!;
    const sent = new FormData(form);
    sent.set('chu', text);
    sent.delete('lay');
    try {
      const answer = await post(form.action, sent);
      if (answer.state === 'conflict') {
        field(form, 'thay').value = answer.text ?? '';
        this.#reopen(row, fill(this.#words.conflict, { now: answer.text ?? '' }));
        return;
      }
      this.#box(row).defaultValue = text;
      this.#say(row, fill(this.#words.saved, { text }));
      this.#followLine(row, answer.text ?? '', text);
    } catch {
      this.#reopen(row, this.#words.failed);
    }
  }

  #reopen(row: HTMLElement, told: string): void {
    row.dataset['state'] = 'open';
    this.#say(row, told);
    this.#tell();
    this.#focus(row);
  }

  /** Other words of the same line stand in another text now, and further on where words were added. */
  #followLine(row: HTMLElement, text: string, written: string): void {
    const at = Number(field(row.querySelector('form')!, 'vi-tri').value);
    const more =
      written
        .trim()
        .split(/\s+/u)
        .filter((word) => word !== '').length - 1;
    for (const other of this.#rows) {
      if (other.dataset['line'] !== row.dataset['line']) continue;
      const form = other.querySelector('form')!;
      const place = field(form, 'vi-tri');
      field(form, 'thay').value = text;
      if (Number(place.value) > at) place.value = String(Number(place.value) + more);
    }
  }

  /** What was done last is taken back, and the page shown as it stands. */
  async #takeBack(form: HTMLFormElement): Promise<void> {
    await this.#saving;
    const row = form.closest<HTMLElement>('.doubt')!;
    try {
      const { state } = await post(this.#undo, new FormData(form));
      if (state === 'none') this.#say(row, this.#words.nothingToUndo);
      else location.reload();
    } catch {
      this.#say(row, this.#words.failed);
    }
  }
}

/** Corrects doubted words by keys alone. Without it each word is a form of its own. */
export function mount(element: HTMLElement): void {
  setUpTyping(element);
  new WordList(element).start();
}
