interface Words {
  readonly saved: string;
  readonly lost: string;
  readonly tooLong: string;
}

/** After the last tick, after the last key, and while somebody types on without a rest. */
const AFTER_TICK_MS = 200;
const AFTER_MS = 2_000;
const AT_MOST_MS = 10_000;
/** A browser sends no more while a page goes away. */
const MOST_ON_LEAVING = 60_000;
const TOO_LARGE = 413;

const hourAndMinute = (): string =>
  new Intl.DateTimeFormat('vi', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Ho_Chi_Minh',
  }).format(new Date());

/** Sends what is typed in a form to one address, and says beside the form what became of it. */
class Autosave {
  readonly #form: HTMLFormElement;
  readonly #address: string;
  readonly #status: HTMLElement;
  readonly #words: Words;
  #timer = 0;
  #since = 0;
  #dirty = false;
  #leaving = false;
  #sending: AbortController | null = null;

  constructor(form: HTMLFormElement, address: string, status: HTMLElement) {
    this.#form = form;
    this.#address = address;
    this.#status = status;
    this.#words = JSON.parse(status.dataset['autosaveStatus']!) as Words;
  }

  changed(wait: number): void {
    this.#dirty = true;
    this.#since ||= Date.now();
    this.#later(Math.max(0, Math.min(wait, this.#since + AT_MOST_MS - Date.now())));
  }

  /** The form itself is sent: nothing more is to be saved on the side. */
  submitted(): void {
    this.#leaving = true;
    clearTimeout(this.#timer);
    this.#sending?.abort();
  }

  /** Back from a refused or lost answer: the page goes on where it was. */
  shown(): void {
    this.#leaving = false;
  }

  hidden(): void {
    if (!this.#unsaved) return;
    const last = this.#body();
    if (String(last).length < MOST_ON_LEAVING) navigator.sendBeacon(this.#address, last);
  }

  /**
   * Whether a beacon cannot carry what was typed because it is too long: then the browser asks
   * before the page goes.
   */
  get lostOnLeaving(): boolean {
    return this.#unsaved && String(this.#body()).length >= MOST_ON_LEAVING;
  }

  get #unsaved(): boolean {
    return this.#dirty && !this.#leaving;
  }

  #body(): URLSearchParams {
    return new URLSearchParams(
      [...new FormData(this.#form)].filter(
        (pair): pair is [string, string] => typeof pair[1] === 'string',
      ),
    );
  }

  #later(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#send(), wait);
  }

  async #send(): Promise<void> {
    if (!this.#unsaved) return;
    this.#dirty = false;
    this.#since = 0;
    this.#sending?.abort();
    const { signal } = (this.#sending = new AbortController());
    try {
      const answer = await fetch(this.#address, {
        method: 'POST',
        body: this.#body(),
        signal,
        redirect: 'error',
      });
      if (answer.status === TOO_LARGE) {
        // Sending it again would change nothing: the next key tries a shorter one.
        this.#status.textContent = this.#words.tooLong;
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      this.#status.textContent = this.#words.saved.replace('{gio}', hourAndMinute());
    } catch {
      if (signal.aborted) return;
      this.#dirty = true;
      this.#status.textContent = this.#words.lost;
      this.#later(AT_MOST_MS);
    }
  }
}

const isTick = ({ target }: Event): boolean =>
  target instanceof HTMLInputElement && ['checkbox', 'radio'].includes(target.type);

/** Sends what is typed to the shelf, which saves it for this person alone. */
export function autosaveWhileTyping(form: HTMLFormElement): void {
  const address = form.dataset['autosave'];
  const status = form.querySelector<HTMLElement>('[data-autosave-status]');
  if (!address || !status) return;
  const autosave = new Autosave(form, address, status);
  for (const kind of ['input', 'change'])
    form.addEventListener(kind, (event) =>
      autosave.changed(isTick(event) ? AFTER_TICK_MS : AFTER_MS),
    );
  form.addEventListener('submit', () => autosave.submitted());
  addEventListener('pageshow', () => autosave.shown());
  addEventListener('pagehide', () => autosave.hidden());
  addEventListener('beforeunload', (event) => {
    if (autosave.lostOnLeaving) event.preventDefault();
  });
}
