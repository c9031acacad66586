import { canSave, day, forgetSaved, savedItems, size, type SavedItem } from './saved-items.ts';

interface Words {
  readonly none: string;
  readonly unable: string;
  readonly facts: string;
  readonly remove: string;
  readonly removed: string;
  readonly cleared: string;
  readonly total: string;
}

const fill = (words: string, values: Readonly<Record<string, string>>): string =>
  words.replace(/\{(\w+)\}/gu, (_, name: string) => values[name] ?? '');

/** A saved item with the button that removes it. */
function itemRow(item: SavedItem, words: Words, remove: () => void): HTMLLIElement {
  const [line, body, heading, link, facts, button] = [
    document.createElement('li'),
    document.createElement('div'),
    document.createElement('h3'),
    document.createElement('a'),
    document.createElement('p'),
    document.createElement('button'),
  ];
  line.className = 'task';
  link.href = item.href;
  link.textContent = item.title;
  heading.append(link);
  facts.className = 'meta';
  facts.textContent = fill(words.facts, {
    co: size(item.bytes),
    ngay: day(item.at),
    hieuluc: item.validity,
  });
  body.append(heading, facts);
  button.type = 'button';
  button.className = 'button plain';
  button.textContent = words.remove;
  button.setAttribute('aria-label', `${words.remove}: ${item.title}`);
  button.addEventListener('click', remove);
  line.append(body, button);
  return line;
}

/** How many items are saved and what they weigh; nothing for none. */
const totalOf = (items: readonly SavedItem[], words: Words): string =>
  items.length === 0
    ? ''
    : fill(words.total, {
        so: String(items.length),
        co: size(items.reduce((sum, i) => sum + i.bytes, 0)),
      });

/** The items saved on this device on purpose, and one button that clears every trace of reading. */
export const mount = (root: HTMLElement): void => {
  const words = JSON.parse(root.dataset['text']!) as Words;
  const [list, count, status, clear] = [
    root.querySelector('ul')!,
    root.querySelector<HTMLElement>('[data-count]')!,
    root.querySelector<HTMLElement>('[role=status]')!,
    root.querySelector<HTMLButtonElement>('[data-clear]')!,
  ];

  const remove = async (item: SavedItem): Promise<void> => {
    await forgetSaved(item.id);
    show();
    status.textContent = words.removed;
  };
  const show = (): void => {
    const items = savedItems();
    const none = document.createElement('li');
    none.className = 'meta';
    none.textContent = canSave() ? words.none : words.unable;
    const rows = items.map((item) => itemRow(item, words, () => void remove(item)));
    list.replaceChildren(...(rows.length === 0 ? [none] : rows));
    count.textContent = totalOf(items, words);
  };
  clear.disabled = !canSave();
  clear.addEventListener('click', () => {
    void Promise.all(['pages', 'pictures'].map((name) => caches.delete(name))).then(() => {
      status.textContent = words.cleared;
    });
  });
  show();
};
