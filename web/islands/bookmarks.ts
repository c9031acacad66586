import { showPartialDate } from '#server/base/partial-date.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { readList, writeList } from './device-store.ts';

const KEY = 'dau-trang';

interface Mark {
  readonly item: string;
  readonly title: string;
  readonly place: string;
  readonly href: string;
  readonly note: string;
  readonly at: string;
}
interface Words {
  readonly note: string;
  readonly none: string;
  readonly remove: string;
  readonly added: string;
  readonly removed: string;
  readonly refused: string;
  readonly file: string;
}

const isMark = (m: unknown): m is Mark => {
  const mark = m as Partial<Record<keyof Mark, unknown>> | null;
  return (
    typeof mark === 'object' &&
    mark !== null &&
    (['item', 'title', 'place', 'href', 'note', 'at'] as const).every(
      (name) => typeof mark[name] === 'string',
    ) &&
    (mark.href as string).startsWith('/tai-lieu/')
  );
};

/** Read anew each time: another window may have written. */
const all = (): Mark[] => readList<unknown>(KEY).filter(isMark);
const day = (at: string): string => showPartialDate(dayInVietnam(at));

const download = (name: string, type: string, text: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

const asText = (marks: readonly Mark[]): string =>
  marks
    .map((m) =>
      [
        `${m.title}, ${m.place} (${day(m.at)})`,
        new URL(m.href, location.href).href,
        ...(m.note === '' ? [] : [m.note]),
      ].join('\r\n'),
    )
    .join('\r\n\r\n');

const facts = (words: readonly string[], separator: string): string =>
  words.filter((s) => s !== '').join(separator);

/** A mark with the button that takes it away. */
function markRow(mark: Mark, words: Words, remove: () => void): HTMLLIElement {
  const [line, link, more, button] = [
    document.createElement('li'),
    document.createElement('a'),
    document.createElement('p'),
    document.createElement('button'),
  ];
  link.href = mark.href;
  link.textContent = mark.place;
  more.className = 'meta';
  more.textContent = facts([day(mark.at), mark.note], ' · ');
  button.type = 'button';
  button.className = 'linklike';
  button.textContent = words.remove;
  button.setAttribute('aria-label', `${words.remove}: ${facts([mark.place, mark.note], ', ')}`);
  button.addEventListener('click', remove);
  line.append(link, more, button);
  return line;
}

/** The panel of marks of one item. */
class Marks {
  readonly #panel: HTMLElement;
  readonly #words: Words;
  readonly #list: HTMLElement;
  readonly #status: HTMLElement;
  readonly #taking: HTMLElement;
  readonly #note: HTMLInputElement;

  constructor(panel: HTMLElement) {
    this.#panel = panel;
    this.#words = JSON.parse(panel.dataset['text']!) as Words;
    this.#list = panel.querySelector('ul')!;
    this.#status = panel.querySelector<HTMLElement>('[role=status]')!;
    this.#taking = panel.querySelector<HTMLElement>('[data-taking]')!;
    this.#note = panel.querySelector<HTMLInputElement>('form input')!;
  }

  show(): void {
    const marks = all();
    const own = marks.filter((m) => m.item === this.#panel.dataset['item']);
    const none = document.createElement('li');
    none.className = 'meta';
    none.textContent = this.#words.none;
    const rows = own.map((mark) => markRow(mark, this.#words, () => this.#remove(mark)));
    this.#list.replaceChildren(...(rows.length === 0 ? [none] : rows));
    this.#taking.hidden = marks.length === 0;
    for (const count of document.querySelectorAll('[data-marks]'))
      count.textContent = own.length === 0 ? '' : ` (${own.length})`;
  }

  add(): void {
    // Beside a recording the place moves on while the page stands.
    const { item, title, place, href } = this.#panel.dataset as Record<
      'item' | 'title' | 'place' | 'href',
      string
    >;
    const note = this.#note.value.trim();
    const mark: Mark = { item, title, place, href, note, at: new Date().toISOString() };
    const written = writeList(KEY, [mark, ...all()]);
    this.#status.textContent = written ? this.#words.added : this.#words.refused;
    if (written) this.#note.value = '';
    this.show();
  }

  /** Every mark on this device as a file, in the form that its owner chose. */
  take(form: string | undefined): void {
    const { file } = this.#words;
    if (form === 'json')
      download(`${file}.json`, 'application/json', JSON.stringify(all(), null, 2));
    if (form === 'txt') download(`${file}.txt`, 'text/plain;charset=utf-8', asText(all()));
  }

  #remove(mark: Mark): void {
    const left = all().filter((m) => m.at !== mark.at || m.href !== mark.href);
    this.#status.textContent = writeList(KEY, left) ? this.#words.removed : this.#words.refused;
    this.show();
    this.#note.focus();
  }
}

/** The panel of marks: nothing leaves the device unless its owner saves it to a file. */
export const mount = (panel: HTMLElement): void => {
  if (!writeList(KEY, all())) return;
  const marks = new Marks(panel);
  panel.querySelector('form')!.addEventListener('submit', (event) => {
    event.preventDefault();
    marks.add();
  });
  panel.querySelector('[data-taking]')!.addEventListener('click', (event) => {
    marks.take((event.target as Element).closest<HTMLElement>('[data-form]')?.dataset['form']);
  });
  window.addEventListener('storage', (event) => {
    if (event.key === KEY) marks.show();
  });
  marks.show();
  panel.hidden = false;
  for (const link of document.querySelectorAll<HTMLElement>(`[href="#${panel.id}"]`))
    link.hidden = false;
};
