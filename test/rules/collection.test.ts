import { featuredOf, inSeason, weekStart } from '#server/site/collection.ts';

describe('a collection', () => {
  const season = { from: '10-01', to: '11-30' };
  it.each([
    ['2026-09-30T16:59:59Z', false],
    ['2026-09-30T17:00:00Z', true],
    ['2026-11-09T03:00:00Z', true],
    ['2026-11-30T16:59:59Z', true],
    ['2026-11-30T17:00:00Z', false],
  ])('of October and November at %s is on show: %s', (now, shown) => {
    expect(inSeason({ season }, now)).toBe(shown);
  });

  it.each([
    ['2026-12-31T00:00:00Z', true],
    ['2027-01-15T00:00:00Z', true],
    ['2027-02-02T00:00:00Z', false],
    ['2026-06-01T00:00:00Z', false],
  ])('over New Year at %s is on show: %s', (now, shown) => {
    expect(inSeason({ season: { from: '12-20', to: '02-01' } }, now)).toBe(shown);
  });

  it('without a season is always on show', () => {
    expect(inSeason({ season: null }, '2026-01-01T00:00:00Z')).toBe(true);
  });
});

describe('the collection that the home page opens', () => {
  const [always, season, empty] = [
    { season: null, itemIds: ['a'] },
    { season: { from: '10-01', to: '11-30' }, itemIds: ['b'] },
    { season: { from: '10-01', to: '11-30' }, itemIds: [] },
  ];
  it('is the first of the season that has items', () =>
    expect(featuredOf([always, empty, season])).toBe(season));
  it('is the first that has items when none belongs to a season', () =>
    expect(featuredOf([{ ...always, itemIds: [] }, always])).toBe(always));
  it('is none when none has items', () =>
    expect([featuredOf([empty]), featuredOf([])]).toEqual([null, null]));
});

describe('the week', () => {
  it.each([
    ['2026-11-22T16:59:59.000Z', '2026-11-15T17:00:00.000Z'], // Sunday night in Vietnam
    ['2026-11-22T17:00:00.000Z', '2026-11-22T17:00:00.000Z'], // Monday, 0:00
    ['2026-11-25T03:00:00.000Z', '2026-11-22T17:00:00.000Z'],
    ['2026-01-01T03:00:00.000Z', '2025-12-28T17:00:00.000Z'],
  ])('of %s began at %s', (now, start) => {
    expect(weekStart(now)).toBe(start);
  });
});
