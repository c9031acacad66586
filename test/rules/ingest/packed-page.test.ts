import { expect, test } from '@jest/globals';
import { packPage, unpackPage } from '#server/ingest/packed-page.ts';
import { aRecognisedPage } from '../../support/make/some-readings.ts';

test('what was found on a page is the same after it was packed', () => {
  const page = aRecognisedPage(['¶Điều 1. Phạm vi', 'điều chỉnh', '– 1 –'], {
    turn: 90,
    skew: -1.3,
    notes: ['handwriting'],
  });
  const [first, ...rest] = page.lines;
  const words = first!.words.map((word, i) =>
    i === 0
      ? { ...word, doubt: 1 as const }
      : i === 1
        ? { ...word, read: '1,', other: 'l.' }
        : { ...word, other: 'Phậm', doubt: 0 as const },
  );
  const whole = {
    ...page,
    lines: [{ ...first!, words }, ...rest, { box: [1, 2, 3, 4] as const, words: [] }],
  };
  expect(unpackPage(packPage(whole))).toEqual(whole);
});

test('a word with its place takes less than half of what it takes as JSON', () => {
  const page = aRecognisedPage(
    Array.from({ length: 40 }, () => 'Hòa giải viên ghi biên bản khi các bên thỏa thuận được'),
  );
  expect(packPage(page).length).toBeLessThan(JSON.stringify(page).length / 2);
});
