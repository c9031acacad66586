import { expect, it } from '@jest/globals';
import { FairTurns, type Asker } from '#server/base/fair-turns.ts';

const LIMITS = { waitingEach: 3, waitingAll: 5, atOnce: 1 };
const asker = (name: string, left = new AbortController()): Asker => ({
  name,
  signal: left.signal,
});

/** Work that ends when it is told to; `order` names those that had their turn. */
function work() {
  const order: string[] = [];
  const ends: (() => void)[] = [];
  return {
    order,
    /** Ends the turn that runs longest, and lets the next begin. */
    end: async (): Promise<void> => {
      ends.shift()!();
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    },
    does: (name: string) => (): Promise<string> => {
      order.push(name);
      return new Promise((resolve) => {
        ends.push(() => resolve(name));
      });
    },
  };
}

const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

it('gives every asker one turn after the other, however much one asks', async () => {
  const { order, end, does } = work();
  const turns = new FairTurns([1], LIMITS);
  for (const name of ['flood', 'flood', 'flood', 'flood'])
    void turns.inTurn(asker(name), does(name));
  void turns.inTurn(asker('reader'), does('reader'));
  void turns.inTurn(null, does('job'));
  await settled();
  for (let i = 0; i < 5; i += 1) await end();
  expect(order).toEqual(['flood', 'flood', 'reader', 'job', 'flood', 'flood']);
});

it('never gives all slots to one asker', async () => {
  const { order, end, does } = work();
  const turns = new FairTurns([1, 2], LIMITS);
  for (const name of ['a', 'b']) void turns.inTurn(asker('flood'), does(name));
  await settled();
  expect(order).toEqual(['a']);
  void turns.inTurn(asker('reader'), does('reader'));
  await settled();
  expect(order).toEqual(['a', 'reader']);
  await end();
  expect(order).toEqual(['a', 'reader', 'b']);
});

it('refuses what is too much of one, or of all, and jobs never', async () => {
  const { does } = work();
  const turns = new FairTurns([1], LIMITS);
  const ask = (name: string): Promise<string> => turns.inTurn(asker(name), does(name));
  for (const name of ['a', 'a', 'a', 'a']) void ask(name);
  await expect(ask('a')).rejects.toMatchObject({ code: 'too-busy' });
  for (const name of ['b', 'c']) void ask(name);
  await expect(ask('d')).rejects.toMatchObject({ code: 'too-busy' });
  let refused = false;
  turns.inTurn(null, does('job')).catch(() => {
    refused = true;
  });
  await settled();
  expect(refused).toBe(false);
});

it('forgets the turn of an asker who has gone', async () => {
  const { order, end, does } = work();
  const turns = new FairTurns([1], LIMITS);
  const left = new AbortController();
  void turns.inTurn(asker('a'), does('a'));
  const gone = turns.inTurn(asker('gone', left), does('gone'));
  void turns.inTurn(asker('b'), does('b'));
  left.abort();
  await expect(gone).rejects.toMatchObject({ code: 'too-busy', details: { reason: 'gone' } });
  await end();
  expect(order).toEqual(['a', 'b']);
  await expect(turns.inTurn(asker('gone', left), does('gone'))).rejects.toMatchObject({
    code: 'too-busy',
  });
});

it('takes the slot back after work that fails', async () => {
  const turns = new FairTurns([1], LIMITS);
  await expect(turns.inTurn(null, () => Promise.reject(new Error('broken file')))).rejects.toThrow(
    'broken file',
  );
  expect(await turns.inTurn(null, async (slot) => slot)).toBe(1);
});
