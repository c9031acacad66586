import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { unknownLaw } from '#server/laws/law-record.ts';
import { lawReference } from '#server/base/vietnamese/law-number.ts';
import type { Catalog } from '#server/ports.ts';
import {
  isOfItem,
  SHELF_RECORD_KINDS,
  type ShelfRecord,
  type ShelfRecordKind,
  type ShelfValues,
} from '#server/keeping/shelf-record.ts';
import {
  NOW,
  aChange,
  aJob,
  anAccount,
  anAttachment,
  anEvent,
  aHolding,
  aLoan,
  anItem,
  aNotice,
  aPassage,
  aText,
  nextId,
} from '../../support/builders.ts';
import { aCorrection, aCorrectionEvent, aTextReport } from '../../support/make/some-corrections.ts';
import { aQuestion } from '../../support/make/some-questions.ts';
import { aSubscriber, aWish } from '../../support/make/some-subscribers.ts';
import { aNewsEntry } from '../../support/make/some-news.ts';
import { aRound, aUnitReport } from '../../support/reports/some-reports.ts';
import { aReading } from '../../support/make/some-readings.ts';
import { addEvents, aSecurityEvent } from '../../support/audit/some-events.ts';
import { aGenre, anAudience, hidden } from '../../support/vocabulary.ts';
import { aDelivery, aSent, aTarget } from '../../support/exchange/some-deliveries.ts';
import type { OpenStorage, StorageUnderTest } from '../../support/storage-under-test.ts';

const all = async (catalog: Catalog, after: string | null = null): Promise<ShelfRecord[]> => {
  const records: ShelfRecord[] = [];
  for await (const record of catalog.dump(after)) records.push(record);
  return records;
};
const ofKind = <K extends ShelfRecordKind>(
  records: readonly ShelfRecord[],
  kind: K,
): ShelfValues[K][] => records.filter((r) => r.kind === kind).map((r) => r.value as ShelfValues[K]);

const UNIT = {
  id: 'xa-an',
  code: 'xa-an',
  name: 'Xã An',
  kind: 'commune',
  parentId: null,
  validFrom: null,
  validTo: null,
  successorId: null,
} as const;

/** An item with texts and a history, and one with notices; their ids, in order. */
async function fillItems(catalog: Catalog): Promise<readonly [string, string]> {
  const attachments = [anAttachment(), anAttachment(), anAttachment()];
  const [first, second] = [
    anItem({
      attachments,
      title: 'Sách “một” 😀',
      lawRefs: [{ ...lawReference('1/2020/NĐ-CP'), url: 'https://a.example/1' }],
      state: 'published',
      publishedAt: NOW,
    }),
    anItem({ title: 'Sách hai' }),
  ];
  // The second file is read before the first: the dump follows the order of the files.
  const texts = [attachments[1]!, attachments[0]!].map((a) =>
    aText(a.id, {
      passages: [0, 1].map((ordinal) =>
        aPassage({
          itemId: first.id,
          attachmentId: a.id,
          ordinal,
          locator: { kind: 'chapter', chapter: ordinal + 1, fragment: 'm-1' },
          text: 'Đất đai',
        }),
      ),
      sections: [
        { attachmentId: a.id, number: 1, title: 'Chương 1', href: 'c1.xhtml', html: '<p>1</p>' },
      ],
      print: Array.from({ length: 64 }, (_, i) => i * 1_000_003),
      resources: [
        {
          attachmentId: a.id,
          name: 'bia.png',
          mediaType: 'image/png',
          sha256: 'cd'.repeat(32),
          bytes: 9,
        },
      ],
      outline: [
        { title: 'Chương 1', level: 1, locator: { kind: 'chapter', chapter: 1, fragment: null } },
      ],
    }),
  );
  const saved = await catalog.saveItem(
    aChange(first, { event: anEvent(first.id), texts, jobs: [aJob()] }),
  );
  await catalog.saveItem(
    aChange(
      { ...saved, title: 'Sách một, sửa' },
      { event: anEvent(first.id, { action: 'edit', reason: '“lý do”' }) },
    ),
  );
  const [read] = attachments;
  await catalog.saveReading(aReading({ itemId: first.id, attachmentId: read!.id, page: 2 }));
  await catalog.saveReading(
    aReading({ itemId: first.id, attachmentId: read!.id, found: null, reason: 'file-broken' }),
  );
  const page = { itemId: first.id, sha256: read!.sha256, page: 2 };
  const events = [aCorrectionEvent(page), aCorrectionEvent(page)];
  await catalog.saveCorrection({ correction: aCorrection(page), events, jobs: [] });
  await catalog.addTextReport(aTextReport(page), 9);
  await catalog.saveItem(
    aChange(second, { notices: [aNotice('x'), aNotice('x', { readAt: NOW })] }),
  );
  return [first.id, second.id];
}

