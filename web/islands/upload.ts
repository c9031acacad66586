import { readList, writeList } from './device-store.ts';
import { Cut, Refused, ResumableFile } from './resumable.ts';

interface Words {
  readonly waiting: string;
  readonly sending: string;
  readonly done: string;
  readonly exists: string;
  readonly refused: string;
  readonly lost: string;
  readonly retry: string;
  readonly open: string;
  readonly openExisting: string;
  readonly lostNote: string;
  readonly existsNote: string;
  readonly progress: string;
  readonly of: string;
  readonly list: string;
  readonly goOn: string;
  readonly goOnFile: string;
  readonly cut: string;
  readonly cutNote: string;
  readonly otherFile: string;
  readonly storing: string;
}
interface Result {
  readonly outcome: 'added' | 'exists' | 'refused';
  readonly itemId?: string;
  readonly title?: string;
  readonly reason?: string;
}
type Sent = { readonly result: Result } | { readonly lost: true };

/** A file that was begun in this browser. */
interface Begun {
  readonly key: string;
  readonly address: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Smaller files cost nothing when they are sent once more. */
const WHOLE_UP_TO = 1024 ** 2;
const BEGUN = 'tep-gui-do';
const MOST_BEGUN = 50;

/** The same file, as far as a browser tells. */
const keyOf = (file: File): string => `${file.name}/${file.size}/${file.lastModified}`;
const begunOf = (file: File): Begun | undefined =>
  readList<Begun>(BEGUN).find(({ key }) => key === keyOf(file));
const forget = (file: File): void => {
  writeList(
    BEGUN,
    readList<Begun>(BEGUN).filter(({ key }) => key !== keyOf(file)),
  );
};
const remember = (begun: Begun): void => {
  const others = readList<Begun>(BEGUN).filter(({ key }) => key !== begun.key);
  writeList(BEGUN, [begun, ...others].slice(0, MOST_BEGUN));
};

const size = (bytes: number): string => {
  const steps = ['byte', 'KB', 'MB', 'GB'];
  let value = bytes;
  let step = 0;
  while (value >= 1000 && step < 3) {
    value /= 1000;
    step += 1;
  }
  return `${(step === 0 ? value : Math.round(value * 10) / 10).toString().replace('.', ',')} ${steps[step]!}`;
};

const element = <K extends keyof HTMLElementTagNameMap>(
  name: K,
  className = '',
  text = '',
): HTMLElementTagNameMap[K] => {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  if (text !== '') made.textContent = text;
  return made;
};

/** A refusal of the server is an answer; silence, a busy server or a lost line is not. */
const read = (request: XMLHttpRequest): Sent => {
  let body: { results?: Result[]; detail?: string; title?: string };
  try {
    body = JSON.parse(request.responseText) as typeof body;
  } catch {
    return { lost: true };
  }
  const result = body.results?.[0];
  if (result) return { result };
  return request.status >= 400 && request.status < 500 && request.status !== 429
    ? { result: { outcome: 'refused', reason: body.detail ?? body.title ?? '' } }
    : { lost: true };
};

/** The fields of the form without its files, as they stand when a file is chosen. */
const fieldsOf = (form: HTMLFormElement, alone: boolean): Record<string, string> => {
  const data = new FormData(form);
  data.delete('files');
  if (!alone) data.delete('title');
  return Object.fromEntries([...data].map(([name, value]) => [name, String(value)]));
};

/** The form with a file, or with the name of one that is there. */
const post = (
  form: HTMLFormElement,
  { fields, file }: Chosen,
  address: string | null,
  onProgress: (sent: number) => void,
): Promise<Sent> =>
  new Promise((resolve) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.append(name, value);
    if (address === null) data.append('files', file, file.name);
    else data.append('arrived', address.split('/').at(-1)!);
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.setRequestHeader('Accept', 'application/json');
    request.upload.addEventListener('progress', (event) => onProgress(event.loaded));
    request.addEventListener('load', () => resolve(read(request)));
    request.addEventListener('error', () => resolve({ lost: true }));
    request.addEventListener('abort', () => resolve({ lost: true }));
    request.send(data);
  });

/** A file with what was said of it; `address` where a part of it is. */
interface Chosen {
  readonly file: File;
  readonly fields: Readonly<Record<string, string>>;
  readonly address: string | null;
}

async function send(form: HTMLFormElement, chosen: Chosen, row: Row): Promise<Sent> {
  const { file, fields } = chosen;
  const progress = (sent: number): void => row.progress(sent);
  if (file.size <= WHOLE_UP_TO && chosen.address === null)
    return post(form, chosen, null, progress);
  try {
    const address = await new ResumableFile(file, form.dataset['pieces']!, chosen.address, {
      progress,
      waiting: () => row.waiting(),
      begun: (at) => remember({ key: keyOf(file), address: at, fields }),
    }).send();
    row.storing();
    const sent = await post(form, chosen, address, () => undefined);
    if ('result' in sent) forget(file);
    return sent;
  } catch (error) {
    if (error instanceof Refused) {
      forget(file);
      return { result: { outcome: 'refused', reason: error.message } };
    }
    if (error instanceof Cut) return { lost: true };
    throw error;
  }
}

/** One file's line: name, progress, then what became of it. */
class Row {
  readonly element = element('li', 'task');
  readonly #bar = element('progress');
  readonly #note = element('p', 'meta');
  readonly #badge = element('span', 'badge');
  readonly #file: File;
  readonly #words: Words;
  readonly #itemPath: string;

