import { describe, expect, test } from '@jest/globals';
import { withoutSpans, withoutTags } from '#server/base/spans.ts';

describe('stretches between two signs', () => {
  test('give way to what is put in their place', () => {
    expect(withoutTags('<p>Một <b>hai</b></p>', ' ')).toBe(' Một  hai  ');
  });

  test('one that is never closed stays', () => {
    expect(withoutTags('a < b <i>c</i> < d')).toBe('a c < d');
  });

  test('the opening may have several signs', () => {
    expect(withoutSpans('x<!-- y -->z<!--', '<!--', '-->', '·')).toBe('x·z<!--');
  });
});
