import { toneKey } from '#server/base/vietnamese/syllables.ts';

/**
 * Words that hold the keys of a Vietnamese keyboard left over (`luaatj`, `lua65t`), as a browser
 * without an input method shows them.
 */

const TELEX_TONES: Readonly<Record<string, string>> = {
  f: '\u0300',
  r: '\u0309',
  x: '\u0303',
  s: '\u0301',
  j: '\u0323',
};
const VNI_TONES: Readonly<Record<string, string>> = {
  '2': '\u0300',
  '3': '\u0309',
  '4': '\u0303',
  '1': '\u0301',
  '5': '\u0323',
};

/** Words are ten letters long at most: no rule looks further. */
const TELEX_HATS: readonly (readonly [from: RegExp, to: string])[] = [
  [/dd/u, 'đ'],
  [/^d(.*)d$/u, 'đ$1'],
  [/uow/u, 'ươ'],
  [/uwow?/u, 'ươ'],
  [/aa/u, 'â'],
  [/ee/u, 'ê'],
  [/oo/u, 'ô'],
  [/aw/u, 'ă'],
  [/ow/u, 'ơ'],
  [/uw/u, 'ư'],
  // Keys pressed after the syllable's end: `ruongw`, `luata`.
  [/^([^aeo]*)a([^aw]*)a$/u, '$1â$2'],
  [/^([^aeo]*)e([^e]*)e$/u, '$1ê$2'],
  [/^([^aeo]*)o([^ow]*)o$/u, '$1ô$2'],
  [/uo([a-z]{0,9})w/u, 'ươ$1'],
  [/a([a-z]{1,9})w/u, 'ă$1'],
  [/o([a-z]{1,9})w/u, 'ơ$1'],
  [/u([a-z]{1,9})w/u, 'ư$1'],
  [/w/u, 'ư'],
];
const VNI_HATS: readonly (readonly [from: RegExp, to: string])[] = [
  [/d([a-z]{0,9})9/u, 'đ$1'],
  [/uo([a-z]{0,9})7/u, 'ươ$1'],
  [/u7o7?/u, 'ươ'],
  [/a([a-z]{0,9})6/u, 'â$1'],
  [/e([a-z]{0,9})6/u, 'ê$1'],
  [/o([a-z]{0,9})6/u, 'ô$1'],
  [/a([a-z]{0,9})8/u, 'ă$1'],
  [/o([a-z]{0,9})7/u, 'ơ$1'],
  [/u([a-z]{0,9})7/u, 'ư$1'],
];

const SHORTEST = 3;
const LONGEST = 10;

/** Letters with the hats that the keys mean; every rule is tried once, in order. */
const hatted = (letters: string, rules: typeof TELEX_HATS): string =>
  rules.reduce((text, [from, to]) => text.replace(from, to), letters);

/** The tone stands on a vowel somewhere: where, the tone key does not tell. */
const toned = (letters: string, mark: string): string => toneKey(`${letters}${mark}`);

/** Every place where a tone may have been typed: after the syllable, or after any of its letters. */
function* withoutTone(
  word: string,
  tones: Readonly<Record<string, string>>,
): Iterable<readonly [letters: string, mark: string]> {
  for (let i = word.length - 1; i > 0; i--) {
    const mark = tones[word[i]!];
    if (mark !== undefined) yield [word.slice(0, i) + word.slice(i + 1), mark];
  }
  yield [word, ''];
}

/**
 * The syllable that left-over keys mean, as a tone key; null where they mean none that is known.
 * @param word as typed, small letters without marks
 */
export function decodeKeys(word: string, isKnown: (key: string) => boolean): string | null {
  if (word.length < SHORTEST || word.length > LONGEST || !/^[a-z][a-z0-9]*$/u.test(word))
    return null;
  const isVni = /\d/u.test(word);
  const [tones, hats] = isVni ? [VNI_TONES, VNI_HATS] : [TELEX_TONES, TELEX_HATS];
  for (const [letters, mark] of withoutTone(word, tones)) {
    const key = toned(hatted(letters, hats), mark);
    // What no rule touched was no keys.
    if (key !== word && !/\d/u.test(key.replace(/\|\d$/u, '')) && isKnown(key)) return key;
  }
  return null;
}

/** At most this many syllables were typed in one run. */
const MOST_JOINED = 4;

/**
 * A run of letters parted into syllables (`baoluc`), the likeliest way; null where there is none.
 * @param cost what it costs in nats that one bare syllable follows another ('' before the first);
 *   Infinity for what is no syllable
 */
export function partJoined(
  word: string,
  cost: (before: string, syllable: string) => number,
): { readonly parts: readonly string[]; readonly cost: number } | null {
  if (word.length < 4 || word.length > MOST_JOINED * 7 || !/^[a-z]+$/u.test(word)) return null;
  interface Way {
    readonly cost: number;
    readonly parts: readonly string[];
  }
  const ways: (Way | null)[] = [{ cost: 0, parts: [] }];
  for (let end = 1; end <= word.length; end++) {
    let best: Way | null = null;
    for (let from = Math.max(0, end - 7); from < end; from++) {
      const before = ways[from];
      if (!before || before.parts.length === MOST_JOINED) continue;
      const part = word.slice(from, end);
      if (part.length < 2) continue;
      const sum = before.cost + cost(before.parts.at(-1) ?? '', part);
      if (sum < (best?.cost ?? Infinity)) best = { cost: sum, parts: [...before.parts, part] };
    }
    ways[end] = best;
  }
  const way = ways[word.length] ?? null;
  return way !== null && way.parts.length > 1 ? way : null;
}
