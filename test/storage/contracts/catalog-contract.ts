import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Item } from '#server/items/item.ts';
import { lawReference } from '#server/base/vietnamese/law-number.ts';
import type { Catalog } from '#server/ports.ts';
import type { ItemChange, ItemList } from '#server/items/item-catalog.ts';
import type { Page } from '#server/base/page.ts';
import {
  aChange,
  aJob,
  aList,
  aPassage,
  aText,
  anAttachment,
  anEvent,
  anItem,
  nextId,
} from '../../support/builders.ts';
import { describeRooms } from './catalog-rooms-contract.ts';
import type { OpenStorage, StorageUnderTest } from '../../support/storage-under-test.ts';

const withCode = (code: string) => expect.objectContaining({ code });

/**
 * What every Catalog keeps (server/ports.ts). Tests share one storage: each works on items and
 * units of its own.
 */
export function describeCatalog(name: string, open: OpenStorage): void {
  describe(`the catalog of ${name}`, () => {
    let storage: StorageUnderTest;
    let catalog: Catalog;
    beforeAll(async () => {
      storage = await open();
      catalog = storage.catalog;
    });
    afterAll(() => storage.close());
    const save = (more: Partial<Item> = {}, change: Partial<ItemChange> = {}): Promise<Item> =>
      catalog.saveItem(aChange(anItem(more), change));

    test('is ready once it is open', async () => {
      await expect(storage.ready()).resolves.toBeUndefined();
    });

    describe('an item', () => {
      test('is read back as it was saved, one version on', async () => {
        const item = anItem({
          title: 'Sổ tay “đất đai” 2026 😀',
          keywords: ['a'],
          attachments: [anAttachment()],
          lawRefs: [lawReference('14/2019/QĐ-TTg')],
        });
        const saved = await catalog.saveItem(aChange(item));
        expect(saved).toEqual({ ...item, version: 1 });
        expect(await catalog.findItem(item.id)).toEqual(saved);
      });

      test('that is missing is null everywhere', async () => {
        expect(await catalog.findItem('0000000000000')).toBeNull();
        expect(await catalog.findItemByIdentifier('không có')).toBeNull();
        expect(await catalog.findItemByAttachment('không có')).toBeNull();
        expect(await catalog.findItemsByFile('00'.repeat(32))).toEqual([]);
        expect(await catalog.events('không có')).toEqual([]);
      });

      test('is found by identifier, attachment and file; several in the order asked, missing ones left out', async () => {
        const sha256 = '12'.repeat(32);
        const [a, b] = [
          await save({
            identifier: 'TS-1',
            attachments: [anAttachment({ id: 'file-a', sha256 }), anAttachment({ sha256 })],
          }),
          await save({ attachments: [anAttachment({ sha256 })] }),
        ];
        expect((await catalog.findItemByIdentifier('ts-1'))?.id).toBe(a.id);
        await expect(save({ identifier: 'ts-1' })).rejects.toThrow(/định danh/u);
        expect((await catalog.findItemByAttachment('file-a'))?.id).toBe(a.id);
        expect((await catalog.findItemsByFile(sha256)).map((i) => i.id)).toEqual([a.id, b.id]);
        expect((await catalog.findItems([b.id, 'none', a.id])).map((i) => i.id)).toEqual([
          b.id,
          a.id,
        ]);
      });

      test('that drops a file or its identifier is no longer found by them', async () => {
        const item = await save({
          identifier: 'TS-2',
          attachments: [anAttachment({ id: 'gone', sha256: '34'.repeat(32) })],
          lawRefs: [lawReference('1/2020/NĐ-CP')],
        });
        await catalog.saveItem(
          aChange({ ...item, identifier: null, attachments: [], lawRefs: [] }),
        );
        expect(await catalog.findItemByIdentifier('TS-2')).toBeNull();
        expect(await catalog.findItemByAttachment('gone')).toBeNull();
        expect(await catalog.findItemsByFile('34'.repeat(32))).toEqual([]);
        expect((await catalog.listItems(aList({ lawKey: '12020ndcp' }))).rows).toEqual([]);
        expect((await save({ identifier: 'TS-2' })).identifier).toBe('TS-2');
      });

      test('changed on a stale version is a conflict and stays as it is', async () => {
        const first = await save();
        const second = await catalog.saveItem(aChange({ ...first, title: 'Hai' }));
        expect(second.version).toBe(2);
        for (const version of [1, 0, 3])
          await expect(
            catalog.saveItem(aChange({ ...first, version, title: 'Sai' })),
          ).rejects.toMatchObject({ code: 'stale-version' });
        expect(await catalog.findItem(first.id)).toEqual(second);
      });

      test('that is new must not carry a version', async () => {
        const item = anItem({ version: 4 });
        await expect(catalog.saveItem(aChange(item))).rejects.toEqual(withCode('stale-version'));
        expect(await catalog.findItem(item.id)).toBeNull();
      });

      test('changed by two at once is changed by one only', async () => {
        const item = await save();
        const results = await Promise.allSettled(
          ['A', 'B', 'C'].map((title) => catalog.saveItem(aChange({ ...item, title }))),
        );
        expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
        expect(
          results
            .filter((r) => r.status === 'rejected')
            .map((r) => (r.reason as { code: string }).code),
        ).toEqual(['stale-version', 'stale-version']);
      });

      test('may not take the identifier of another, but keeps its own', async () => {
        const first = await save({ identifier: 'TS-3' });
        await expect(save({ identifier: 'TS-3' })).rejects.toEqual(
          withCode('duplicate-identifier'),
        );
        const other = await save();
        await expect(catalog.saveItem(aChange({ ...other, identifier: 'TS-3' }))).rejects.toEqual(
          withCode('duplicate-identifier'),
        );
        expect((await catalog.saveItem(aChange({ ...first, title: 'Sửa' }))).version).toBe(2);
      });
    });

    describe('a change', () => {
      test('saves record, event, texts and jobs together', async () => {
        const attachment = anAttachment();
        const item = anItem({ attachments: [attachment] });
        await catalog.saveItem(
          aChange(item, {
            event: anEvent(item.id),
            texts: [
              aText(attachment.id, {
                passages: [aPassage({ itemId: item.id, attachmentId: attachment.id })],
              }),
            ],
            jobs: [aJob({ group: item.id })],
          }),
        );
        expect(await catalog.events(item.id)).toHaveLength(1);
        expect(await catalog.listPassages(item.id, null, 10)).toHaveLength(1);
        expect(await storage.queue.pendingOfGroup(item.id)).toBe(1);
      });

      test('that fails leaves nothing of several: no record, event, text or job', async () => {
        const taken = await save({ identifier: 'TS-4' });
        const revision = await catalog.publicRevision();
        const drafts = [
          anItem({
            attachments: [anAttachment()],
            state: 'published',
            publishedAt: '2026-01-01T00:00:00.000Z',
          }),
          anItem(),
          anItem({ identifier: taken.identifier }),
        ];
        const changes = drafts.map((item) =>
          aChange(item, {
            event: anEvent(item.id),
            jobs: [aJob({ group: item.id })],
            texts: item.attachments.map((a) =>
              aText(a.id, {
                passages: [aPassage({ itemId: item.id, attachmentId: a.id })],
                outline: [{ title: 'A', level: 1, locator: { kind: 'page', page: 1 } }],
              }),
            ),
          }),
        );
        await expect(catalog.saveItems(changes)).rejects.toEqual(withCode('duplicate-identifier'));
        for (const item of drafts) {
          expect(await catalog.findItem(item.id)).toBeNull();
          expect(await catalog.events(item.id)).toEqual([]);
          expect(await storage.queue.pendingOfGroup(item.id)).toBe(0);
        }
        const { id } = drafts[0]!.attachments[0]!;
        expect(await catalog.findPassages([{ attachmentId: id, ordinal: 0 }])).toEqual([]);
        expect(await catalog.outline(id)).toEqual([]);
        expect(await catalog.findItemByAttachment(id)).toBeNull();
        expect(await catalog.publicRevision()).toBe(revision);
      });

      test('of several items refuses a stale one among them whole', async () => {
        const item = await save();
        const fresh = anItem();
        await expect(
          catalog.saveItems([
            aChange({ ...item, title: 'Hai' }),
            aChange(fresh),
            aChange({ ...item, title: 'Ba' }),
          ]),
        ).rejects.toEqual(withCode('stale-version'));
        expect(await catalog.findItem(item.id)).toEqual(item);
        expect(await catalog.findItem(fresh.id)).toBeNull();
      });

      test('of several items returns them as saved, in order', async () => {
        const items = [anItem(), anItem(), anItem()];
        expect(await catalog.saveItems(items.map((item) => aChange(item)))).toEqual(
          items.map((item) => ({ ...item, version: 1 })),
        );
        await expect(
          catalog.saveItems([
            aChange(anItem({ identifier: 'TS-5' })),
            aChange(anItem({ identifier: 'TS-5' })),
          ]),
        ).rejects.toEqual(withCode('duplicate-identifier'));
        expect(await catalog.saveItems([])).toEqual([]);
      });

      test('adds to the history, oldest first, and nothing without an event', async () => {
        const item = await save();
        const events = [
          anEvent(item.id),
          anEvent(item.id, { action: 'submit', from: 'draft', to: 'submitted', reason: 'đủ' }),
        ];
        const second = await catalog.saveItem(aChange(item, { event: events[0]! }));
        const third = await catalog.saveItem(aChange(second, { event: events[1]! }));
        await catalog.saveItem(aChange(third));
        expect(await catalog.events(item.id)).toEqual(events);
      });
    });

    describe('a list', () => {
      const walk = async (list: Partial<ItemList>, limit: number): Promise<Item[]> => {
        const rows: Item[] = [];
        let after: string | null = null;
        do {
          const page: Page<Item> = await catalog.listItems(aList({ ...list, limit, after }));
          expect(page.rows.length).toBeLessThanOrEqual(limit);
          rows.push(...page.rows);
          after = page.next;
        } while (after !== null);
        return rows;
      };

      test.each(['newest', 'updated'] as const)(
        'by %s walks every item once, equal keys by id',
        async (order) => {
          const unitId = `unit-${nextId()}`;
          const days = [3, 1, 2, 2, 2, 1, 3, 2, 1];
          const items: Item[] = [];
          for (const day of days)
            items.push(
              await save({
                unitId,
                createdAt: `2026-01-0${day}T00:00:00.000Z`,
                updatedAt: `2026-02-0${day}T00:00:00.000Z`,
              }),
            );
          const sign = order === 'newest' ? -1 : 1;
          const key = (i: Item): string =>
            `${order === 'newest' ? i.createdAt : i.updatedAt} ${i.id}`;
          const expected = items
            .toSorted((a, b) => (key(a) < key(b) ? -sign : sign))
            .map((i) => i.id);
          for (const limit of [1, 2, 3, 8, 9, 10])
            expect((await walk({ unitId, order }, limit)).map((i) => i.id)).toEqual(expected);
          expect((await catalog.listItems(aList({ unitId, order, limit: 9 }))).next).toBeNull();
          expect((await catalog.listItems(aList({ unitId, order, limit: 8 }))).next).not.toBeNull();
        },
      );

      test('of the newest goes by publication, by creation while unpublished', async () => {
        const unitId = `unit-${nextId()}`;
        const old = await save({
          unitId,
          createdAt: '2020-01-01T00:00:00.000Z',
          state: 'published',
          publishedAt: '2026-03-01T00:00:00.000Z',
        });
        const draft = await save({ unitId, createdAt: '2026-02-01T00:00:00.000Z' });
        expect((await catalog.listItems(aList({ unitId }))).rows.map((i) => i.id)).toEqual([
          old.id,
          draft.id,
        ]);
      });

      test('holds only the states, unit, law and time asked for', async () => {
        const unitId = `unit-${nextId()}`;
        const lawRefs = [lawReference('77/2025/NĐ-CP'), lawReference('77/2025/nđ–cp')];
        const draft = await save({ unitId, updatedAt: '2026-01-01T00:00:00.000Z' });
        const shown = await save({
          unitId,
          state: 'published',
          publishedAt: '2026-01-02T00:00:00.000Z',
          updatedAt: '2026-01-02T00:00:00.000Z',
          lawRefs,
        });
        const gone = await save({
          unitId,
          state: 'withdrawn',
          updatedAt: '2026-01-03T00:00:00.000Z',
          lawRefs,
        });
        const ids = async (list: Partial<ItemList>): Promise<string[]> =>
          (await catalog.listItems(aList({ unitId, order: 'updated', ...list }))).rows.map(
            (i) => i.id,
          );
        expect(await ids({})).toEqual([draft.id, shown.id, gone.id]);
        expect(await ids({ states: ['published'] })).toEqual([shown.id]);
        expect(await ids({ states: ['draft', 'withdrawn'] })).toEqual([draft.id, gone.id]);
        expect(await ids({ lawKey: '772025ndcp', unitId: null })).toEqual([shown.id, gone.id]);
        expect(await ids({ lawKey: '772025ndcp', states: ['published'] })).toEqual([shown.id]);
        expect(await ids({ updatedSince: '2026-01-02T00:00:00.000Z' })).toEqual([
          shown.id,
          gone.id,
        ]);
        expect(await ids({ unitId: 'không có' })).toEqual([]);
        expect(await ids({ order: 'latest' })).toEqual([gone.id, shown.id, draft.id]);
      });

      test('walks from the latest change back, and the same way forth again', async () => {
        const unitId = `unit-${nextId()}`;
        const updatedAt = '2026-01-01T00:00:00.000Z';
        const saved = [await save({ unitId, updatedAt }), await save({ unitId, updatedAt })];
        const walked = async (order: ItemList['order']): Promise<string[]> => {
          const seen: string[] = [];
          let after: string | null = null;
          do {
            const list: ItemList = aList({ unitId, order, limit: 1, after });
            const page: Awaited<ReturnType<typeof catalog.listItems>> =
              await catalog.listItems(list);
            seen.push(...page.rows.map(({ id }) => id));
            after = page.next;
          } while (after !== null);
          return seen;
        };
        expect(await walked('latest')).toEqual(saved.map(({ id }) => id).toReversed());
        expect(await walked('updated')).toEqual(saved.map(({ id }) => id));
      });

      test('refuses a cursor that is none', async () => {
        await expect(catalog.listItems(aList({ after: 'x!' }))).rejects.toEqual(
          withCode('invalid-cursor'),
        );
      });

      test('of titles that hold the words, folded, is what is left of search', async () => {
        const word = `tu${nextId()}`;
        const shown = { state: 'published', publishedAt: '2026-01-02T00:00:00.000Z' } as const;
        const [older, newer] = [
          await save({
            ...shown,
            title: `Đất đai ${word} và nhà ở`,
            publishedAt: '2026-01-01T00:00:00.000Z',
          }),
          await save({ ...shown, title: `Nhà, ĐẤT: ${word}` }),
        ];
        await save({ title: `Đất ${word}` });
        const ids = async (...folded: string[]): Promise<string[]> =>
          (await catalog.findTitles(folded, 10)).map((i) => i.id);
        expect(await ids('dat', word)).toEqual([newer.id, older.id]);
        expect(await ids(word, 'dai')).toEqual([older.id]);
        expect((await catalog.findTitles([word], 1)).map((i) => i.id)).toEqual([newer.id]);
        expect([await ids(), await ids(word, 'khac'), await ids(word.slice(0, 5))]).toEqual([
          [],
          [],
          [],
        ]);
        await catalog.saveItem(aChange({ ...newer, title: 'Tên khác' }));
        expect(await ids(word)).toEqual([older.id]);
      });

      test('finds older titles with the fields that later forms added', async () => {
        const word = `tua${nextId().toLowerCase().slice(-8)}`;
        const { supersededBy: _, ...older } = anItem({
          title: word,
          state: 'published',
          publishedAt: '2026-01-02T00:00:00.000Z',
        });
        await catalog.saveItem(aChange(older as Item));
        expect((await catalog.findTitles([word], 1))[0]?.supersededBy).toBeNull();
      });

      test('counts by state', async () => {
        const before = await catalog.countItems(['draft', 'submitted']);
        await Promise.all([save(), save({ state: 'submitted' }), save({ state: 'withdrawn' })]);
        expect(await catalog.countItems(['draft', 'submitted'])).toBe(before + 2);
        expect(await catalog.countItems([])).toBe(0);
      });
    });

    describe('the public revision', () => {
      test('grows with everything readers see and with nothing else', async () => {
        let last = await catalog.publicRevision();
        const grew = async (): Promise<boolean> => {
          const now = await catalog.publicRevision();
          const answer = now > last;
          expect(now).toBeGreaterThanOrEqual(last);
          last = now;
          return answer;
        };
        const draft = await save();
        expect(await grew()).toBe(false);
        const shown = await catalog.saveItem(
          aChange({ ...draft, state: 'published', publishedAt: draft.createdAt }),
        );
        expect(await grew()).toBe(true);
        const edited = await catalog.saveItem(aChange({ ...shown, title: 'Sửa' }));
        expect(await grew()).toBe(true);
        const gone = await catalog.saveItem(aChange({ ...edited, state: 'withdrawn' }));
        expect(await grew()).toBe(true);
        await catalog.saveItem(aChange({ ...gone, title: 'Sửa khi đã gỡ' }));
        expect(await grew()).toBe(false);
        await catalog.saveUnit({
          id: 'xa-an',
          code: 'xa-an',
          name: 'Xã An',
          kind: 'commune',
          parentId: null,
          validFrom: null,
          validTo: null,
          successorId: null,
        });
        expect(await grew()).toBe(true);
      });
    });

    describeRooms(
      () => catalog,
      () => storage.queue,
      open,
    );
  });
}
