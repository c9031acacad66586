import { withTone, type TonePlacement } from './show-tone.ts';
import { beginsSyllable } from './syllable-shape.ts';

/**
 * Composes Vietnamese while somebody types without an input method: one key at a time, from what
 * stands before the caret. How the keys work is that of the two methods everybody learns.
 */

export const KEY_METHODS = ['telex', 'vni'] as const;
export type KeyMethod = (typeof KEY_METHODS)[number];

/** The word before the caret. */
export interface TypedWord {
  /** As it stands there. */
  readonly text: string;
  /** The keys that made it: a word that turns out to be no Vietnamese one gets them back. */
  readonly keys: string;
  /** Keys that were taken back by pressing them again, and mean themselves in this word from then on. */
  readonly off: string;
  /** It is no Vietnamese word: all keys mean themselves. */
  readonly foreign: boolean;
}

export const wordBefore = (text: string): TypedWord => ({
  text,
  keys: text,
  off: '',
  foreign: false,
});

const TONE_MARKS = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
/** What a key asks for. */
type Wish =
  | { readonly kind: 'tone'; readonly tone: number }
  | { readonly kind: 'hat'; readonly hats: Readonly<Record<string, string>> }
  | { readonly kind: 'bar' };

const tone = (n: number): Wish => ({ kind: 'tone', tone: n });
const hat = (hats: Readonly<Record<string, string>>): Wish => ({ kind: 'hat', hats });
const CIRCUMFLEX = { a: 'â', ă: 'â', e: 'ê', o: 'ô', ơ: 'ô' };
const HORN = { u: 'ư', o: 'ơ', ô: 'ơ' };
const BREVE = { a: 'ă', â: 'ă' };

const WISHES: Readonly<Record<KeyMethod, Readonly<Record<string, Wish>>>> = {
  telex: {
    z: tone(0),
    f: tone(1),
    r: tone(2),
    x: tone(3),
    s: tone(4),
    j: tone(5),
    a: hat({ a: 'â', ă: 'â' }),
    e: hat({ e: 'ê' }),
    o: hat({ o: 'ô', ơ: 'ô' }),
    w: hat({ ...HORN, ...BREVE }),
    d: { kind: 'bar' },
  },
  vni: {
    '0': tone(0),
    '1': tone(4),
    '2': tone(1),
    '3': tone(2),
    '4': tone(3),
    '5': tone(5),
    '6': hat(CIRCUMFLEX),
    '7': hat(HORN),
    '8': hat(BREVE),
    '9': { kind: 'bar' },
  },
};

/** A word's letters, hats on, and its tone apart. */
interface Letters {
  readonly letters: string;
  readonly tone: number;
}

function lettersOf(text: string): Letters {
  let found = 0;
  const letters = text
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/gu, (mark) => {
      found = TONE_MARKS.indexOf(mark);
      return '';
    })
    .normalize('NFC');
  return { letters, tone: found };
}

const VOWEL = /[aăâeêioôơuưy]/u;
/** Whether a tone has a vowel to stand on: the u of `qu` is none. */
const hasVowel = (letters: string): boolean => VOWEL.test(letters.replace(/^qu/u, 'q'));

const isCapital = (c: string): boolean => c !== c.toLowerCase();
const inCaseOf = (letter: string, like: string): string =>
  isCapital(like) ? letter.toUpperCase() : letter;

const replaced = (letters: readonly string[], at: number, letter: string): string =>
  letters.map((c, i) => (i === at ? inCaseOf(letter, c) : c)).join('');

/** `uơ` stands alone as in `thuở`; with anything behind it, it is `ươ`, and so is `ưo`. */
const joinHorns = (letters: string): string =>
  letters.replace(/(?<!q)(?:uơ|ưo)(?=\p{L})/giu, (pair) =>
    [...pair].map((c, i) => inCaseOf('ươ'[i]!, c)).join(''),
  );

/** The letters with one more hat; null where the key means itself. */
function withHat(letters: string, hats: Readonly<Record<string, string>>): string | null {
  const all = [...letters];
  const pair = /(?<!q)u[oơ]$/iu.exec(letters);
  // Open as in thuở: what comes behind makes it ươ.
  if (pair !== null && hats['u'] !== undefined)
    return pair[0].toLowerCase() === 'uo' ? replaced(all, all.length - 1, 'ơ') : null;
  // Of several vowels the first that makes a syllable: mưa, but xoăn.
  for (const [i, c] of all.entries()) {
    const made = hats[c.toLowerCase()];
    if (made === undefined) continue;
    const hatted = joinHorns(replaced(all, i, made));
    if (beginsSyllable(hatted.toLowerCase())) return hatted;
  }
  return null;
}

/** The letters without the hat that this key gave them; null where they have none of it. */
function withoutHat(letters: string, hats: Readonly<Record<string, string>>): string | null {
  const bare = new Map(Object.entries(hats).map(([from, to]) => [to, from]));
  for (const [from, to] of Object.entries(hats)) if ('aeou'.includes(from)) bare.set(to, from);
  const taken = [...letters].map((c) => {
    const before = bare.get(c.toLowerCase());
    return before === undefined ? c : inCaseOf(before, c);
  });
  return taken.join('') === letters ? null : taken.join('');
}

