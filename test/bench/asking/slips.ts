import { readFileSync } from 'node:fs';
import type { Search } from '#server/ports.ts';
import { wordsQuery } from '#server/search/words-query.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';

/** A hundred topics of our own, with all their marks. */
export const readTopics = (): string[] =>
  JSON.parse(readFileSync(new URL('topics.json', import.meta.url), 'utf8')) as string[];

/** Numbers from 0 to 1, the same in every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

const TONES = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'] as const;
const TELEX_TONES: Readonly<Record<string, string>> = {
  '\u0300': 'f',
  '\u0301': 's',
  '\u0303': 'x',
  '\u0309': 'r',
  '\u0323': 'j',
};
const TELEX_LETTERS: Readonly<Record<string, string>> = {
  ă: 'aw',
  â: 'aa',
  ê: 'ee',
  ô: 'oo',
  ơ: 'ow',
  ư: 'uw',
  đ: 'dd',
};
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/u;
const parted = (word: string): { letters: string; tone: string } => {
  const tone = TONE.exec(word.normalize('NFD'))?.[0] ?? '';
  return { letters: word.normalize('NFD').replace(TONE, '').normalize('NFC'), tone };
};

type Pick = (below: number) => number;

/** What a person slips on in one word; null where the word gives no room for it. */
const SLIPS = {
  'missing tone': (word: string) => (fold(word) === word ? null : fold(word)),
  'wrong tone': (word: string, pick: Pick) => {
    const { tone } = parted(word);
    const others = TONES.filter((one) => one !== tone);
    const other = others[pick(others.length)]!;
    const at = word.normalize('NFD').search(/[aeiouy]/u);
    if (at < 0) return null;
    const bare = word.normalize('NFD').replace(TONE, '');
    const vowel = /[aeiouy][\u0302\u0306\u031b]*/u.exec(bare)!;
    const end = vowel.index + vowel[0].length;
    return (bare.slice(0, end) + other + bare.slice(end)).normalize('NFC');
  },
  'swapped letters': (word: string, pick: Pick) => {
    if (word.length < 3) return null;
    const at = pick(word.length - 1);
    const swapped = word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2);
    return swapped === word ? null : swapped;
  },
  'missing letter': (word: string, pick: Pick) => {
    if (word.length < 3) return null;
    const at = pick(word.length);
    return word.slice(0, at) + word.slice(at + 1);
  },
  'Telex keys left': (word: string) => {
    const { letters, tone } = parted(word);
    const typed =
      [...letters].map((letter) => TELEX_LETTERS[letter] ?? letter).join('') +
      (TELEX_TONES[tone] ?? '');
    return typed === word ? null : typed;
  },
} as const;
export type SlipKind = keyof typeof SLIPS;
export const SLIP_KINDS = Object.keys(SLIPS) as readonly SlipKind[];

/** Each topic with one slip of a kind; every second one is typed bare where letters are slipped on. */
export function withSlips(kind: SlipKind): { topic: string; typed: string }[] {
  const random = numbers(SLIP_KINDS.indexOf(kind) + 1);
  const pick: Pick = (below) => Math.floor(random.next().value * below);
  const isOfLetters = kind === 'swapped letters' || kind === 'missing letter';
  return readTopics().flatMap((topic, n) => {
    const words = (isOfLetters && n % 2 === 1 ? fold(topic) : topic).split(' ');
    const first = pick(words.length);
    for (let i = 0; i < words.length; i++) {
      const at = (first + i) % words.length;
      const slipped = SLIPS[kind](words[at]!, pick);
      if (slipped !== null)
        return [{ topic, typed: words.map((word, j) => (j === at ? slipped : word)).join(' ') }];
    }
    return [];
  });
}

const firstItems = async (search: Search, text: string): Promise<string[]> =>
  (await search.query(wordsQuery(text, 3))).hits.map(({ itemId }) => itemId);

/** Share of topics whose first hit stands among the first three when they are typed with a slip. */
export async function slipsForgiven(
  search: Search,
  kind: SlipKind,
  onMiss?: (topic: string, typed: string) => void,
): Promise<number> {
  let right = 0;
  const slips = withSlips(kind);
  for (const { topic, typed } of slips) {
    const [first] = await firstItems(search, topic);
    if ((await firstItems(search, typed)).includes(first!)) right++;
    else onMiss?.(topic, typed);
  }
  return right / slips.length;
}
