import { expect, test } from '@jest/globals';
import { sharedReading } from '#storage/mongo/search/shared-reading.ts';

/** A value that changes, and readings of it that end when they are let go. */
function slowValue() {
  const waiting: (() => void)[] = [];
  const it = {
    value: 1,
    readings: 0,
    read: (): Promise<number> => {
      it.readings += 1;
      const { value } = it;
      return new Promise((resolve) => {
        waiting.push(() => resolve(value));
      });
    },
    letGo: async () => {
      waiting.shift()!();
      for (let i = 0; i < 10; i++) await Promise.resolve();
    },
  };
  return it;
}

test('a hundred who ask while one reading is on its way share the next, and see what was there when they asked', async () => {
  const slow = slowValue();
  const shared = sharedReading(slow.read);
  const first = shared();
  slow.value = 2;
  const others = Array.from({ length: 100 }, () => shared());
  expect(slow.readings).toBe(1);
  await slow.letGo();
  expect(slow.readings).toBe(2);
  slow.value = 3;
  const late = shared();
  await slow.letGo();
  await slow.letGo();
  expect([await first, [...new Set(await Promise.all(others))], await late, slow.readings]).toEqual(
    [1, [2], 3, 3],
  );
});

test('a reading that fails fails for those who shared it, and for nobody after them', async () => {
  let fails = true;
  const shared = sharedReading(async () => {
    await Promise.resolve();
    if (fails) throw new Error('gone');
    return 1;
  });
  const [first, second, third] = [shared(), shared(), shared()];
  await expect(first).rejects.toThrow('gone');
  await expect(second).rejects.toThrow('gone');
  await expect(third).rejects.toThrow('gone');
  fails = false;
  expect(await shared()).toBe(1);
});
