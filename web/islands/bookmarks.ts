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
const day = (at: string): string =>
  new Date(at).toLocaleDateString('vi-VN', { day: '2-digit', month: '2-digit', year: 'numeric' });

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

/** The panel of marks: nothing leaves the device unless its owner saves it to a file. */
export const mount = (panel: HTMLElement): void => {
  const { item, title } = panel.dataset as { item: string; title: string };
  const words = JSON.parse(panel.dataset['text']!) as Words;
  const [form, list, status, taking] = [
    panel.querySelector('form')!,
    panel.querySelector('ul')!,
    panel.querySelector<HTMLElement>('[role=status]')!,
    panel.querySelector<HTMLElement>('[data-taking]')!,
  ];
  const note = form.querySelector('input')!;
  if (!writeList(KEY, all())) return;

  const row = (mark: Mark): HTMLLIElement => {
    const [line, link, more, button] = [
      document.createElement('li'),
      document.createElement('a'),
      document.createElement('p'),
      document.createElement('button'),
    ];
    link.href = mark.href;
    link.textContent = mark.place;
    more.className = 'meta';
    more.textContent = [day(mark.at), mark.note].filter((s) => s !== '').join(' · ');
    button.type = 'button';
    button.className = 'linklike';
    button.textContent = words.remove;
    button.setAttribute(
      'aria-label',
      `${words.remove}: ${[mark.place, mark.note].filter((s) => s !== '').join(', ')}`,
    );
    button.addEventListener('click', () => {
      const kept = all().filter((m) => m.at !== mark.at || m.href !== mark.href);
      status.textContent = writeList(KEY, kept) ? words.removed : words.refused;
      show();
      note.focus();
    });
    line.append(link, more, button);
    return line;
  };
  const show = (): void => {
    const marks = all();
    const own = marks.filter((m) => m.item === item);
    const none = document.createElement('li');
    none.className = 'meta';
    none.textContent = words.none;
    list.replaceChildren(...(own.length === 0 ? [none] : own.map(row)));
    taking.hidden = marks.length === 0;
    for (const count of document.querySelectorAll('[data-marks]'))
      count.textContent = own.length === 0 ? '' : ` (${own.length})`;
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    // Beside a recording the place moves on while the page stands.
    const { place, href } = panel.dataset as { place: string; href: string };
    const mark: Mark = {
      item,
      title,
      place,
      href,
      note: note.value.trim(),
      at: new Date().toISOString(),
    };
    const kept = writeList(KEY, [mark, ...all()]);
    status.textContent = kept ? words.added : words.refused;
    if (kept) note.value = '';
    show();
  });
  taking.addEventListener('click', (event) => {
    const wanted = (event.target as Element).closest<HTMLElement>('[data-form]')?.dataset['form'];
    if (wanted === 'json')
      download(`${words.file}.json`, 'application/json', JSON.stringify(all(), null, 2));
    if (wanted === 'txt') download(`${words.file}.txt`, 'text/plain;charset=utf-8', asText(all()));
  });
  window.addEventListener('storage', (event) => {
    if (event.key === KEY) show();
  });
  show();
  panel.hidden = false;
  for (const link of document.querySelectorAll<HTMLElement>(`[href="#${panel.id}"]`))
    link.hidden = false;
};
