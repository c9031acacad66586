import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Catalog } from '#server/ports.ts';
import type { Rating } from '#server/figures/rating.ts';
import type { VisitKind } from '#server/figures/visit.ts';
import { nextId } from '../../support/builders.ts';

/**
 * What every Catalog keeps of its readers: what they say, how often they come. Each test has items,
 * and days, of its own.
 */
export function describeReaders(catalogOf: () => Catalog): void {
  describe('an answer of a reader', () => {
    const rate = async (itemId: string, more: Partial<Rating> = {}): Promise<Rating> => {
      const rating: Rating = {
        id: randomUUID(),
        itemId,
        day: '2026-11-22',
        answer: 'yes',
        comment: '',
        ...more,
      };
      await catalogOf().addRating(rating);
      return rating;
    };

    test('counts for its item and for the shelf', async () => {
      const [item, other] = [nextId(), nextId()];
      const before = await catalogOf().countRatings(null);
      for (const answer of ['yes', 'yes', 'partly', 'no', 'yes'] as const)
        await rate(item, { answer });
      await rate(other, { answer: 'no' });
      expect(await catalogOf().countRatings(item)).toEqual({ yes: 3, partly: 1, no: 1 });
      expect(await catalogOf().countRatings(other)).toEqual({ yes: 0, partly: 0, no: 1 });
      expect(await catalogOf().countRatings('không có')).toEqual({ yes: 0, partly: 0, no: 0 });
      expect(await catalogOf().countRatings(null)).toEqual({
        yes: before.yes + 3,
        partly: before.partly + 1,
        no: before.no + 2,
      });
    });

    test('sent twice counts once, as it was first', async () => {
      const item = nextId();
      const rating = await rate(item, { comment: 'Dễ hiểu' });
      await catalogOf().addRating({ ...rating, answer: 'no', comment: 'khác' });
      expect(await catalogOf().countRatings(item)).toEqual({ yes: 1, partly: 0, no: 0 });
      expect(await catalogOf().ratingComments(item, 10)).toEqual([rating]);
    });

    test('is read back by its comment, newest day first, then by id; without one it is only counted', async () => {
      const item = nextId();
      await rate(item);
      const days = ['2999-12-30', '2999-12-31', '2999-12-30', '2999-12-29'];
      const ratings: Rating[] = [];
      for (const day of days)
        ratings.push(
          await rate(item, { day, answer: 'partly', comment: `Chữ “nhỏ” quá 😀\n${day}` }),
        );
      const expected = ratings.toSorted((a, b) =>
        `${a.day} ${a.id}` < `${b.day} ${b.id}` ? 1 : -1,
      );
      expect(await catalogOf().ratingComments(item, 10)).toEqual(expected);
      expect(await catalogOf().ratingComments(item, 2)).toEqual(expected.slice(0, 2));
      expect(await catalogOf().ratingComments(null, 4)).toEqual(expected);
      expect(await catalogOf().ratingComments(nextId(), 10)).toEqual([]);
    });

    test('keeps counting when its comment is emptied', async () => {
      const item = nextId();
      const [kept, emptied] = [
        await rate(item, { comment: 'hay' }),
        await rate(item, { answer: 'no', comment: '0912 345 678' }),
      ];
      await catalogOf().clearRatingComment(emptied.id);
      await catalogOf().clearRatingComment('không có');
      expect(await catalogOf().ratingComments(item, 10)).toEqual([kept]);
      expect(await catalogOf().findRating(kept.id)).toEqual(kept);
      expect(await catalogOf().findRating(emptied.id)).toEqual({ ...emptied, comment: '' });
      expect(await catalogOf().findRating('không có')).toBeNull();
      expect(await catalogOf().countRatings(item)).toEqual({ yes: 1, partly: 0, no: 1 });
    });
  });

  describe('the visits', () => {
    const visit = (day: string, itemId: string, kind: VisitKind, count = 1) => ({
      day,
      itemId,
      kind,
      count,
    });

    test('add up by day, item and kind', async () => {
      const item = nextId();
      await catalogOf().addVisits([
        visit('2001-01-01', item, 'view', 2),
        visit('2001-01-01', item, 'read'),
        visit('2001-01-01', item, 'view', 3),
      ]);
      await catalogOf().addVisits([
        visit('2001-01-01', item, 'view'),
        visit('2001-01-02', item, 'download', 4),
        visit('2001-01-03', item, 'play', 5),
      ]);
      await catalogOf().addVisits([]);
      expect(await catalogOf().sumVisits(item, { from: '2001-01-01', to: '2001-01-01' })).toEqual({
        view: 6,
        read: 1,
        download: 0,
        play: 0,
        embed: 0,
      });
      expect(await catalogOf().sumVisits(item, { from: '2001-01-02', to: '2001-01-03' })).toEqual({
        view: 0,
        read: 0,
        download: 4,
        play: 5,
        embed: 0,
      });
      expect(await catalogOf().sumVisits(item, { from: null, to: '2001-01-02' })).toEqual({
        view: 6,
        read: 1,
        download: 4,
        play: 0,
        embed: 0,
      });
      expect(await catalogOf().sumVisits(nextId(), { from: null, to: '9999-12-31' })).toEqual({
        view: 0,
        read: 0,
        download: 0,
        play: 0,
        embed: 0,
      });
    });

    test('of the shelf are those of every item and of pages that belong to none', async () => {
      await catalogOf().addVisits([
        visit('2002-02-02', nextId(), 'view', 2),
        visit('2002-02-02', nextId(), 'play'),
        visit('2002-02-02', '', 'view', 10),
        visit('2002-02-02', '', 'embed', 7),
      ]);
      expect(await catalogOf().sumVisits(null, { from: '2002-02-02', to: '2002-02-02' })).toEqual({
        view: 12,
        read: 0,
        download: 0,
        play: 1,
        embed: 7,
      });
    });

    test('name the items visited most, equal ones by id', async () => {
      const [a, b, c, d] = [nextId(), nextId(), nextId(), nextId()] as const;
      await catalogOf().addVisits([
        visit('2003-03-03', c, 'view', 3),
        visit('2003-03-03', a, 'view'),
        visit('2003-03-04', b, 'read', 2),
        visit('2003-03-03', b, 'view'),
        visit('2003-03-03', '', 'view', 99),
        visit('2003-03-09', d, 'view', 50),
      ]);
      const period = { from: '2003-03-03', to: '2003-03-04' };
      expect(await catalogOf().mostVisited(period, 10)).toEqual([
        { itemId: b, view: 1, read: 2, download: 0, play: 0, embed: 0 },
        { itemId: c, view: 3, read: 0, download: 0, play: 0, embed: 0 },
        { itemId: a, view: 1, read: 0, download: 0, play: 0, embed: 0 },
      ]);
      expect((await catalogOf().mostVisited(period, 1)).map((v) => v.itemId)).toEqual([b]);
      expect(await catalogOf().mostVisited({ from: '2003-04-01', to: '2003-04-30' }, 10)).toEqual(
        [],
      );
    });

    test('and answers change nothing that readers see', async () => {
      const revision = await catalogOf().publicRevision();
      await catalogOf().addVisits([visit('2004-04-04', nextId(), 'view')]);
      await catalogOf().addRating({
        id: randomUUID(),
        itemId: nextId(),
        day: '2004-04-04',
        answer: 'no',
        comment: 'x',
      });
      expect(await catalogOf().publicRevision()).toBe(revision);
    });
  });
}
