import { expect, test } from '@jest/globals';
import type { Client } from '@elastic/elasticsearch';
import { JoinedSearches } from '#storage/mongo/search/joined-searches.ts';

interface Sent {
  readonly index: string;
  readonly searches: readonly { readonly size?: number }[];
}

/** Answers each search with its own `size`; refuses those of the index `gone`. */
function aClient(sent: Sent[]): Client {
  const msearch = async (request: Sent): Promise<unknown> => {
    sent.push(request);
    if (request.index === 'gone') throw new Error('no such index');
    return { responses: request.searches.filter((_, i) => i % 2 === 1) };
  };
  return { msearch } as unknown as Client;
}

test('searches of one turn are one request, and each gets its own answers', async () => {
  const sent: Sent[] = [];
  const searches = new JoinedSearches(aClient(sent));
  const [first, none, second] = await Promise.all([
    searches.ask('a', [{ size: 1 }, { size: 2 }]),
    searches.ask('a', []),
    searches.ask('a', [{ size: 3 }]),
  ]);
  expect([first, none, second]).toEqual([[{ size: 1 }, { size: 2 }], [], [{ size: 3 }]]);
  expect(sent).toHaveLength(1);
  expect(await searches.ask('a', [{ size: 4 }])).toEqual([{ size: 4 }]);
  expect(sent).toHaveLength(2);
});

test('another index is another request, and its fault is nobody else’s', async () => {
  const sent: Sent[] = [];
  const searches = new JoinedSearches(aClient(sent));
  const ends = await Promise.allSettled([
    searches.ask('gone', [{ size: 1 }]),
    searches.ask('a', [{ size: 2 }]),
    searches.ask('gone', [{ size: 3 }]),
  ]);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
  expect(sent.map(({ index }) => index)).toEqual(['gone', 'a']);
});
