import { readList, writeList } from './device-store.ts';

const KEY = 'doc-den';
const MOST = 200;

/** Item, address of the place, words that lead back to it. */
type Place = readonly [item: string, href: string, label: string];

const isPlace = (p: unknown): p is Place =>
  Array.isArray(p) &&
  p.length === 3 &&
  p.every((s) => typeof s === 'string') &&
  (p[1] as string).startsWith('/tai-lieu/');

const places = (): Place[] => readList<unknown>(KEY).filter(isPlace);

/** Where this device reads an item now; the item read last stands first. */
export const rememberPosition = (item: string, href: string, label: string): void => {
  writeList(
    KEY,
    [[item, href, label] satisfies Place, ...places().filter(([id]) => id !== item)].slice(0, MOST),
  );
};

/** A recording heard to its end leads nowhere any more. */
export const forgetPosition = (item: string): void => {
  writeList(
    KEY,
    places().filter(([id]) => id !== item),
  );
};

/** In the reader (`data-href`) it remembers the place; on the item's page it leads back there. */
export const mount = (element: HTMLElement): void => {
  const { item, href, label } = element.dataset as { item: string; href?: string; label?: string };
  if (href !== undefined) {
    rememberPosition(item, href, label ?? '');
    return;
  }
  const place = places().find(([id]) => id === item);
  if (!place) return;
  const link = document.createElement('a');
  link.href = place[1];
  link.textContent = place[2];
  element.replaceChildren(link);
};
