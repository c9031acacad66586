import { describe, expect, test } from '@jest/globals';
import type { Item } from '#server/items/item.ts';
import { unknownLaw, type LawRecord } from '#server/laws/law-record.ts';
import type { LawReview } from '#server/items/law-review.ts';
import { lawNumberKey, lawReference } from '#server/base/vietnamese/law-number.ts';
import { indexCitingJob } from '#server/base/job.ts';
import type { Catalog, Queue } from '#server/ports.ts';
import { NOW, aChange, anItem, nextId } from '../../support/builders.ts';

/** What every Catalog keeps of laws. Each test works on numbers of its own. */
export function describeLaws(catalogOf: () => Catalog, queueOf: () => Queue): void {
  describe('the laws', () => {
    let count = 0;
    const aNumber = (): string => `${++count}/2001/TT-ABC`;
    const publish = (numbers: readonly string[], more: Partial<Item> = {}): Promise<Item> =>
      catalogOf().saveItem(
        aChange(
          anItem({
            state: 'published',
            publishedAt: NOW,
            lawRefs: numbers.map(lawReference),
            ...more,
          }),
        ),
      );
    const save = async (number: string, more: Partial<LawRecord>): Promise<LawRecord> => {
      const [before] = await catalogOf().findLaws([lawNumberKey(number)]);
      return (await catalogOf().saveLaws([{ ...(before ?? unknownLaw(number)), ...more }]))[0]!;
    };
    const waiting = async (
      day: string,
      keys: readonly string[],
      limit = 500,
    ): Promise<[string, string][]> => {
      const found: [string, string][] = [];
      let after: string | null = null;
      do {
        const page = await catalogOf().citationsToReview({ day, limit, after });
        found.push(...page.rows.map(({ law, item }): [string, string] => [law.key, item.id]));
        after = page.next;
      } while (after !== null);
      return found.filter(([key]) => keys.includes(key));
    };

    test('are read back as they were saved, in the order asked, one version on', async () => {
      const [a, b] = [aNumber(), aNumber()];
      const before = await catalogOf().publicRevision();
      const saved = await catalogOf().saveLaws([
        { ...unknownLaw(a, 'Thông tư “một” 😀'), issued: '2001-05', replacedBy: [b], note: 'x' },
        unknownLaw(b),
      ]);
      expect(saved.map((l) => l.version)).toEqual([1, 1]);
      expect(await catalogOf().findLaws([saved[1]!.key, 'none', saved[0]!.key])).toEqual([
        saved[1],
        saved[0],
      ]);
      expect(await catalogOf().publicRevision()).toBeGreaterThan(before);
    });

    test('that somebody else changed meanwhile are refused, all of them', async () => {
      const [a, b] = [aNumber(), aNumber()];
      const first = await save(a, { title: 'Một' });
      await expect(
        catalogOf().saveLaws([unknownLaw(b), { ...first, version: 0 }]),
      ).rejects.toMatchObject({ code: 'stale-version' });
      await expect(catalogOf().saveLaws([{ ...unknownLaw(b), version: 4 }])).rejects.toMatchObject({
        code: 'stale-version',
      });
      expect(await catalogOf().findLaws([lawNumberKey(a), lawNumberKey(b)])).toEqual([first]);
      const results = await Promise.allSettled(
        ['x', 'y'].map((title) => catalogOf().saveLaws([{ ...first, title }])),
      );
      expect(results.map((r) => r.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    });

    test('are saved together with the jobs they cause, or neither is', async () => {
      const number = aNumber();
      const law = await save(number, {});
      const caused = { jobs: [indexCitingJob(law.key)], at: NOW };
      await expect(catalogOf().saveLaws([{ ...law, version: 9 }], caused)).rejects.toMatchObject({
        code: 'stale-version',
      });
      expect(await queueOf().pendingOfGroup('refresh-standings')).toBe(0);
      await catalogOf().saveLaws([{ ...law, title: 'Mới' }], caused);
      expect(await queueOf().pendingOfGroup('refresh-standings')).toBe(1);
    });

    test('that ended in part or are suspended wait like the ended, until somebody says it is right', async () => {
      const [partly, suspended, holds] = [aNumber(), aNumber(), aNumber()];
      await save(partly, { state: 'het_mot_phan' });
      await save(suspended, { state: 'ngung', effectiveFrom: '2001-01-01' });
      await save(holds, { state: 'con' });
      const keys = [partly, suspended, holds].map(lawNumberKey);
      const item = await publish([partly, suspended, holds]);
      const validity = { ...item.validity, state: 'mot_phan' } as const;
      await publish([partly], { validity });
      expect(await waiting('2001-01-01', keys)).toEqual([
        [keys[0], item.id],
        [keys[1], item.id],
      ]);
      const review: LawReview = {
        lawKey: keys[0]!,
        endsOn: '!het_mot_phan',
        decision: 'still-right',
        reason: 'x',
        by: 'A',
        at: NOW,
      };
      await catalogOf().saveItem(aChange({ ...item, lawReviews: [review] }));
      expect(await waiting('2001-01-01', keys)).toEqual([[keys[1], item.id]]);
      const [stored] = await catalogOf().findLaws([keys[0]!]);
      await catalogOf().saveLaws([{ ...stored!, effectiveTo: '2001-06-01' }]);
      expect((await waiting('2001-06-01', [keys[0]!])).length).toBe(2);
    });

    test('are known as soon as an item cites them, and what people wrote of them stays', async () => {
      const [a, b] = [aNumber(), aNumber()];
      const known = await save(b, { title: 'Tên đúng', state: 'con' });
      const items = await Promise.all(
        [1, 2, 3].map(() =>
          catalogOf().saveItem(
            aChange(
              anItem({
                lawRefs: [
                  { ...lawReference(a), title: 'Tên' },
                  { ...lawReference(b.toLowerCase()), title: 'Tên sai' },
                ],
              }),
            ),
          ),
        ),
      );
      expect(items).toHaveLength(3);
      expect(await catalogOf().findLaws([lawNumberKey(a), lawNumberKey(b)])).toEqual([
        unknownLaw(a, 'Tên'),
        known,
      ]);
    });

    test('are listed by key with the number of items that cite them, page by page, and found by part of the number', async () => {
      const numbers = ['3/1999/QĐ-XYZW', '1/1999/QĐ-XYZW', '2/1999/QĐ-XYZW'];
      await publish(numbers);
      await catalogOf().saveItem(aChange(anItem({ lawRefs: [lawReference(numbers[1]!)] })));
      const first = await catalogOf().listLaws({
        search: '1999qdxyz',
        units: null,
        limit: 2,
        after: null,
      });
      expect(first.rows.map(({ law, citing }) => [law.number, citing])).toEqual([
        ['1/1999/QĐ-XYZW', 2],
        ['2/1999/QĐ-XYZW', 1],
      ]);
      const second = await catalogOf().listLaws({
        search: '1999qdxyz',
        units: null,
        limit: 2,
        after: first.next,
      });
      expect([second.rows.map(({ law }) => law.number), second.next]).toEqual([
        ['3/1999/QĐ-XYZW'],
        null,
      ]);
      expect(
        (await catalogOf().listLaws({ search: 'khongco', units: null, limit: 2, after: null }))
          .rows,
      ).toEqual([]);
    });

    test('that only drafts of other units cite are neither listed nor counted for who may not see those', async () => {
      const [shared, drafted, described] = ['1/1998/QĐ-XYZU', '2/1998/QĐ-XYZU', '3/1998/QĐ-XYZU'];
      await publish([shared!]);
      const draft = (unitId: string, ...cited: (string | undefined)[]) =>
        catalogOf().saveItem(
          aChange(anItem({ unitId, lawRefs: cited.map((number) => lawReference(number!)) })),
        );
      await draft('xa-la', shared, drafted, described);
      await draft('xa-quen', shared);
      await save(described!, { title: 'Đã ghi' });
      const seen = async (units: readonly string[] | null, limit = 9) =>
        (await catalogOf().listLaws({ search: '1998qdxyzu', units, limit, after: null })).rows.map(
          ({ law, citing }) => [law.number, citing],
        );
      expect(await seen(null)).toEqual([
        [shared, 3],
        [drafted, 1],
        [described, 1],
      ]);
      expect(await seen(['xa-quen'])).toEqual([
        [shared, 2],
        [described, 0],
      ]);
      expect(await seen(['xa-la', 'xa-quen'])).toEqual(await seen(null));
      expect(await seen([], 1)).toEqual([[shared, 1]]);
      const first = await catalogOf().listLaws({
        search: '1998qdxyzu',
        units: [],
        limit: 1,
        after: null,
      });
      const second = await catalogOf().listLaws({
        search: '1998qdxyzu',
        units: [],
        limit: 1,
        after: first.next,
      });
      expect([second.rows.map(({ law }) => law.number), second.next]).toEqual([[described], null]);
    });

    test('that ended bring every published item that cites them, from the day of their end on', async () => {
      const [a, b, c] = [aNumber(), aNumber(), aNumber()];
      const keys = [a, b, c].map(lawNumberKey);
      const [one, two] = [await publish([a, b]), await publish([a])];
      await publish([a], { state: 'draft', publishedAt: null });
      await publish([a], { state: 'withdrawn' });
      await publish([c]);
      const before = await catalogOf().countCitationsToReview('2001-06-01');
      await save(a, { effectiveTo: '2001-06-01' });
      await save(b, { state: 'het' });
      await save(c, { state: 'chua', effectiveFrom: '2002-01-01' });
      expect(await waiting('2001-05-31', keys)).toEqual([[keys[1], one.id]]);
      const all = [
        [keys[1], one.id],
        [keys[0], one.id],
        [keys[0], two.id],
      ];
      expect(await waiting('2001-06-01', keys)).toEqual(all);
      expect(await waiting('2001-06-01', keys, 1)).toEqual(all);
      expect(await catalogOf().countCitationsToReview('2001-06-01')).toBe(before + 3);
    });

    test('need no look any more once a person has settled that end, or the record says that it no longer holds', async () => {
      const a = aNumber();
      const key = lawNumberKey(a);
      const law = await save(a, { effectiveTo: '2001-06-01' });
      const review = (decision: LawReview['decision'], endsOn = '2001-06-01'): LawReview => ({
        lawKey: key,
        endsOn,
        decision,
        reason: 'x',
        by: 'y',
        at: NOW,
      });
      let item = await publish([a]);
      const other = await publish([a]);
      const change = async (more: Partial<Item>): Promise<void> => {
        item = await catalogOf().saveItem(aChange({ ...item, ...more }));
      };
      await change({ lawReviews: [review('revise')] });
      expect(await waiting('2002-01-01', [key])).toEqual([
        [key, item.id],
        [key, other.id],
      ]);
      await change({
        lawReviews: [review('revise'), review('still-right'), review('still-right')],
      });
      expect(await waiting('2002-01-01', [key])).toEqual([[key, other.id]]);
      await catalogOf().saveLaws([{ ...law, effectiveTo: '2001-07-01' }]);
      expect(await waiting('2002-01-01', [key])).toEqual([
        [key, item.id],
        [key, other.id],
      ]);
      await change({ validity: { ...item.validity, state: 'het' } });
      expect(await waiting('2002-01-01', [key])).toEqual([[key, other.id]]);
    });

    test('let an item be reviewed and withdrawn in one step, or neither', async () => {
      const item = await publish([aNumber()]);
      const step = (version: number, more: Partial<Item>) => aChange({ ...item, version, ...more });
      await expect(
        catalogOf().saveItems([step(1, { title: 'Một' }), step(1, { state: 'withdrawn' })]),
      ).rejects.toMatchObject({ code: 'stale-version' });
      expect(await catalogOf().findItem(item.id)).toEqual(item);
      expect(
        (
          await catalogOf().saveItems([step(1, { title: 'Một' }), step(2, { state: 'withdrawn' })])
        ).map((i) => [i.version, i.state]),
      ).toEqual([
        [2, 'published'],
        [3, 'withdrawn'],
      ]);
    });

    test('bring older items with the fields that later forms added', async () => {
      const number = aNumber();
      await save(number, { state: 'het', effectiveTo: '2001-05-05' });
      const { supersededBy: _, ...older } = anItem({
        state: 'published',
        publishedAt: NOW,
        lawRefs: [lawReference(number)],
      });
      await catalogOf().saveItem(aChange(older as Item));
      const { rows } = await catalogOf().citationsToReview({
        day: '2001-05-05',
        limit: 500,
        after: null,
      });
      expect(rows.find(({ item }) => item.id === older.id)?.item.supersededBy).toBeNull();
    });

    test('cited by a thing called like a law are kept apart from what is no number', async () => {
      const item = await publish(['---', nextId()]);
      expect(await catalogOf().findItem(item.id)).toEqual(item);
      expect(
        (
          await catalogOf().listLaws({ search: '', units: null, limit: 1000, after: null })
        ).rows.every(({ law }) => law.key !== ''),
      ).toBe(true);
    });
  });
}
