import { expect, test } from '@jest/globals';
import { DURATION_BUCKETS, RequestCounts } from '#server/audit/request-counts.ts';

test('a duration is counted in its bucket and all above', () => {
  const counts = new RequestCounts();
  for (const seconds of [0.005, 0.3, 99]) counts.note('/a', 200, seconds);
  const { buckets, seconds } = counts.routes.get('/a')!;
  expect(buckets).toHaveLength(DURATION_BUCKETS.length + 1);
  expect(buckets).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3]);
  expect(seconds).toBeCloseTo(99.305);
  expect([...counts.classes]).toEqual([['2xx', 3]]);
});

test('nobody makes it grow: past a thousand routes all are one', () => {
  const counts = new RequestCounts();
  for (let n = 0; n < 5_000; n++) counts.note(`/${n}`, 404, 0.01);
  expect(counts.routes.size).toBe(1_001);
  expect(counts.routes.get('other')!.buckets.at(-1)).toBe(4_000);
});