async function fillPeople(catalog: Catalog): Promise<void> {
  await catalog.saveUnit(UNIT);
  await catalog.saveAccount(anAccount({ username: 'can-bo-1' }));
  await catalog.saveSession({
    tokenHash: 'ab'.repeat(32),
    accountId: 'x',
    createdAt: NOW,
    expiresAt: '9999-01-01T00:00:00.000Z',
    seenAt: NOW,
    from: '',
    device: '',
    pending: false,
  });
}

/** What the staff write besides items: laws, collections, pages and terms. */
async function fillLists(catalog: Catalog, itemId: string): Promise<void> {
  await catalog.saveLaws([
    {
      ...unknownLaw('2/2020/NĐ-CP', 'Nghị định “hai”'),
      state: 'het',
      effectiveTo: '2026-01-01',
      replacedBy: ['3/2026/NĐ-CP'],
    },
  ]);
  await catalog.saveFact('demo', 'done');
  await catalog.saveCollection({
    slug: 'bo',
    title: 'Bộ',
    intro: '',
    itemIds: [itemId],
    season: { from: '10-01', to: '11-30' },
    rank: 2,
    hidden: true,
    version: 0,
    changedAt: NOW,
    changedBy: 'Ai đó',
  });
  const page = await catalog.saveAuthority({
    list: 'page',
    id: 'quy-che',
    rank: 1,
    version: 0,
    changedAt: NOW,
    changedBy: 'Ai đó',
    value: { title: 'Quy chế', body: '# Một', hidden: false },
  });
  await catalog.saveAuthority({ ...page, value: { ...page.value, body: '# Hai' } });
  await catalog.saveAuthority(hidden(await catalog.saveAuthority(aGenre())));
  await catalog.saveAuthority(anAudience());
}

async function fillPaperShelf(catalog: Catalog, itemId: string): Promise<void> {
  const copy = aHolding({ itemId, state: 'dang-muon' });
  await catalog.saveHoldings([
    { holding: copy, loan: aLoan(copy) },
    { holding: aHolding({ itemId }), loan: null },
  ]);
  const stocktake = {
    id: nextId(),
    placeId: copy.placeId,
    openedAt: NOW,
    openedBy: 'Ai đó',
    closedAt: null,
    closedBy: '',
    result: null,
  };
  await catalog.saveStocktake(stocktake);
  await catalog.addFound(stocktake.id, copy.id);
}

/** What readers leave behind, and what the links on the shelf answered. */
async function fillVisits(catalog: Catalog, itemId: string): Promise<void> {
  await catalog.noteEmptyQuery('khong co', NOW);
  await catalog.noteEmptyQuery('khong co', NOW);
  await catalog.addQueries([
    { day: '2026-11-22', folded: '', outcome: 'weak', count: 2 },
    { day: '2026-11-22', folded: 'sang ten xe', outcome: 'weak', count: 2 },
  ]);
  await catalog.addFrequentQueries([
    { key: 'a', shown: 'mất sổ đỏ', count: 3, day: '2026-11-22' },
    { key: 'b', shown: 'tên ai đó', count: 1, day: '2026-11-22' },
  ]);
  await catalog.addVisits([
    { day: '2026-11-22', itemId, kind: 'view', count: 3 },
    { day: '2026-11-22', itemId: '', kind: 'view', count: 4 },
  ]);
  await catalog.addRating({
    id: nextId(),
    itemId,
    day: '2026-11-22',
    answer: 'yes',
    comment: 'Hay',
  });
  await catalog.saveShelfLinks(['https://shelf.example/']);
  await catalog.saveLinkCheck({
    address: 'https://a.example/1',
    checkedAt: NOW,
    state: 'broken',
    status: 404,
    fault: 'status',
    failures: 3,
    failingSince: NOW,
    nextAt: '2027-01-01T00:00:00.000Z',
  });
}

