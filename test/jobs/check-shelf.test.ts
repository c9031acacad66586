import {
  checkShelf,
  isInOrder,
  repairShelf,
  type ShelfFaults,
} from '#server/keeping/actions/check-shelf.ts';
import type { Item } from '#server/items/item.ts';
import { extractJob } from '#server/base/job.ts';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import { loseLaw } from '../support/faults/lose-law.ts';
import { aChange } from '../support/builders.ts';
import { putBanner } from '../support/put-banner.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

const DAY_MS = 24 * 3_600_000;
let app: TestApp;
let tomorrow: () => string;
beforeEach(async () => {
  app = await startTestApp({ demo: true });
  tomorrow = () => new Date(Date.now() + 2 * DAY_MS).toISOString();
});
afterEach(() => app.close());

const look = (
  options: Partial<Parameters<typeof checkShelf>[1]> = {},
  now: () => string = tomorrow,
): Promise<ShelfFaults> =>
  checkShelf({ storage: app.shelf.storage, now }, { bytes: false, graceMs: DAY_MS, ...options });
const repair = async (faults: ShelfFaults): Promise<void> => {
  await repairShelf({ storage: app.shelf.storage, now: () => new Date().toISOString() }, faults);
  await app.settle();
};
const demo = async (n: string): Promise<Item> =>
  (await app.shelf.storage.catalog.findItemByIdentifier(`DEMO-00${n}`))!;
async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

it('finds nothing wrong with a shelf that is in order', async () => {
  const faults = await look({ bytes: true });
  expect(isInOrder(faults)).toBe(true);
  expect(faults).toMatchObject({
    missing: [],
    damaged: [],
    orphans: [],
    unindexed: [],
    ghosts: [],
    indexStale: false,
    stuck: [],
    dangling: [],
  });
});

it('finds bytes that nothing names, spares young ones, and removes the old', async () => {
  const { files } = app.shelf.storage;
  const { sha256, bytes } = await files.put(bytesOf('không ai nhắc đến'), 1_000);
  expect((await look({}, () => new Date().toISOString())).orphans).toEqual([]);
  const faults = await look();
  expect(faults.orphans).toEqual([{ sha256, bytes }]);
  await repair(faults);
  expect(await files.stat(sha256)).toBeNull();
  expect(isInOrder(await look({ bytes: true }))).toBe(true);
});

it('counts the pictures of banners among what is named, those of older versions too', async () => {
  const { catalog, files } = app.shelf.storage;
  await putBanner(app);
  const before = (await catalog.findAuthority('banner', 'bo-tu-phap'))!;
  const { sha256, bytes } = await files.put(bytesOf('hình mới'), 1_000);
  await catalog.saveAuthority({
    ...before,
    value: { ...before.value, picture: { sha256, bytes } },
  });
  expect((await look()).orphans).toEqual([]);
  await files.remove(sha256, tomorrow());
  const faults = await look();
  expect(faults.missing).toEqual([{ itemId: 'bo-tu-phap', sha256 }]);
  await repair(faults);
  await catalog.deleteAuthority('banner', 'bo-tu-phap');
  const after = await look();
  expect([after.missing, after.orphans.map((o) => o.sha256)]).toEqual([
    [],
    [before.value.picture.sha256],
  ]);
});

it('finds files whose bytes are gone and marks them for the staff', async () => {
  const item = await demo('13');
  const [file] = item.attachments;
  await app.shelf.storage.files.remove(file!.sha256, tomorrow());
  const faults = await look();
  expect(faults.missing).toEqual([{ itemId: item.id, sha256: file!.sha256 }]);
  await repair(faults);
  expect((await demo('13')).attachments[0]!.status).toEqual({
    state: 'failed',
    reason: 'file-missing',
  });
  // What is gone is still gone.
  expect((await look()).missing).toHaveLength(1);
});

it('finds items the index does not hold as they are, and entries of items that are gone', async () => {
  const { catalog, search, queue } = app.shelf.storage;
  const [changed, removed, withdrawn] = [await demo('01'), await demo('02'), await demo('03')];
  await catalog.saveItem(aChange({ ...changed, title: 'Tên mới' }));
  await search.remove([removed.id]);
  await catalog.saveItem(aChange({ ...withdrawn, state: 'withdrawn' }));
  const faults = await look();
  expect([faults.unindexed.toSorted(), faults.ghosts]).toEqual([
    [changed.id, removed.id].toSorted(),
    [withdrawn.id],
  ]);
  await repair(faults);
  expect(isInOrder(await look())).toBe(true);
  expect(await queue.pending()).toBe(0);
});

it('leaves alone what a waiting job will see to, and takes up what nobody will', async () => {
  const { catalog, queue } = app.shelf.storage;
  const [queued, forgotten] = [await demo('08'), await demo('09')];
  for (const item of [queued, forgotten])
    await catalog.saveItem(
      aChange({
        ...item,
        attachments: item.attachments.map((a) => ({ ...a, status: { state: 'waiting' } as const })),
      }),
    );
  await queue.submit(queued.attachments.map((a) => extractJob(queued, a.id)));
  const faults = await look();
  expect([faults.stuck, faults.unindexed]).toEqual([[forgotten.id], [forgotten.id]]);
  await repair(faults);
  for (const n of ['08', '09'])
    expect((await demo(n)).attachments.map((a) => a.status.state)).toEqual(['ready']);
  expect(isInOrder(await look())).toBe(true);
});

it('finds records that point to what is not there', async () => {
  const { catalog } = app.shelf.storage;
  const item = await demo('01');
  const law = { ...item.lawRefs[0]!, number: '99/2099/NĐ-CP', title: '', articles: '' };
  const account = await catalog.getAccount(app.admin.accountId);
  await catalog.load([
    {
      kind: 'unit',
      value: {
        id: 'xa-le',
        code: 'xa-le',
        name: 'Xã Lẻ',
        kind: 'commune',
        parentId: 'huyen-khong-con',
        validFrom: null,
        validTo: null,
        successorId: null,
      },
    },
    { kind: 'account', value: { ...account, id: 'lac', username: 'lac', unitId: 'xa-khong-co' } },
    {
      kind: 'item',
      value: {
        item: {
          ...item,
          unitId: 'xa-da-xoa',
          genre: 'truyen-tranh',
          audiences: ['nguoi-dan', 'ai-do'],
          subjects: ['11', '46', '11.khong-co'],
          lawRefs: [law],
        },
        events: await catalog.events(item.id),
      },
    },
  ]);
  await loseLaw(app, lawNumberKey(law.number));
  const { dangling } = await look();
  const of = (id: string): string[] =>
    dangling.flatMap((one) => (one.of === id ? [`${one.to} ${one.value}`] : []));
  expect(of('xa-le')).toEqual(['unit huyen-khong-con']);
  expect(of('lac')).toEqual(['unit xa-khong-co']);
  expect(of(item.id)).toEqual([
    'unit xa-da-xoa',
    'genre truyen-tranh',
    'audience ai-do',
    'subject 46',
    'subject 11.khong-co',
    'law 99/2099/NĐ-CP',
  ]);
  expect(dangling).toHaveLength(8);
  expect(isInOrder(await look())).toBe(false);
});
