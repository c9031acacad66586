import { expect, test } from '@jest/globals';
import type { SearchQuery, SearchResult } from '#server/search/search-query.ts';
import { AnswerCache } from '#storage/mongo/search/answer-cache.ts';

const queryOf = (text: string): SearchQuery => ({ text }) as SearchQuery;
const found = (more: Partial<SearchResult> = {}): SearchResult =>
  ({ total: 1, partial: false, ...more }) as SearchResult;

test('kept answers are those of the index as it stands, of so many questions, and whole', async () => {
  const cache = new AnswerCache();
  let asked = 0;
  const ask = (text: string, state = 'one', more: Partial<SearchResult> = {}) =>
    cache.of(state, queryOf(text), async () => {
      asked++;
      return found(more);
    });
  await Promise.all([ask('a'), ask('b')]);
  await ask('a');
  expect(asked).toBe(2);
  await ask('a', 'two');
  expect(asked).toBe(3);
  await ask('cut', 'two', { partial: true });
  await ask('cut', 'two');
  expect(asked).toBe(5);
  for (let n = 0; n < 1_000; n += 1) await ask(`${'x'.repeat(8_000)} ${n}`, 'two');
  asked = 0;
  // The last four hundred alone are kept.
  await ask(`${'x'.repeat(8_000)} 600`, 'two');
  expect(asked).toBe(0);
  await ask(`${'x'.repeat(8_000)} 599`, 'two');
  await ask('a', 'two');
  expect(asked).toBe(2);
});

test('an answer made while the index changed, or none at all, is not kept', async () => {
  const cache = new AnswerCache();
  let finish: (result: SearchResult) => void = () => undefined;
  const slow = cache.of('one', queryOf('a'), () => new Promise((resolve) => (finish = resolve)));
  await cache.of('two', queryOf('b'), async () => found());
  finish(found({ total: 7 }));
  expect((await slow).total).toBe(7);
  expect((await cache.of('two', queryOf('a'), async () => found())).total).toBe(1);
  const down = cache.of('two', queryOf('c'), () => Promise.reject(new Error('down')));
  await expect(down).rejects.toThrow('down');
  expect((await cache.of('two', queryOf('c'), async () => found())).total).toBe(1);
});
