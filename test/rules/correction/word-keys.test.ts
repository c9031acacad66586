import { expect, it, test } from '@jest/globals';
import { stepOf, type WordBox } from '#server/correction/word-keys.ts';
import { typeKeys } from '#server/base/vietnamese/typed-keys.ts';
import { KEY, LOOK } from '../../bench/ocr/keystrokes.ts';

const BOX: WordBox = { stood: 'biền', value: 'biền', offer: 'biên', isSelected: true };
const press = (key: string, box: Partial<WordBox> = {}, ctrl = false) =>
  stepOf({ key, ctrl }, { ...BOX, ...box });

test.each([
  ['Enter', {}, { do: 'write', text: 'biền' }],
  ['Enter', { value: 'biển', isSelected: false }, { do: 'write', text: 'biển' }],
  [' ', {}, { do: 'write', text: 'biên' }],
  [' ', { offer: '' }, { do: 'restore' }],
  // Somebody parts a word in two.
  [' ', { isSelected: false }, null],
  [' ', { value: 'bi', isSelected: true }, null],
  ['ArrowDown', {}, { do: 'go', by: 1 }],
  ['ArrowUp', {}, { do: 'go', by: -1 }],
  ['Escape', { value: 'bi' }, { do: 'restore' }],
  ['Escape', {}, null],
  ['b', {}, null],
] as const)('%j with %j', (key, box, step) => {
  expect(press(key, box)).toEqual(step);
});

it('undoes with Ctrl + Z while nothing was typed, and leaves it to the box after that', () => {
  expect(press('z', {}, true)).toEqual({ do: 'undo' });
  expect(press('z', { value: 'bi' }, true)).toBeNull();
  expect(press('Enter', {}, true)).toBeNull();
});

/** Words typed anew, by their keys: common ones of decisions, long ones among them. */
const TYPED = [
  'nghieemj',
  'quyeets',
  'thuwowngf',
  'nguwowif',
  'ddieeuf',
  'tieengs',
  'phuwowngf',
  'truwowngf',
];

/** Keys for a word, counted by pressing them. */
function keysOf(way: 'accept' | 'take' | string): number {
  if (way === 'accept') return press('Enter') === null ? Infinity : 1;
  if (way === 'take') return press(' ') === null ? Infinity : 1;
  const value = typeKeys(way, 'telex');
  const step = press('Enter', { value, isSelected: false });
  expect(step).toEqual({ do: 'write', text: value });
  return way.length + 1;
}

it('forty doubted words take two minutes at most, half of them typed anew', () => {
  const seconds = (ways: readonly string[]): number =>
    ways.reduce((sum, way) => sum + LOOK + KEY * keysOf(way), 0);
  const typed = (n: number): string[] =>
    Array.from({ length: n }, (_, i) => TYPED[i % TYPED.length]!);
  const forty = (n: number): string[] => [
    ...Array<string>(Math.ceil((40 - n) / 2)).fill('accept'),
    ...Array<string>(Math.floor((40 - n) / 2)).fill('take'),
    ...typed(n),
  ];
  // A usual page: one word in ten is right in neither reading.
  expect(seconds(forty(4))).toBeCloseTo(68.4);
  expect(seconds(forty(20))).toBeCloseTo(94);
  // The goal holds while a tenth needs no typing.
  expect(seconds(forty(36))).toBeLessThanOrEqual(120);
  expect(seconds(forty(40))).toBeCloseTo(126);
});
