import { describe, expect, test } from '@jest/globals';
import { NO_FILTERS, SEARCH_SORTS, type SearchSort } from '#server/search/search-query.ts';
import { countFacets, fits, type ItemFacts } from '#server/search/scoring/item-facts.ts';
import {
  asHit,
  pageOfItems,
  rankItems,
  type ScoredPassage,
} from '#server/search/scoring/rank-items.ts';
import { sortKey } from '#server/base/vietnamese/syllables.ts';
import { seededRandom } from '../../support/builders.ts';

const NO_EVIDENCE = {
  syllables: 0,
  pairs: 0,
  triples: 0,
  tones: 0,
  inHeading: 0,
  withTitle: 0,
  headingExplained: 0,
  headingLength: 0,
  length: 1,
  density: 0,
  longestRun: 0,
  firstAt: 1,
  rarestPair: 0,
  added: 0,
  perSyllable: 0,
};

const facts = (itemId: string, more: Partial<ItemFacts> = {}): ItemFacts => {
  const title = more.title ?? itemId;
  return {
    itemId,
    title,
    titleKey: sortKey(title),
    publishedAt: '2026-01-01',
    filters: NO_FILTERS,
    ...more,
  };
};

interface Spot {
  readonly item?: ItemFacts;
  readonly digest?: string;
  readonly score?: number;
  readonly ordinal?: number;
  readonly record?: boolean;
  readonly lifted?: boolean;
  readonly hasNumber?: boolean;
  readonly contents?: boolean;
}
let spots = 0;
const aSpot = ({
  item = facts('a'),
  digest = `d${spots++}`,
  score = 5,
  ordinal = 0,
  record = false,
  lifted = false,
  hasNumber = false,
  contents = false,
}: Spot): ScoredPassage => ({
  item,
  attachmentId: record ? '' : `${item.itemId}-a`,
  ordinal,
  locator: record ? { kind: 'record' } : { kind: 'page', page: ordinal + 1 },
  digest,
  hasNumber,
  score: {
    score,
    coverage: 0.5,
    pairs: 1,
    phrasesFit: true,
    inHeading: lifted,
    isHeading: lifted,
    isContents: contents,
    evidence: NO_EVIDENCE,
  },
});
const ids = (spotsOf: readonly ScoredPassage[], collapse = true): string[] =>
  rankItems(spotsOf, collapse).map(({ item }) => item.itemId);

