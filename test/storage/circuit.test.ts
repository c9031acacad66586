import { expect, test } from '@jest/globals';
import { Circuit } from '#storage/mongo/search/circuit.ts';

const DOWN = new Error('no answer');
let now: number;
let asked: number;

const circuit = (): Circuit => {
  [now, asked] = [1_000, 0];
  return new Circuit({
    isDown: (error) => error === DOWN,
    refuse: () => new Error('left alone'),
    now: () => now,
  });
};
const fails = (error: Error) => async (): Promise<never> => {
  asked += 1;
  throw error;
};
const answers = async (): Promise<string> => {
  asked += 1;
  return 'answer';
};

test('leaves a server alone after three failures in a row, and asks once after each rest', async () => {
  const it = circuit();
  for (let i = 0; i < 3; i++) await expect(it.run(fails(DOWN))).rejects.toBe(DOWN);
  now += 2_999;
  await expect(it.run(answers)).rejects.toThrow('left alone');
  expect(asked).toBe(3);
  now += 1;
  await expect(it.run(fails(DOWN))).rejects.toBe(DOWN);
  await expect(it.run(answers)).rejects.toThrow('left alone');
  now += 3_000;
  expect(await it.run(answers)).toBe('answer');
  expect(await it.run(answers)).toBe('answer');
  expect(asked).toBe(6);
});

test('lets one call through at a time while it is not known', async () => {
  const it = circuit();
  for (let i = 0; i < 3; i++) await it.run(fails(DOWN)).catch(() => undefined);
  now += 3_000;
  const slow = Promise.withResolvers<string>();
  const first = it.run(() => slow.promise);
  await expect(it.run(answers)).rejects.toThrow('left alone');
  // One that hangs does not keep the others away for ever.
  now += 3_000;
  expect(await it.run(answers)).toBe('answer');
  slow.resolve('late');
  expect(await first).toBe('late');
});

test('counts only failures in a row, and a refusal as an answer', async () => {
  const it = circuit();
  for (const work of [
    fails(DOWN),
    fails(DOWN),
    fails(new Error('wrong request')),
    fails(DOWN),
    fails(DOWN),
    answers,
    fails(DOWN),
    fails(DOWN),
  ])
    await it.run(work).catch(() => undefined);
  expect(await it.run(answers)).toBe('answer');
  expect(asked).toBe(9);
});