/** What another system was sent, and what it answered. */
async function fillDeliveries(catalog: Catalog, itemId: string): Promise<void> {
  const target = await catalog.saveTarget(aTarget());
  const { id } = await catalog.saveDelivery(aDelivery(target.id, { state: 'sent' }), []);
  await catalog.saveDelivery(aDelivery(target.id), []);
  await catalog.saveSentItems([aSent(target.id, itemId, { deliveryId: id, state: 'refused' })]);
}

/** Something of every kind. Gives the ids of two items, in order. */
async function fill(catalog: Catalog): Promise<readonly [string, string]> {
  const [first, second] = await fillItems(catalog);
  await fillPeople(catalog);
  await fillLists(catalog, first);
  await fillPaperShelf(catalog, first);
  await fillVisits(catalog, first);
  await fillDeliveries(catalog, first);
  await catalog.addQuestion(aQuestion(), '2026', 9);
  const wish = aWish();
  await catalog.addWish(wish, { ofAddress: 1, ofAll: 9 }, []);
  await catalog.confirmWish(wish.id, aSubscriber());
  await catalog.addDeskScans([
    { day: '2026-05-01', unitId: 'xa-an', procedure: 'khai-sinh', count: 3 },
  ]);
  const news = await catalog.saveUnitEntry(aNewsEntry());
  await catalog.saveUnitEntry({ ...news, state: 'published' });
  const round = await catalog.saveRound(aRound());
  await catalog.saveReport(aUnitReport(round, 'xa-an'), { items: [] });
  await addEvents(catalog, aSecurityEvent(), aSecurityEvent({ kind: 'sign-out' }));
  return [first, second];
}

