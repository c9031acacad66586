import { jest } from '@jest/globals';
import type { Item } from '#server/items/item.ts';
import type { WorkflowAction } from '#server/items/workflow-event.ts';
import { moveItem } from '#server/workflow/actions/move-item.ts';
import { ask } from '../../support/ask.ts';
import { publishItems } from '../../support/publish-items.ts';
import { setClock, startTestApp, type TestApp } from '../../support/start-test-app.ts';

interface Page {
  items: { id: string; title: string }[];
  deleted: { id: string; deletedAt: string }[];
  until: string;
  next: string | null;
}

let app: TestApp;
let items: Item[];

/** Behind the day of the shelf's own start; a second of that minute. */
const at = (second: number, ms = 0): string =>
  `2099-12-01T03:00:${String(second).padStart(2, '0')}.${String(ms).padStart(3, '0')}Z`;

const stampAll = async (): Promise<void> => {
  for (const { id } of items)
    await app.shelf.storage.queue.submit([
      { kind: 'index-item', key: `index:${id}`, payload: { itemId: id }, priority: 3, group: id },
    ]);
  await app.settle();
};

beforeEach(async () => {
  app = await startTestApp({ settings: { API_LIMIT: '1000' } });
  setClock(at(0));
  items = await publishItems(
    app,
    Array.from({ length: 7 }, (_, i) => ({ item: { title: `Tài liệu ${i}` } })),
  );
  await stampAll();
});
afterEach(async () => {
  jest.useRealTimers();
  await app.close();
});

const ask1 = async (since: string, more = ''): Promise<Page> =>
  (
    await ask(app.base, `/api/v1/items?updatedSince=${encodeURIComponent(since)}${more}`)
  ).json<Page>();

/** A client that walks to the end and remembers what it knows. */
async function walk(since: string, known: Map<string, boolean>, limit = 100): Promise<string> {
  let after: string | null = '';
  let until = '';
  while (after !== null) {
    const page: Page = await ask1(since, `&limit=${limit}${after === '' ? '' : `&after=${after}`}`);
    for (const { id } of page.items) known.set(id, true);
    for (const { id } of page.deleted) known.set(id, false);
    ({ until } = page);
    after = page.next;
  }
  return until;
}

async function move(item: Item, action: WorkflowAction): Promise<void> {
  const { version } = (await app.shelf.storage.catalog.findItem(item.id))!;
  const input = { actor: app.admin, itemId: item.id, version, action, reason: 'Sai nội dung' };
  await moveItem(app.shelf.actions, input);
  await app.settle();
}
const shown = (known: Map<string, boolean>): number =>
  [...known.values()].filter((there) => there).length;

it('tells a record that was taken away as such, once and for ever', async () => {
  setClock(at(10));
  await move(items[2]!, 'withdraw');
  setClock(at(20));
  const page = await ask1('2000-01-01');
  expect(page.items).toHaveLength(6);
  expect(page.deleted).toEqual([{ id: items[2]!.id, deletedAt: '2099-12-01T03:00:10Z' }]);
  const later = await ask1(at(9));
  expect([later.items, later.deleted.length]).toEqual([[], 1]);
  expect((await ask1(at(18))).deleted).toEqual([]);
  const plain = (await ask(app.base, '/api/v1/items')).json<Partial<Page>>();
  expect(plain.deleted).toBeUndefined();
});

it('loses nothing of an item withdrawn, restored and withdrawn again within a second', async () => {
  setClock(at(30));
  const known = new Map<string, boolean>();
  let since = await walk('2000-01-01', known);
  expect(shown(known)).toBe(7);
  const states: WorkflowAction[] = ['withdraw', 'restore', 'withdraw'];
  for (const [n, action] of states.entries()) {
    setClock(at(31, 100 + n * 300));
    await move(items[0]!, action);
    since = await walk(since, known);
  }
  setClock(at(40));
  since = await walk(since, known);
  expect(known.get(items[0]!.id)).toBe(false);
  setClock(at(41));
  await move(items[0]!, 'restore');
  setClock(at(50));
  await walk(since, known);
  expect(shown(known)).toBe(7);
});

it('loses nothing when the clock goes back', async () => {
  setClock(at(30));
  const known = new Map<string, boolean>();
  await move(items[1]!, 'withdraw');
  setClock(at(40));
  let since = await walk('2000-01-01', known);
  expect(known.get(items[1]!.id)).toBe(false);
  // An hour back: what changes now is not before what was told.
  setClock('2099-12-01T02:00:00.000Z');
  await move(items[3]!, 'withdraw');
  await move(items[1]!, 'restore');
  since = await walk(since, known);
  // It has caught up: what was held back is told, from where the client stands.
  setClock(at(50));
  await walk(since, known);
  expect(known.get(items[3]!.id)).toBe(false);
  expect(known.get(items[1]!.id)).toBe(true);
});

it('loses nothing for a client that goes on from the clock of the answer itself', async () => {
  setClock(at(30));
  const known = new Map<string, boolean>();
  await walk('2000-01-01', known);
  await move(items[4]!, 'withdraw');
  setClock(at(45));
  // The change was made in the second of the answer's head, after it was read.
  await walk(at(30), known);
  expect(known.get(items[4]!.id)).toBe(false);
});

it('pages by a cursor that stands, whatever changes meanwhile', async () => {
  setClock(at(30));
  const first = await ask1('2000-01-01', '&limit=3');
  expect(first.items).toHaveLength(3);
  await move(items[6]!, 'withdraw');
  setClock(at(40));
  const second = await ask1('2000-01-01', `&limit=3&after=${first.next}`);
  expect(second.until).toBe(first.until);
  const again = await ask1('2000-01-01', `&limit=3&after=${first.next}`);
  expect(again).toEqual(second);
  const known = new Map<string, boolean>();
  await walk(first.until, known, 2);
  expect(known.get(items[6]!.id)).toBe(false);
  for (const after of ['abc', first.next!.slice(2)]) {
    const wrong = await ask(app.base, `/api/v1/items?updatedSince=2000-01-01&after=${after}`);
    expect([wrong.status, wrong.json()['code']]).toEqual([400, 'invalid-cursor']);
  }
});