describe('items from passages', () => {
  const a = facts('a');
  const b = facts('b');

  test('sink where only a page of contents names them, or what they say has ended', () => {
    const filters = { ...NO_FILTERS, validity: ['het'] };
    expect(
      ids([
        aSpot({ item: a, score: 7, contents: true }),
        aSpot({ item: b, score: 6 }),
        aSpot({ item: facts('ended', { filters }), score: 8 }),
      ]),
    ).toEqual(['b', 'ended', 'a']);
  });

  test('come best first, ties newer first, then by id', () => {
    const items = [
      facts('z', { publishedAt: '2026-03-01' }),
      facts('c'),
      facts('b'),
      facts('old', { publishedAt: '2020-01-01' }),
    ];
    expect(
      ids([...items.map((item) => aSpot({ item })), aSpot({ item: facts('top'), score: 9 })]),
    ).toEqual(['top', 'z', 'b', 'c', 'old']);
  });

  test('show at most three passages, best first, and none that scored nothing', () => {
    const [item] = rankItems(
      [1, 4, 0, 3, 2].map((score, ordinal) => aSpot({ score, ordinal })),
      true,
    );
    expect(item!.passages.map((p) => p.ordinal)).toEqual([1, 3, 4]);
    expect(rankItems([aSpot({ score: 0 })], true)).toEqual([]);
  });

  test('show a passage that stands in several of them once and name the others', () => {
    const twins = [aSpot({ item: a, digest: 'same' }), aSpot({ item: b, digest: 'same' })];
    const [shown, ...more] = rankItems(twins, true);
    expect(more).toEqual([]);
    expect(shown!.item.itemId).toBe('a');
    expect(shown!.passages).toMatchObject([{ itemId: 'a', alsoIn: ['b'] }]);
  });

  test('keep an item that has more than its doubles', () => {
    const found = rankItems(
      [
        aSpot({ item: a, digest: 'same' }),
        aSpot({ item: b, digest: 'same' }),
        aSpot({ item: b, digest: 'own', score: 1, ordinal: 7 }),
      ],
      true,
    );
    expect(
      found.map(({ item, passages }) => [item.itemId, passages.map((p) => p.ordinal)]),
    ).toEqual([
      ['a', [0]],
      ['b', [7]],
    ]);
  });

  test('are all listed when nothing is collapsed, each naming the others', () => {
    const found = rankItems(
      [aSpot({ item: a, digest: 'same' }), aSpot({ item: b, digest: 'same' })],
      false,
    );
    expect(found.map(({ passages }) => passages[0]!.alsoIn)).toEqual([['b'], ['a']]);
  });

  test('show a passage an item repeats only once, and do not name itself', () => {
    for (const collapse of [true, false]) {
      const [item] = rankItems(
        [aSpot({ digest: 'same', ordinal: 1 }), aSpot({ digest: 'same', ordinal: 2 })],
        collapse,
      );
      expect(item!.passages).toMatchObject([{ ordinal: 1, alsoIn: [] }]);
    }
  });

  test('do not collapse records with the same words', () => {
    expect(
      ids([
        aSpot({ item: a, digest: 'same', record: true }),
        aSpot({ item: b, digest: 'same', record: true }),
      ]),
    ).toEqual(['a', 'b']);
  });

  test('stand above a better body when their title is what was asked', () => {
    expect(
      ids([
        aSpot({ item: a, score: 10 }),
        aSpot({ item: b, score: 5, record: true, lifted: true }),
      ]),
    ).toEqual(['b', 'a']);
  });

  test('with the số hiệu in the record come before it in a text, before words alone', () => {
    const c = facts('c');
    expect(
      ids([
        aSpot({ item: a, score: 20 }),
        aSpot({ item: b, score: 3, hasNumber: true }),
        aSpot({ item: c, score: 3, hasNumber: true, record: true }),
      ]),
    ).toEqual(['c', 'b', 'a']);
  });

  test('leave their record out of the passages when there is better, and count it as matched otherwise', () => {
    const [item] = rankItems(
      [aSpot({ record: true, score: 9 }), aSpot({ ordinal: 4, score: 2 })],
      true,
    );
    expect(item!.passages.map((p) => p.locator.kind)).toEqual(['page']);
    const [only] = rankItems([aSpot({ record: true })], true);
    expect(only!.passages.map((p) => p.locator.kind)).toEqual(['record']);
    expect(asHit(only!, 0)).toMatchObject({ itemId: 'a', matched: 1 });
    expect(asHit(only!, 12).matched).toBe(12);
  });
});

