import { describe, expect, test } from '@jest/globals';
import { renderToString } from 'preact-render-to-string';
import type { MonthFigures } from '#server/figures/shelf-figures.ts';
import { ReadsChart, scaleFor } from '#web/figures/figure-chart.tsx';
import { vi } from '#web/text/vi.ts';

const visits = (view: number) => ({ view, read: 0, download: 9, play: 9, embed: 0 });
const month = (name: string, now: number, before = 0): MonthFigures => ({
  month: name,
  now: visits(now),
  before: visits(before),
});
const draw = (months: readonly MonthFigures[]): string =>
  renderToString(<ReadsChart months={months} />);
const count = (html: string, part: string): number => html.split(part).length - 1;

describe('the scale of a chart', () => {
  test.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [4, [0, 1, 2, 3, 4]],
    [5, [0, 2, 4, 6]],
    [37, [0, 10, 20, 30, 40]],
    [40, [0, 10, 20, 30, 40]],
    [41, [0, 20, 40, 60]],
    [1_200_000, [0, 500_000, 1_000_000, 1_500_000]],
  ])('up to %s has round steps', (greatest, steps) => {
    expect(scaleFor(greatest)).toEqual(steps);
  });
});

describe('the chart of reads', () => {
  test('joins months by lines and names them in words', () => {
    const html = draw([
      month('2025-12', 1_200, 7),
      month('2026-01', 0),
      month('2026-02', 34_567, 5),
    ]);
    expect([
      count(html, '<line class="now" x1="16.7%"'),
      count(html, '<line class="now" x1="50%"'),
      count(html, '<line class="before" x1="16.7%"'),
      count(html, '<circle class="now"'),
    ]).toEqual([1, 1, 1, 3]);
    expect(html).toContain(
      'aria-label="Biểu đồ đường: lượt đọc theo tháng từ 12/2025 đến 2/2026, ít nhất 0 (tháng 1/2026), nhiều nhất 34.567 (tháng 2/2026); cùng kỳ năm trước tổng cộng 12.',
    );
    expect(html).toContain('>40.000</text>');
    expect(html).not.toMatch(/NaN|Infinity|undefined/u);
  });

  test('of one month is a point beside the point of the year before', () => {
    const html = draw([month('2026-07', 5, 3)]);
    expect([
      count(html, '<circle class="now" cx="50%"'),
      count(html, '<circle class="before" cx="50%"'),
      count(html, '<line class="now" x1="50%"'),
    ]).toEqual([1, 1, 0]);
    expect(html).toContain('lượt đọc theo tháng 7/2026,');
    expect(html).not.toMatch(/NaN|Infinity|undefined/u);
  });

  test('names a year once where two would touch', () => {
    expect(draw([month('2025-12', 1), month('2026-01', 2), month('2026-02', 1)])).not.toContain(
      '>2025<',
    );
    expect(
      draw([month('2025-10', 1), month('2025-11', 2), month('2025-12', 1), month('2026-01', 1)]),
    ).toContain('>2025<');
  });
});

describe('words of figures', () => {
  test('are Vietnamese', () => {
    expect([
      vi.figures.percent(1, 3),
      vi.figures.percent(0, 0),
      vi.figures.periods['ky-nay']('2026-01-01'),
      vi.figures.periods['ky-truoc']('2025-07-01'),
      vi.figures.periods['nam-truoc']('2025-01-01'),
    ]).toEqual(['33,3%', '0%', '6 tháng đầu năm 2026', '6 tháng cuối năm 2025', 'Năm 2025']);
  });
});
