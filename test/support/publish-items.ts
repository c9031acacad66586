import { searchDocument } from '#server/search/actions/search-document.ts';
import type { Item } from '#server/items/item.ts';
import { NOW, aChange, anItem, aText } from './builders.ts';
import type { TestApp } from './start-test-app.ts';
import type { ItemCopy } from './test-storage.ts';

/** One item as a test wants it, with the text of its first file when it has one. */
export interface Wanted {
  readonly item: Partial<Item>;
  readonly pages?: readonly string[];
}

const BATCH = 500;

/** Puts published items on the shelf and into the index without going through files and jobs. */
export async function publishItems(
  { shelf: { storage, actions, config } }: TestApp,
  wanted: readonly Wanted[],
): Promise<Item[]> {
  const { catalog } = storage;
  const [unit] = await catalog.listUnits();
  const saved: Item[] = [];
  for (let at = 0; at < wanted.length; at += BATCH) {
    const batch = await catalog.saveItems(
      wanted.slice(at, at + BATCH).map(({ item, pages = [] }) => {
        const whole = anItem({
          state: 'published',
          publishedAt: NOW,
          unitId: unit?.id ?? config.SHELF_UNIT,
          rights: { kind: 'duoc_phep', note: '' },
          ...item,
        });
        const [file] = whole.attachments;
        return aChange(
          whole,
          file === undefined
            ? {}
            : {
                texts: [
                  aText(file.id, {
                    passages: pages.map((text, i) => ({
                      itemId: whole.id,
                      attachmentId: file.id,
                      ordinal: i,
                      locator: { kind: 'page', page: i + 1 },
                      heading: '',
                      text,
                    })),
                  }),
                ],
              },
        );
      }),
    );
    saved.push(...batch);
  }
  await indexItems({ shelf: { storage, actions } }, saved);
  await catalog.bumpPublicRevision();
  return saved;
}

/** Brings items that a test saved by hand into the index. */
export async function indexItems(
  app: { readonly shelf: Pick<TestApp['shelf'], 'storage' | 'actions'> },
  items: readonly Item[],
): Promise<void> {
  const { storage, actions } = app.shelf;
  const deps = { catalog: storage.catalog, now: actions.now };
  for (let at = 0; at < items.length; at += BATCH) {
    const batch = items.slice(at, at + BATCH);
    await storage.search.index(await Promise.all(batch.map((item) => searchDocument(deps, item))));
  }
}

/**
 * Puts one published item and its copies on the shelf, thousands of them in seconds on either
 * storage.
 */
export async function publishCopies(
  app: TestApp,
  item: Partial<Item>,
  copies: readonly ItemCopy[],
): Promise<void> {
  const { putCopies } = app.storage;
  const published = copies.map((copy) => ({ item: { ...item, ...copy } }));
  if (putCopies === null) return void (await publishItems(app, published));
  const [first] = await publishItems(app, published.slice(0, 1));
  const { storage } = app.shelf;
  await indexItems(app, await putCopies(first!, copies.slice(1)));
  await storage.catalog.bumpPublicRevision();
}