describe('keyset pages', () => {
  const random = seededRandom(3);
  const pick = (n: number): number => Math.floor(random() * n);
  const entries = Array.from({ length: 137 }, (_, i) => ({
    score: pick(5) / 3,
    item: facts(`id${String((i * 7) % 137).padStart(3, '0')}`, {
      title: ['Đất đai', 'Dân sự', 'Ăn', 'Y tế'][pick(4)]!,
      publishedAt: `2026-0${1 + pick(4)}-01`,
    }),
  }));
  const walk = (sort: SearchSort, limit: number): string[] => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { page, next }: { page: typeof entries; next: string | null } = pageOfItems(
        entries,
        sort,
        limit,
        after,
      );
      expect(page.length).toBe(Math.min(limit, entries.length - seen.length));
      seen.push(...page.map(({ item }) => item.itemId));
      after = next;
    } while (after !== null);
    return seen;
  };
  const order = (sort: SearchSort): string[] =>
    entries
      .toSorted((a, b) => {
        const byDate =
          a.item.publishedAt < b.item.publishedAt
            ? 1
            : a.item.publishedAt > b.item.publishedAt
              ? -1
              : 0;
        const byTitle =
          a.item.titleKey < b.item.titleKey ? -1 : a.item.titleKey > b.item.titleKey ? 1 : 0;
        const first =
          sort === 'title' ? byTitle : sort === 'newest' ? byDate : b.score - a.score || byDate;
        return first || (a.item.itemId < b.item.itemId ? -1 : 1);
      })
      .map(({ item }) => item.itemId);

  test.each(
    SEARCH_SORTS.flatMap((sort) => [1, 7, 50, 137, 500].map((limit) => [sort, limit] as const)),
  )('by %s, %i at a time, hold every item exactly once in order', (sort, limit) => {
    expect(walk(sort, limit)).toEqual(order(sort));
  });

  test('of nothing are one empty page', () => {
    expect(pageOfItems([], 'relevance', 10, null)).toEqual({
      page: [],
      next: null,
      previous: null,
    });
  });

  test.each(SEARCH_SORTS.flatMap((sort) => [1, 7, 137].map((limit) => [sort, limit] as const)))(
    'by %s, %i at a time, lead back page by page to the beginning',
    (sort, limit) => {
      const cursors: (string | null)[] = [null];
      for (let next = pageOfItems(entries, sort, limit, null).next; next !== null;) {
        cursors.push(next);
        next = pageOfItems(entries, sort, limit, next).next;
      }
      const back = cursors.map((after) => pageOfItems(entries, sort, limit, after).previous);
      expect(back).toEqual([null, ...cursors.slice(0, -1)]);
    },
  );

  test('refuse a cursor that is none of theirs', () => {
    for (const after of ['x', '', 'WzFd'])
      expect(() => pageOfItems(entries, 'newest', 5, after)).toThrow(
        expect.objectContaining({ code: 'invalid-cursor' }),
      );
  });
});

describe('filters', () => {
  const items = [
    facts('a', {
      filters: { ...NO_FILTERS, subjects: ['11', '44'], genres: ['sach'], years: ['2026'] },
    }),
    facts('b', {
      filters: { ...NO_FILTERS, subjects: ['11'], genres: ['video'], years: ['2025'] },
    }),
    facts('c', { filters: { ...NO_FILTERS, subjects: ['16'], genres: ['sach'], years: ['2026'] } }),
  ];
  const fitting = (filters: Partial<typeof NO_FILTERS>): string[] =>
    items.filter((i) => fits(i, { ...NO_FILTERS, ...filters })).map((i) => i.itemId);

  test('take any value within one and all across several', () => {
    expect(fitting({})).toEqual(['a', 'b', 'c']);
    expect(fitting({ subjects: ['44', '16'] })).toEqual(['a', 'c']);
    expect(fitting({ subjects: ['11'], genres: ['sach'] })).toEqual(['a']);
    expect(fitting({ audiences: ['nguoi-dan'] })).toEqual([]);
  });

  test('count what a second value would add, largest first, then by value', () => {
    const facets = countFacets(items, { ...NO_FILTERS, genres: ['sach'] });
    expect(facets.subjects).toEqual([
      { value: '11', count: 1 },
      { value: '16', count: 1 },
      { value: '44', count: 1 },
    ]);
    expect(facets.genres).toEqual([
      { value: 'sach', count: 2 },
      { value: 'video', count: 1 },
    ]);
    expect(facets.years).toEqual([{ value: '2026', count: 2 }]);
    expect(countFacets(items, NO_FILTERS).subjects).toEqual([
      { value: '11', count: 2 },
      { value: '16', count: 1 },
      { value: '44', count: 1 },
    ]);
  });

  test('of two kinds narrow every count but their own', () => {
    const facets = countFacets(items, { ...NO_FILTERS, genres: ['sach'], subjects: ['11'] });
    expect(facets.genres).toEqual([
      { value: 'sach', count: 1 },
      { value: 'video', count: 1 },
    ]);
    expect(facets.subjects).toEqual([
      { value: '11', count: 1 },
      { value: '16', count: 1 },
      { value: '44', count: 1 },
    ]);
    expect(facets.years).toEqual([{ value: '2026', count: 1 }]);
  });
});