/** What every Catalog keeps of being carried elsewhere: each test has storages of its own. */
export function describeDump(open: OpenStorage): void {
  describe('the whole catalog', () => {
    let from: StorageUnderTest;
    let to: StorageUnderTest;
    let ids: readonly [string, string];
    let records: ShelfRecord[];
    beforeAll(async () => {
      [from, to] = [await open(), await open()];
      ids = await fill(from.catalog);
      records = await all(from.catalog);
    });
    afterAll(async () => {
      await from.close();
      await to.close();
    });

    test('is given in the order in which it is taken in, each item followed by its texts', () => {
      const stage = (kind: ShelfRecordKind): number =>
        SHELF_RECORD_KINDS.indexOf(isOfItem(kind) ? 'item' : kind);
      expect(records.map((r) => stage(r.kind))).toEqual(
        records.map((r) => stage(r.kind)).toSorted((a, b) => a - b),
      );
      expect(new Set(records.map((r) => r.kind))).toEqual(new Set(SHELF_RECORD_KINDS));
      expect(
        records.filter((r) => r.kind === 'item' || isOfItem(r.kind)).map((r) => r.kind),
      ).toEqual([
        'item',
        'text',
        'text',
        'page-reading',
        'page-reading',
        'page-correction',
        'text-report',
        'item',
      ]);
      const [item] = ofKind(records, 'item');
      expect(ofKind(records, 'text').map((t) => t.attachmentId)).toEqual(
        item!.item.attachments.slice(0, 2).map((a) => a.id),
      );
      expect(item!.events.map((e) => e.action)).toEqual(['create', 'edit']);
      expect(item!.item.version).toBe(2);
    });

    test('begins after an item when asked, the rest as before', async () => {
      const rest = await all(from.catalog, ids[0]);
      expect(ofKind(rest, 'item').map((i) => i.item.id)).toEqual([ids[1]]);
      expect(ofKind(rest, 'text')).toEqual([]);
      expect(ofKind(rest, 'page-reading')).toEqual([]);
      expect(ofKind(rest, 'unit')).toEqual(ofKind(records, 'unit'));
    });

    test('stands elsewhere as it stood, however often it is taken in', async () => {
      const before = await to.catalog.publicRevision();
      await to.catalog.load(records.slice(0, 5));
      for (let n = 0; n < 2; n++) await to.catalog.load(records);
      expect(await all(to.catalog)).toEqual(records);
      expect(await to.catalog.publicRevision()).toBeGreaterThan(before);
      expect(await to.queue.pending()).toBe(0);
    });

    test('is found elsewhere by everything that looks for it', async () => {
      const { catalog } = to;
      const [item] = ofKind(records, 'item');
      const { id, attachments } = item!.item;
      expect(await catalog.findItemByAttachment(attachments[0]!.id)).toEqual(item!.item);
      expect((await catalog.findItemsByFile(attachments[0]!.sha256)).map((i) => i.id)).toEqual([
        id,
      ]);
      expect(
        (
          await catalog.listItems({
            states: [],
            unitId: null,
            lawKey: '1/2020/nd-cp',
            updatedSince: null,
            order: 'newest',
            limit: 5,
            after: null,
          })
        ).rows.map((i) => i.id),
      ).toEqual(
        (
          await from.catalog.listItems({
            states: [],
            unitId: null,
            lawKey: '1/2020/nd-cp',
            updatedSince: null,
            order: 'newest',
            limit: 5,
            after: null,
          })
        ).rows.map((i) => i.id),
      );
      expect(await catalog.listPassages(id, null, 10)).toEqual(
        await from.catalog.listPassages(id, null, 10),
      );
      expect(
        (await catalog.listLaws({ search: '', units: null, limit: 5, after: null })).rows.map(
          ({ law, citing }) => [law.number, law.version, citing],
        ),
      ).toEqual([
        ['1/2020/NĐ-CP', 0, 1],
        ['2/2020/NĐ-CP', 1, 0],
      ]);
      expect(
        (
          await catalog.findAlike((await from.catalog.findFingerprint(attachments[1]!.id))!, {
            least: 0.9,
            limit: 5,
          })
        ).map((a) => [a.itemId, a.share]),
      ).toEqual([
        [id, 1],
        [id, 1],
      ]);
      expect(
        (
          await catalog.itemsNamed({
            kind: 'title',
            key: 'sach mot sua',
            values: null,
            units: null,
            limit: 5,
            after: null,
          })
        ).rows.map((i) => i.id),
      ).toEqual([id]);
      expect((await catalog.findAccount('can-bo-1'))?.username).toBe('can-bo-1');
      expect(await catalog.countRatings(id)).toEqual({ yes: 1, partly: 0, no: 0 });
      expect((await catalog.brokenLinks(5)).map((l) => [l.address, l.itemIds])).toEqual([
        ['https://a.example/1', [id]],
      ]);
      expect(await catalog.events(id)).toEqual(item!.events);
    });

    test('replaces an item with its history and leaves others alone', async () => {
      const [item] = ofKind(records, 'item');
      await to.catalog.load([
        {
          kind: 'item',
          value: {
            item: { ...item!.item, title: 'Bản khác', version: 9 },
            events: item!.events.slice(0, 1),
          },
        },
      ]);
      expect(await to.catalog.findItem(ids[0])).toEqual({
        ...item!.item,
        title: 'Bản khác',
        version: 9,
      });
      expect(await to.catalog.events(ids[0])).toEqual(item!.events.slice(0, 1));
      expect((await to.catalog.findItem(ids[1]))?.title).toBe('Sách hai');
    });
  });
}