/** `đ` begins a word, or stands anywhere in capitals: NĐ-CP, QĐ. */
function withBar(letters: string): string | null {
  if (/^d/iu.test(letters)) {
    const barred = `${inCaseOf('đ', letters[0]!)}${letters.slice(1)}`;
    if (beginsSyllable(barred.toLowerCase())) return barred;
  }
  return /^\p{Lu}*D$/u.test(letters) ? `${letters.slice(0, -1)}Đ` : null;
}

const withoutBar = (letters: string): string | null =>
  /^đ\p{Ll}*$|đ$/iu.test(letters)
    ? letters.replace(/đ/u, 'd').replace(/Đ(?=\p{Ll}*$)/u, 'D')
    : null;

/** What becomes of a word when a key is granted, or is pressed again and taken back. */
type Outcome = (Letters & { readonly isTakenBack: boolean }) | null;

function changeLetters(
  { letters, tone: now }: Letters,
  make: (letters: string) => string | null,
  unmake: (letters: string) => string | null,
): Outcome {
  const made = make(letters);
  if (made !== null) return { letters: made, tone: now, isTakenBack: false };
  const taken = unmake(letters);
  return taken === null ? null : { letters: taken, tone: now, isTakenBack: true };
}

function grant(word: Letters, wish: Wish): Outcome {
  const small = word.letters.toLowerCase();
  switch (wish.kind) {
    case 'tone':
      if (!hasVowel(small) || !beginsSyllable(small)) return null;
      if (wish.tone === 0 && word.tone === 0) return null;
      return word.tone === wish.tone
        ? { letters: word.letters, tone: 0, isTakenBack: true }
        : { letters: word.letters, tone: wish.tone, isTakenBack: false };
    case 'hat':
      return changeLetters(
        word,
        (letters) => withHat(letters, wish.hats),
        (letters) => withoutHat(letters, wish.hats),
      );
    case 'bar':
      return changeLetters(word, withBar, withoutBar);
  }
}

/** A key that means itself. A word that is no syllable any more gets its keys back. */
function append(word: TypedWord, key: string, placement: TonePlacement): TypedWord {
  const keys = word.keys + key;
  if (word.foreign) return { ...word, keys, text: word.text + key };
  const { letters, tone: now } = lettersOf(word.text);
  const longer = joinHorns(letters + key);
  if (beginsSyllable(longer.toLowerCase()))
    return { ...word, keys, text: withTone(longer, now, placement) };
  const isOwn = word.off !== '' || /Đ/u.test(word.text);
  return { ...word, keys, text: isOwn ? word.text + key : keys, foreign: true };
}

/** Telex: `w` where no vowel stands is ư; pressed again it is w. */
function standingHorn(word: TypedWord, key: string): TypedWord | null {
  const small = word.text.toLowerCase();
  if (key.toLowerCase() !== 'w' || word.off.includes('w')) return null;
  const horn = inCaseOf('ư', key);
  if (small.endsWith('ư') && word.keys.toLowerCase().endsWith('w') && !/uw$/iu.test(word.keys)) {
    const text = word.text.slice(0, -1) + key;
    return { text, keys: word.keys + key, off: 'w', foreign: true };
  }
  if (VOWEL.test(small) || !beginsSyllable(`${small}ư`)) return null;
  return { ...word, text: word.text + horn, keys: word.keys + key };
}

/**
 * The word after one more key. The same key again takes its mark back and stays as a letter: `ass`
 * gives `as`. Letters that make no Vietnamese syllable stay as they were typed.
 * @param key one letter or digit, as typed
 */
export function typeKey(
  word: TypedWord,
  key: string,
  method: KeyMethod,
  placement: TonePlacement = 'old',
): TypedWord {
  const small = key.toLowerCase();
  const wish = WISHES[method][small];
  if (wish === undefined || word.off.includes(small)) return append(word, key, placement);
  // Capitals of an abbreviation are no syllable, but their Đ is asked for all the same.
  if (word.foreign && wish.kind !== 'bar') return append(word, key, placement);
  const horn = method === 'telex' && !word.foreign ? standingHorn(word, key) : null;
  if (horn !== null) return horn;
  const outcome = grant(lettersOf(word.text), wish);
  if (outcome === null) return append(word, key, placement);
  const text = withTone(outcome.letters, outcome.tone, placement);
  const keys = word.keys + key;
  if (!outcome.isTakenBack) return { ...word, text, keys };
  // `z` and `0` only take marks away: there is nothing that they could stand for.
  if (wish.kind === 'tone' && wish.tone === 0) return { ...word, text, keys };
  return append({ ...word, text, off: word.off + small }, key, placement);
}

/** What a row of keys gives. */
export const typeKeys = (keys: string, method: KeyMethod, placement?: TonePlacement): string =>
  [...keys].reduce((word, key) => typeKey(word, key, method, placement), wordBefore('')).text;