  constructor(file: File, words: Words, itemPath: string) {
    this.#file = file;
    this.#words = words;
    this.#itemPath = itemPath;
    this.#bar.max = file.size || 1;
    this.#bar.value = 0;
    this.#bar.setAttribute('aria-label', words.progress.replace('{ten}', file.name));
    const left = element('div', 'stack');
    left.append(element('h3', '', file.name), this.#bar, this.#note);
    const middle = element('p');
    middle.append(this.#badge);
    middle.setAttribute('role', 'status');
    this.element.append(left, middle, element('p', 'meta', size(file.size)));
    this.#state('', words.waiting);
  }

  #state(tone: string, label: string): void {
    this.#badge.className = `badge ${tone}`.trim();
    this.#badge.textContent = label;
  }

  sending(): void {
    this.#bar.hidden = false;
    this.#state('', this.#words.sending);
  }

  progress(sent: number): void {
    this.#bar.value = Math.min(sent, this.#file.size);
    this.#note.textContent = this.#words.of
      .replace('{a}', size(Math.min(sent, this.#file.size)))
      .replace('{b}', size(this.#file.size));
  }

  /** The line was cut and is tried again by itself. */
  waiting(): void {
    this.#state('warn', this.#words.lost);
    this.#note.textContent = this.#words.cut;
  }

  storing(): void {
    this.#note.textContent = this.#words.storing;
  }

  answered({ outcome, itemId, title, reason }: Result): void {
    this.#bar.hidden = true;
    this.#state(
      { added: 'good', exists: 'warn', refused: 'bad' }[outcome],
      { added: this.#words.done, exists: this.#words.exists, refused: this.#words.refused }[
        outcome
      ],
    );
    this.#note.textContent = reason ?? '';
    if (itemId === undefined) return;
    const link = element(
      'a',
      '',
      outcome === 'exists' ? title || this.#words.openExisting : this.#words.open,
    );
    link.href = this.#itemPath + encodeURIComponent(itemId);
    this.#note.replaceChildren(
      ...(outcome === 'exists' ? [`${this.#words.existsNote} `] : []),
      link,
    );
  }

  lost(retry: () => void): void {
    this.#bar.hidden = true;
    this.#state('warn', this.#words.lost);
    const whole = this.#file.size <= WHOLE_UP_TO;
    const button = element('button', 'button plain', whole ? this.#words.retry : this.#words.goOn);
    button.type = 'button';
    button.addEventListener('click', retry, { once: true });
    this.#note.replaceChildren(`${whole ? this.#words.lostNote : this.#words.cutNote} `, button);
  }
}

/** Sends files one after the other, each with a line of its own below the form. */
class Line {
  readonly #form: HTMLFormElement;
  readonly #words: Words;
  readonly #list = element('ul', 'rows uploads');
  readonly #section = element('section', 'stack');
  readonly #waiting: { readonly row: Row; readonly chosen: Chosen }[] = [];
  busy = false;

  constructor(form: HTMLFormElement, words: Words) {
    this.#form = form;
    this.#words = words;
    this.#section.append(element('h2', '', words.list), this.#list);
  }

  add(chosen: Chosen): void {
    if (!this.#section.isConnected) this.#form.after(this.#section);
    const row = new Row(chosen.file, this.#words, this.#form.dataset['item']!);
    this.#list.append(row.element);
    this.#waiting.push({ row, chosen });
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      const { row, chosen } = next;
      row.sending();
      const sent = await send(this.#form, chosen, row);
      if ('result' in sent) row.answered(sent.result);
      else
        row.lost(() => {
          const address = begunOf(chosen.file)?.address ?? null;
          this.#waiting.push({ row, chosen: { ...chosen, address } });
          void this.#work();
        });
    }
    this.busy = false;
  }
}

/** Puts the fields that were filled in with an unfinished file back where nothing is typed. */
function refill(form: HTMLFormElement, { fields }: Begun): void {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements.namedItem(name);
    if (
      (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) &&
      field.value === ''
    )
      field.value = value;
  }
}

/** Gives a file that was begun a button that asks for the same file and sends the rest. */
function offerToGoOn(row: HTMLElement, form: HTMLFormElement, line: Line, words: Words): void {
  const { arriving = '', name = '', bytes = '' } = row.dataset;
  const begun = readList<Begun>(BEGUN).find(({ address }) => address === arriving);
  if (begun) refill(form, begun);
  const input = element('input');
  input.type = 'file';
  input.hidden = true;
  const button = element('button', 'button', words.goOn);
  button.type = 'button';
  button.setAttribute('aria-label', words.goOnFile.replace('{ten}', name));
  const note = element('p', 'meta');
  note.setAttribute('role', 'status');
  button.addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file === undefined) return;
    if (file.name.normalize('NFC') !== name || String(file.size) !== bytes) {
      note.textContent = words.otherFile;
      return;
    }
    row.remove();
    line.add({ file, address: arriving, fields: fieldsOf(form, true) });
  });
  row.firstElementChild!.append(note, input);
  row.querySelector('form')!.before(button);
}

/** Sends the chosen files one by one; the same form without this script sends them all at once. */
export const mount = (form: HTMLElement): void => {
  if (!(form instanceof HTMLFormElement)) return;
  const input = form.querySelector<HTMLInputElement>('input[type=file]')!;
  const words = JSON.parse(form.dataset['text']!) as Words;
  const line = new Line(form, words);
  for (const row of document.querySelectorAll<HTMLElement>('[data-arriving]'))
    offerToGoOn(row, form, line, words);
  form.addEventListener('submit', (event) => {
    const files = [...(input.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    const fields = fieldsOf(form, files.length === 1);
    for (const file of files) line.add({ file, fields, address: begunOf(file)?.address ?? null });
    input.value = '';
  });
  window.addEventListener('beforeunload', (event) => {
    if (line.busy) event.preventDefault();
  });
};
