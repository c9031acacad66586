import { describe, expect, test } from '@jest/globals';
import { ListNumbers } from '#server/ingest/extract/doc/list-numbers.ts';
import type { ListLevel, ListUse } from '#server/ingest/extract/doc/list-table.ts';

const level = (text: string, more: Partial<ListLevel> = {}, restart = 0): ListLevel => ({
  start: 1,
  format: 'decimal',
  text,
  gap: ' ',
  legal: false,
  restart,
  look: [],
  ...more,
});
const use = (levels: readonly ListLevel[], more: Partial<ListUse> = {}): ListUse => ({
  list: 7,
  levels,
  starts: new Map(),
  ...more,
});
const text = (numbers: ListNumbers, which: number, at: number): string | null => {
  const label = numbers.label(which, at);
  return label?.kind === 'number' ? label.text : (label?.kind ?? null);
};

describe('lists of old Word files', () => {
  const levels = [
    level('Ch\u01B0\u01A1ng \0', { format: 'upperRoman' }),
    level('\u0001.', {}, 1),
    level('\u0001.\u0002', {}, 2),
    level('-', { format: 'bullet' }, 3),
  ];

  test('count their levels, each anew under the one above', () => {
    const numbers = new ListNumbers([use(levels)]);
    expect([0, 1, 2, 2, 1, 2, 0, 1].map((at) => text(numbers, 1, at))).toEqual([
      'Chương I',
      '1.',
      '1.1',
      '1.2',
      '2.',
      '2.1',
      'Chương II',
      '1.',
    ]);
  });

  test('go on under another use, or begin where it says', () => {
    const numbers = new ListNumbers([use(levels), use(levels, { starts: new Map([[1, 5]]) })]);
    expect([text(numbers, 1, 1), text(numbers, 1, 1), text(numbers, 2, 1)]).toEqual([
      '1.',
      '2.',
      '5.',
    ]);
  });

  test('have bullets, and nothing where no list is named', () => {
    const numbers = new ListNumbers([use(levels)]);
    expect(numbers.label(1, 3)).toEqual({ kind: 'bullet', level: 3 });
    expect(numbers.label(0, 0)).toBeNull();
    expect(numbers.label(9, 0)).toBeNull();
    expect(numbers.label(1, 8)).toBeNull();
  });
});
