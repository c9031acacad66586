import { describe, expect, test } from '@jest/globals';
import { KnownItems } from '#server/search/scoring/known-items.ts';
import { pageOfItems, pageOfNewest } from '#server/search/scoring/rank-items.ts';
import type { ItemFacts } from '#server/search/scoring/item-facts.ts';
import { NO_FILTERS } from '#server/search/search-query.ts';
import { seededRandom } from '../../support/builders.ts';

const random = seededRandom(7);
const pick = (n: number): number => Math.floor(random() * n);
const facts = (itemId: string): ItemFacts => ({
  itemId,
  title: itemId,
  titleKey: itemId,
  publishedAt: `2026-0${1 + pick(9)}-0${1 + pick(9)}`,
  filters: NO_FILTERS,
});

/** Some items put in, changed and taken away; `eachTime` looks after every change. */
function changed(times: number, eachTime: (known: KnownItems<number, ItemFacts>) => void) {
  const known = new KnownItems<number, ItemFacts>();
  for (let n = 0; n < times; n += 1) {
    const key = pick(60);
    if (pick(3) === 0) known.delete(key);
    else known.set(key, facts(`id${String(key).padStart(2, '0')}`));
    eachTime(known);
  }
  return known;
}

const plain = (known: KnownItems<number, ItemFacts>) =>
  [...known.values()].map((item) => ({ item, score: 0 }));

describe('known items', () => {
  test('stand newest first after every change', () => {
    const known = changed(500, (now) => {
      const { page } = pageOfItems(plain(now), 'newest', 1_000, null);
      expect(now.newest()).toEqual(page.map(({ item }) => item));
    });
    known.clear();
    expect(known.newest()).toEqual([]);
  });

  test.each([1, 7, 30, 500])('give the same pages as a walk does, %i at a time', (limit) => {
    const known = changed(200, () => undefined);
    const gone = [...known].slice(0, 5);
    let after: string | null = null;
    do {
      const walked: ReturnType<typeof pageOfItems> = pageOfItems(
        plain(known),
        'newest',
        limit,
        after,
      );
      expect(pageOfNewest(known.newest(), limit, after)).toEqual({
        ...walked,
        page: walked.page.map(({ item }) => item),
      });
      after = walked.next;
      // A cursor of an item that is gone leads on all the same.
      const [key] = gone.pop() ?? [-1];
      known.delete(key);
    } while (after !== null);
  });

  test('refuse a cursor that is none of theirs', () => {
    for (const after of ['x', '', 'WzFd'])
      expect(() => pageOfNewest([], 5, after)).toThrow(
        expect.objectContaining({ code: 'invalid-cursor' }),
      );
  });
});
