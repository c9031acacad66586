/** What the server answers to a file that it does not take. */
export class Refused extends Error {}

/** The line was cut, or the server is busy, several times in a row. */
export class Cut extends Error {}

interface Watcher {
  readonly progress: (sent: number) => void;
  /** The line was cut; it is tried again by itself. */
  readonly waiting: () => void;
  /** Where the file arrives, once that is known. */
  readonly begun: (address: string) => void;
}

/** A quarter of a minute on a line of 2 Mbit/s. */
const PIECE = 4 * 1024 ** 2;
/** Seconds before it is tried again. */
const PAUSES = [1, 2, 4, 8, 15, 30];

const TUS = { 'Tus-Resumable': '1.0.0', Accept: 'application/json' };

interface Answer {
  readonly status: number;
  readonly header: (name: string) => string | null;
  readonly text: string;
}

function ask(
  method: string,
  address: string,
  headers: Readonly<Record<string, string>>,
  body: Blob | null = null,
  onProgress: (sent: number) => void = () => undefined,
): Promise<Answer | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    for (const [name, value] of Object.entries({ ...TUS, ...headers }))
      request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', (event) => onProgress(event.loaded));
    request.addEventListener('load', () =>
      resolve({
        status: request.status,
        header: (name) => request.getResponseHeader(name),
        text: request.responseText,
      }),
    );
    for (const fault of ['error', 'abort', 'timeout'])
      request.addEventListener(fault, () => resolve(null));
    request.send(body);
  });
}

/** Names are UTF-8 in base64. */
const encoded = (name: string): string =>
  btoa(Array.from(new TextEncoder().encode(name), (byte) => String.fromCharCode(byte)).join(''));

const reasonOf = (text: string): string => {
  try {
    const { detail, title } = JSON.parse(text) as { detail?: string; title?: string };
    return detail ?? title ?? '';
  } catch {
    return '';
  }
};

/** Silence, a busy server or a proxy without one behind it pass; all else is a refusal. */
const passes = (answer: Answer | null): answer is null =>
  answer === null || answer.status === 0 || answer.status === 429 || answer.status >= 500;

/**
 * Sends one file in pieces and goes on where it was cut (tus 1.0). Throws {@link Refused} and
 * {@link Cut}; gives the address under which the file is there.
 */
export class ResumableFile {
  readonly #file: File;
  readonly #at: string;
  readonly #watcher: Watcher;
  #address: string | null;
  #failures = 0;

  constructor(file: File, at: string, known: string | null, watcher: Watcher) {
    this.#file = file;
    this.#at = at;
    this.#address = known;
    this.#watcher = watcher;
  }

  async send(): Promise<string> {
    this.#failures = 0;
    let offset = await this.#there();
    while (offset < this.#file.size) {
      this.#watcher.progress(offset);
      const from = offset;
      const answer = await ask(
        'PATCH',
        this.#address!,
        { 'Upload-Offset': String(from), 'Content-Type': 'application/offset+octet-stream' },
        this.#file.slice(from, from + PIECE),
        (sent) => this.#watcher.progress(from + sent),
      );
      if (answer?.status === 204) {
        this.#failures = 0;
        offset = Number(answer.header('Upload-Offset'));
        continue;
      }
      // Another tab may go on with the same file; and what is there is more than was answered.
      if (!passes(answer) && answer.status !== 409) throw new Refused(reasonOf(answer.text));
      await this.#pause();
      offset = await this.#there();
    }
    this.#watcher.progress(offset);
    return this.#address!;
  }

  /** How much is there; begins where nothing is known. */
  async #there(): Promise<number> {
    for (;;) {
      const address = this.#address;
      const answer = address === null ? await this.#begin() : await ask('HEAD', address, {});
      if (!passes(answer)) {
        if (answer.status === 404 && address !== null) this.#address = null;
        else if (answer.status >= 400) throw new Refused(reasonOf(answer.text));
        else if (Number(answer.header('Upload-Length') ?? -1) === this.#file.size)
          return this.#met(answer);
        else this.#address = null;
        continue;
      }
      await this.#pause();
    }
  }

  #met(answer: Answer): number {
    const address = answer.header('Location');
    if (address !== null) this.#address = address;
    this.#watcher.begun(this.#address!);
    return Number(answer.header('Upload-Offset'));
  }

  #begin(): Promise<Answer | null> {
    return ask('POST', this.#at, {
      'Upload-Length': String(this.#file.size),
      'Upload-Metadata': `filename ${encoded(this.#file.name)}`,
    });
  }

  async #pause(): Promise<void> {
    const seconds = PAUSES[this.#failures++];
    if (seconds === undefined) throw new Cut();
    this.#watcher.waiting();
    await new Promise((resolve) => {
      setTimeout(resolve, seconds * 1_000);
    });
  }
}
