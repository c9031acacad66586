import { Cut, Refused, ResumableFile } from '../resumable.ts';

interface Words {
  readonly sending: string;
  readonly lost: string;
  readonly refused: string;
}

/** Names of what was sent, for the form that follows. */
const ARRIVED = 'arrived';

/** The files chosen in all fields of a form, in order. */
const filesOf = (form: HTMLFormElement): File[] =>
  [...form.querySelectorAll<HTMLInputElement>('input[type="file"]')].flatMap((input) => [
    ...(input.files ?? []),
  ]);

/**
 * Sends the files of a form in pieces, over a line that breaks; then the form itself, with their
 * names. What was sent is not sent again.
 */
class Sender {
  readonly #form: HTMLFormElement;
  readonly #status: HTMLElement;
  readonly #words: Words;
  readonly #sent = new Map<File, string>();

  constructor(form: HTMLFormElement) {
    this.#form = form;
    this.#status = form.querySelector<HTMLElement>('[data-sent]')!;
    this.#words = JSON.parse(form.dataset['text']!) as Words;
  }

  /** False where nothing was sent whole. */
  async send(files: readonly File[]): Promise<boolean> {
    for (const [i, file] of files.entries()) {
      this.#say(
        this.#words.sending.replace('{a}', String(i + 1)).replace('{b}', String(files.length)),
      );
      try {
        await this.#one(file);
      } catch (error) {
        if (error instanceof Cut) this.#say(this.#words.lost);
        else if (error instanceof Refused)
          this.#say(`${this.#words.refused} ${file.name}: ${error.message}`);
        else throw error;
        return false;
      }
    }
    return true;
  }

  async #one(file: File): Promise<void> {
    if (this.#sent.has(file)) return;
    let begun: string | null = null;
    const address = await new ResumableFile(file, this.#form.dataset['pieces']!, null, {
      progress: () => undefined,
      waiting: () => this.#say(this.#words.lost),
      begun: (at) => {
        begun = at;
      },
    }).send();
    this.#sent.set(file, begun ?? address);
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = ARRIVED;
    input.value = address.split('/').at(-1)!;
    this.#form.append(input);
  }

  #say(words: string): void {
    this.#status.textContent = words;
  }
}

export function mount(element: HTMLElement): void {
  const form = element as HTMLFormElement;
  const sender = new Sender(form);
  let busy = false;
  form.addEventListener('submit', (event) => {
    const files = filesOf(form);
    if (files.length === 0) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    const button = event.submitter as HTMLButtonElement | null;
    void sender.send(files).then((whole) => {
      busy = false;
      if (!whole) return;
      // What is there is named, not sent once more.
      for (const input of form.querySelectorAll<HTMLInputElement>('input[type="file"]'))
        input.value = '';
      form.requestSubmit(button);
    });
  });
}
