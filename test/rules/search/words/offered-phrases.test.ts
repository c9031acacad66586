import { expect, test } from '@jest/globals';
import { OfferedPhrases } from '#server/search/actions/offered-phrases.ts';
import { newWord, shippedWord } from '#server/search/words/word-record.ts';
import { SHIPPED_WORDS } from '#server/search/words/shipped-words.ts';

test('the list of words is taken apart once, and anew when an entry is another', () => {
  const offered = new OfferedPhrases();
  const own = { ...newWord('own', ['cắm mốc lung tung']), version: 1 };
  const list = offered.ofWords([own]);
  expect(list.phrases.filter(({ folded }) => folded === 'cam moc lung tung')).toHaveLength(1);
  expect(list.decoded('cawms moocs')).toBe('cam moc');
  expect(offered.ofWords([{ ...own }])).toBe(list);
  const changed = offered.ofWords([
    { ...own, version: 2, value: { ...own.value, said: ['rào bậy'] } },
  ]);
  expect(changed.phrases.map(({ text }) => text)).toContain('rào bậy');
  expect(changed.phrases.map(({ text }) => text)).not.toContain('cắm mốc lung tung');
  const first = shippedWord(SHIPPED_WORDS[0]!.id)!;
  const hidden = { ...first, version: 1, value: { ...first.value, hidden: true } };
  expect(offered.ofWords([hidden]).phrases.length).toBeLessThan(offered.ofWords([]).phrases.length);
});

test('frequent queries are folded once for each reading of them', () => {
  const offered = new OfferedPhrases();
  const asked = [{ key: 'k', shown: 'Hòa giải ở đâu', count: 9, day: '2031-01-01' }];
  expect(offered.ofFrequent(asked)).toEqual([{ text: 'Hòa giải ở đâu', folded: 'hoa giai o dau' }]);
  expect(offered.ofFrequent(asked)).toBe(offered.ofFrequent(asked));
  expect(offered.ofFrequent([])).toEqual([]);
});
