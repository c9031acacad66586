import { describe, expect, test } from '@jest/globals';
import { isToldOn, newsErrors, readMoment, showMoment } from '#server/news/news.ts';
import { isShownOn } from '#server/site/unit-entry.ts';
import { shortNotice } from '#server/news/routes/news-view.ts';
import { calendarOf } from '#server/questions/working-days.ts';
import { aNewsEntry } from '../../support/make/some-news.ts';

const outage = (start: string, end: string) =>
  ({ kind: 'outage', outage: { start, end } }) as const;

describe('moments as people write them', () => {
  test.each([
    ['22:00 05/12/2026', '2026-12-05 22:00'],
    ['22h 5/12/2026', '2026-12-05 22:00'],
    ['7h30, 5/1/2027', '2027-01-05 07:30'],
    ['7:30 ngày 5-1-2027', '2027-01-05 07:30'],
    ['24:00 05/12/2026', null],
    ['10:60 05/12/2026', null],
    ['10:00 31/02/2026', null],
    ['05/12/2026', null],
    ['', null],
  ])('%j is read as %j', (typed, moment) => {
    expect(readMoment(typed)).toBe(moment);
  });

  test('are shown as they are read, anything else as it was typed', () => {
    expect(showMoment('2026-12-05 22:00')).toBe('22:00 05/12/2026');
    expect(showMoment('ngày mai')).toBe('ngày mai');
  });
});

describe('a piece of news', () => {
  test.each([
    [{ value: { title: '' } }, 'title'],
    [{ value: { title: 'x'.repeat(10_000) } }, 'title'],
    [{ value: { summary: '' } }, 'summary'],
    [{ value: { body: '' } }, 'body'],
    [{ value: { body: '[bấm](javascript:alert(1))' } }, 'body'],
    [{ value: { body: 'x'.repeat(20_001) } }, 'body'],
    [{ value: { kind: 'khac' as never } }, 'kind'],
    [{ from: '2026-02-31' }, 'from'],
    [{ from: '2026-06-02', to: '2026-06-01' }, 'to'],
    [{ value: outage('2026-06-01 22:00', '2026-06-01 22:00') }, 'end'],
    [{ value: outage('mai', '2026-06-01 22:00') }, 'start'],
    [{ value: { pictures: [{ sha256: 'a', bytes: 1, alt: '' }] } }, 'alt-0'],
    [
      {
        value: { pictures: Array.from({ length: 5 }, () => ({ sha256: 'a', bytes: 1, alt: 'H' })) },
      },
      'picture',
    ],
  ])('with %j is refused at one field', (more, field) => {
    expect(Object.keys(newsErrors(aNewsEntry(more)))).toEqual([field]);
  });

  test('is taken as it should be', () => {
    expect(newsErrors(aNewsEntry({ from: '2026-06-01', to: '2026-06-01' }))).toEqual({});
    expect(
      newsErrors(aNewsEntry({ value: outage('2026-06-01 22:00', '2026-06-02 01:00') })),
    ).toEqual({});
  });

  test.each([
    ['2026-05-31', false],
    ['2026-06-01', true],
    ['2026-06-30', true],
    ['2026-07-01', false],
  ])('is on show on %s: %s', (day, shown) => {
    const days = { from: '2026-06-01', to: '2026-06-30' };
    expect(isShownOn(aNewsEntry({ ...days, state: 'published' }), day)).toBe(shown);
    expect(isShownOn(aNewsEntry({ ...days, state: 'withdrawn' }), day)).toBe(false);
  });

  test('is told on every page until the day on which its outage ends', () => {
    const entry = aNewsEntry({ value: outage('2026-06-01 22:00', '2026-06-02 01:00') });
    expect(isToldOn(entry, '2026-06-02')).toBe(true);
    expect(isToldOn(entry, '2026-06-03')).toBe(false);
    expect(isToldOn(aNewsEntry(), '2026-06-01')).toBe(false);
  });

  test('is told late when fewer than seven working days are left', () => {
    const short = (start: string, today: string): number | null =>
      shortNotice(calendarOf([]), { start: `${start} 22:00`, end: `${start} 23:00` }, today);
    // Monday 09-11-2026: seven full working days lie before Thursday 19-11.
    expect(short('2026-11-19', '2026-11-09')).toBeNull();
    expect(short('2026-11-18', '2026-11-09')).toBe(6);
    expect(short('2026-11-09', '2026-11-09')).toBe(0);
    expect(short('2026-11-08', '2026-11-09')).toBeNull();
    expect(shortNotice(calendarOf([]), null, '2026-11-09')).toBeNull();
  });
});
