import { describe, expect, test } from '@jest/globals';
import {
  turnedLaws,
  endsOn,
  lawsCited,
  lawStateOn,
  reviewOf,
  unknownLaw,
  type LawRecord,
} from '#server/laws/law-record.ts';
import type { LawReview } from '#server/items/law-review.ts';
import { lawReference } from '#server/base/vietnamese/law-number.ts';
import { NOW, anItem } from '../support/builders.ts';

const DAY = '2026-11-22';
const law = (more: Partial<LawRecord> = {}): LawRecord => ({
  ...unknownLaw('45/2013/QH13', 'Luật Đất đai'),
  ...more,
});

describe('the state of a law on a day', () => {
  test.each([
    ['nothing is known', {}, 'chua_xac_dinh'],
    ['it holds', { state: 'con' }, 'con'],
    ['it begins tomorrow', { state: 'con', effectiveFrom: '2026-11-23' }, 'chua'],
    ['it begins today', { state: 'chua', effectiveFrom: '2026-11-22' }, 'con'],
    ['it will begin, nobody knows when', { state: 'chua' }, 'chua'],
    ['it ends tomorrow', { state: 'con', effectiveTo: '2026-11-23' }, 'con'],
    [
      'it was written down as ended, but ends tomorrow',
      { state: 'het', effectiveTo: '2026-11-23' },
      'con',
    ],
    ['it ends today', { state: 'con', effectiveTo: '2026-11-22' }, 'het'],
    ['a part ended, then the whole', { state: 'het_mot_phan', effectiveTo: '2026-01-01' }, 'het'],
    ['it ended, nobody knows when', { state: 'het' }, 'het'],
    ['it no longer fits', { state: 'khong_phu_hop', effectiveTo: '2026-01-01' }, 'khong_phu_hop'],
    ['it is suspended', { state: 'ngung', effectiveFrom: '2020-01-01' }, 'ngung'],
  ] as const)('where %s', (_, more, state) => {
    expect(lawStateOn(law(more), DAY)).toBe(state);
  });

  test('has an end only where one is known', () => {
    expect([law(), law({ state: 'het' }), law({ effectiveTo: DAY })].map(endsOn)).toEqual([
      null,
      '',
      DAY,
    ]);
  });
});

describe('an item that cites an ended law', () => {
  const ended = law({ effectiveTo: '2026-01-01' });
  const item = anItem({
    lawRefs: [
      lawReference('45/2013/QH13'),
      { ...lawReference('45/2013/qh13'), articles: 'Điều 5' },
      lawReference('???'),
    ],
  });
  const review = (more: Partial<LawReview> = {}): LawReview => ({
    lawKey: ended.key,
    endsOn: '2026-01-01',
    decision: 'still-right',
    reason: '',
    by: 'A',
    at: NOW,
    ...more,
  });
  const left = (more: Parameters<typeof anItem>[0]): number =>
    turnedLaws(
      { ...item, ...more },
      [ended, law({ ...unknownLaw('1/2020/NĐ-CP'), state: 'het' })],
      DAY,
    ).length;

  test('knows each document once', () => {
    expect(lawsCited(item).map((l) => l.number)).toEqual(['45/2013/qh13']);
  });

  test('warns until a person says that it still holds, or its record says that it does not', () => {
    expect([
      left({}),
      left({ lawReviews: [review()] }),
      left({ lawReviews: [review({ decision: 'revise' })] }),
      left({ lawReviews: [review({ endsOn: '2025-01-01' })] }),
    ]).toEqual([1, 0, 1, 1]);
    expect(left({ validity: { ...item.validity, state: 'het' } })).toBe(0);
    expect(turnedLaws(item, [ended], '2025-12-31')).toEqual([]);
  });

  test('shows the last decision on this very end', () => {
    expect(
      reviewOf(
        {
          lawReviews: [
            review({ decision: 'revise' }),
            review({ by: 'B' }),
            review({ by: 'C', endsOn: '' }),
          ],
        },
        ended,
      )?.by,
    ).toBe('B');
    expect(reviewOf(item, ended)).toBeNull();
  });
});
