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
}
interface Result {
  readonly outcome: 'added' | 'exists' | 'refused';
  readonly itemId?: string;
  readonly title?: string;
  readonly reason?: string;
}
type Sent = { readonly result: Result } | { readonly lost: true };

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

const send = (
  form: HTMLFormElement,
  file: File,
  alone: boolean,
  onProgress: (sent: number) => void,
): Promise<Sent> =>
  new Promise((resolve) => {
    const data = new FormData(form);
    data.delete('files');
    if (!alone) data.delete('title');
    data.append('files', file, file.name);
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.setRequestHeader('Accept', 'application/json');
    request.upload.addEventListener('progress', (event) => onProgress(event.loaded));
    request.addEventListener('load', () => resolve(read(request)));
    request.addEventListener('error', () => resolve({ lost: true }));
    request.addEventListener('abort', () => resolve({ lost: true }));
    request.send(data);
  });

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
    const button = element('button', 'button plain', this.#words.retry);
    button.type = 'button';
    button.addEventListener('click', retry, { once: true });
    this.#note.replaceChildren(`${this.#words.lostNote} `, button);
  }
}

/** Sends the chosen files one by one; the same form without this script sends them all at once. */
export const mount = (form: HTMLElement): void => {
  if (!(form instanceof HTMLFormElement)) return;
  const input = form.querySelector<HTMLInputElement>('input[type=file]')!;
  const words = JSON.parse(form.dataset['text']!) as Words;
  const list = element('ul', 'rows uploads');
  const section = element('section', 'stack');
  section.append(element('h2', '', words.list), list);
  const waiting: { readonly row: Row; readonly file: File; readonly alone: boolean }[] = [];
  let busy = false;

  const work = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { row, file, alone } = next;
      row.sending();
      const sent = await send(form, file, alone, (bytes) => row.progress(bytes));
      if ('result' in sent) row.answered(sent.result);
      else
        row.lost(() => {
          waiting.push({ row, file, alone });
          void work();
        });
    }
    busy = false;
  };

  form.addEventListener('submit', (event) => {
    const files = [...(input.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    if (!section.isConnected) form.after(section);
    for (const file of files) {
      const row = new Row(file, words, form.dataset['item']!);
      list.append(row.element);
      waiting.push({ row, file, alone: files.length === 1 });
    }
    input.value = '';
    void work();
  });
  window.addEventListener('beforeunload', (event) => {
    if (busy) event.preventDefault();
  });
};
