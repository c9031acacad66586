import '../styles/original.css';
import { pagePath } from '#web/paths/reading.ts';
import { rememberPosition } from './position.ts';
import type { OpenDocument, Refusal } from './pdf/open-document.ts';
import type { Roll } from './pdf/roll.ts';

interface Book {
  readonly item: string;
  readonly src: string;
  readonly bytes: number;
  readonly page: number;
  readonly ratio: number;
  readonly attachment: string;
  readonly q: string;
}
type Words = Readonly<Record<Refusal | 'page' | 'undrawn' | 'resume' | 'opening', string>>;

/** A reader who scrolls on passes many pages: the one where they stay counts. */
const STAYS_MS = 400;

/**
 * Shows the file itself over the plain page, and fetches the scripts that draw it only when
 * somebody opens it.
 */
class OriginalDialog {
  readonly #book: Book;
  readonly #words: Words;
  readonly #dialog: HTMLDialogElement;
  readonly #roller: HTMLElement;
  readonly #note: HTMLElement;
  readonly #field: HTMLInputElement;
  #open: OpenDocument | null = null;
  #roll: Roll | null = null;
  #page: number;
  #timer = 0;

  constructor(root: HTMLElement) {
    this.#book = JSON.parse(root.dataset['book']!) as Book;
    this.#words = JSON.parse(root.dataset['text']!) as Words;
    this.#dialog = root.querySelector('dialog')!;
    this.#roller = this.#dialog.querySelector<HTMLElement>('.roll')!;
    this.#note = this.#dialog.querySelector<HTMLElement>('.original-note')!;
    this.#field = this.#dialog.querySelector('input')!;
    this.#page = this.#book.page;
    this.#listen();
  }

  show(): void {
    this.#dialog.showModal();
    this.#roller.focus();
    void this.#load();
  }

  #listen(): void {
    const dialog = this.#dialog;
    dialog.addEventListener('click', (event) => {
      const button = (event.target as Element).closest('button');
      if (button?.hasAttribute('data-close')) dialog.close();
      if (button?.hasAttribute('data-retry')) this.#retry();
      if (button?.hasAttribute('data-zoom'))
        this.#roll?.step(Number(button.dataset['zoom']) as 1 | -1 | 0);
    });
    dialog.querySelector('form')!.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#roll?.goTo(Number(this.#field.value));
      this.#roller.focus();
    });
    dialog.addEventListener('keydown', (event) => {
      const step = ({ '+': 1, '=': 1, '-': -1, 0: 0 } as const)[event.key];
      // Keys work only while the pages have the focus: elsewhere they may mean something to
      // somebody's own tools.
      if (
        step === undefined ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        event.target !== this.#roller
      )
        return;
      event.preventDefault();
      this.#roll?.step(step);
    });
    dialog.addEventListener('close', () => this.#closed());
  }

  async #load(): Promise<void> {
    this.#say('opening');
    const parts = await this.#parts();
    if (!parts || !this.#dialog.open) return;
    const [{ openDocument, refusalOf }, { Roll: RollOfPages }, { formOf }] = parts;
    const { src, bytes, ratio, q, page } = this.#book;
    const open = (this.#open = openDocument(src, bytes, () => {
      if (this.#open === open) this.#say('lost');
    }));
    try {
      const pdf = await open.ready;
      if (this.#open !== open) return;
      this.#note.hidden = true;
      this.#roll = new RollOfPages(this.#roller, page, {
        pdf,
        form: formOf(q),
        ratio,
        words: this.#words,
        onPage: (n) => this.#turned(n),
      });
    } catch (error) {
      if (this.#open === open) this.#say(refusalOf(error));
    }
  }

  /** The scripts that draw; null when they did not come. */
  async #parts() {
    try {
      return await Promise.all([
        import('./pdf/open-document.ts'),
        import('./pdf/roll.ts'),
        import('./pdf/mark-words.ts'),
      ]);
    } catch {
      this.#say('lost');
      return null;
    }
  }

  #retry(): void {
    this.#roller.focus();
    if (this.#roll) {
      this.#note.hidden = true;
      this.#open?.retry();
      return;
    }
    this.#open?.close();
    void this.#load();
  }

  #say(what: Refusal | 'opening'): void {
    this.#note.hidden = false;
    this.#note.querySelector('p')!.textContent = this.#words[what];
    this.#note.querySelector<HTMLElement>('.row')!.hidden = what === 'opening';
    this.#note.querySelector<HTMLElement>('[data-retry]')!.hidden = what !== 'lost';
  }

  #address(page: number): string {
    return pagePath(this.#book.item, page, { attachment: this.#book.attachment });
  }

  #turned(page: number): void {
    this.#page = page;
    if (document.activeElement !== this.#field) this.#field.value = String(page);
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(
      () =>
        rememberPosition(
          this.#book.item,
          this.#address(page),
          this.#words.resume.replace('{n}', String(page)),
        ),
      STAYS_MS,
    );
  }

  #closed(): void {
    clearTimeout(this.#timer);
    this.#roll?.close();
    this.#open?.close();
    this.#roll = this.#open = null;
    if (this.#page === this.#book.page) return;
    // The plain page of where the reader is now, its words marked as before.
    location.assign(
      pagePath(this.#book.item, this.#page, { attachment: this.#book.attachment, q: this.#book.q }),
    );
  }
}

export const mount = (root: HTMLElement): void => {
  // Browsers older than the modal dialog keep the plain page.
  if (!('showModal' in root.querySelector('dialog')!)) return;
  const button = root.querySelector<HTMLButtonElement>('[data-open]')!;
  const dialog = new OriginalDialog(root);
  button.addEventListener('click', () => dialog.show());
  button.hidden = false;
};
