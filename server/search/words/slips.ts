import { foldKey } from '#server/base/vietnamese/syllables.ts';
import { BREAK, type TonePairs } from '#server/base/vietnamese/tone-pairs.ts';

/** Shorter ones have too many neighbours to tell which was meant. */
const SHORTEST = 2;
/** The longest syllable (`nghiêng`) and one letter too many. */
const LONGEST = 8;
/** So many are told apart by what follows what. */
const MOST_NEAR = 6;

/** The word without each of its letters in turn. */
const withoutOne = (word: string): string[] => [
  ...new Set(Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1))),
];

/** Whether two letters that stand side by side changed places, or one letter is another. */
function isOneChanged(a: string, b: string): boolean {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  if (a.slice(i + 1) === b.slice(i + 1)) return true;
  return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}

/** Bare syllables by what is left of them without one letter. */
class NearForms {
  readonly #byRest = new Map<string, string[]>();
  readonly #forms = new Set<string>();

  constructor(pairs: TonePairs) {
    for (let id = BREAK + 1; id < pairs.size; id++) this.#forms.add(foldKey(pairs.keyOf(id)));
    for (const form of this.#forms)
      for (const rest of withoutOne(form)) {
        const held = this.#byRest.get(rest);
        if (held === undefined) this.#byRest.set(rest, [form]);
        else held.push(form);
      }
  }

  /** Those that one letter left out, put in, changed, or put in the place of the next makes of it. */
  near(typed: string): string[] {
    const found = new Set(this.#byRest.get(typed));
    for (const rest of withoutOne(typed)) {
      if (this.#forms.has(rest)) found.add(rest);
      for (const form of this.#byRest.get(rest) ?? [])
        if (form.length === typed.length && isOneChanged(form, typed)) found.add(form);
    }
    found.delete(typed);
    return [...found];
  }
}

const FORMS = new WeakMap<TonePairs, NearForms>();
function formsOf(pairs: TonePairs): NearForms {
  const known = FORMS.get(pairs) ?? new NearForms(pairs);
  FORMS.set(pairs, known);
  return known;
}

/** How often any tones of the second followed any tones of the first; '' is the end of the question. */
function followed(pairs: TonePairs, first: string, second: string): number {
  if (first === '' || second === '') return 0;
  const seconds = pairs.sameLetters(second);
  let most = 0;
  for (const a of pairs.sameLetters(first)) most = Math.max(most, pairs.mostFollowed(a, seconds));
  return most;
}

/** A bare word between its bare neighbours; '' where there is none. */
export interface Between {
  readonly before: string;
  readonly word: string;
  readonly after: string;
}

/** How often laws say the word after one neighbour and before the other. */
function timesIn(pairs: TonePairs, { before, word, after }: Between): number[] {
  return [
    ...(before === '' ? [] : [followed(pairs, before, word)]),
    ...(after === '' ? [] : [followed(pairs, word, after)]),
  ];
}

/** How often laws say the word beside the one of its neighbours that it fits better. */
export const mostIn = (pairs: TonePairs, between: Between): number =>
  Math.max(0, ...timesIn(pairs, between));

/** Whether no law says the tone key after or before its neighbours; '' where there is none. */
export function isToneDoubtful(
  pairs: TonePairs,
  before: string,
  key: string,
  after: string,
): boolean {
  const id = pairs.idOf(key);
  if (id < 0) return true;
  const [first, second] = [pairs.idOf(before), pairs.idOf(after)];
  return (
    (first > BREAK || second > BREAK) &&
    (first <= BREAK || pairs.followed(first, id) === 0) &&
    (second <= BREAK || pairs.followed(id, second) === 0)
  );
}

/**
 * Syllables that the word may have been before a slip, as tone keys; the likeliest six of them.
 * @param fewest how often laws must say them after one neighbour and before the other, at least
 */
export function slipsOf(pairs: TonePairs, between: Between, fewest: number): string[] {
  const { word } = between;
  if (word.length < SHORTEST || word.length > LONGEST) return [];
  const fitting = formsOf(pairs)
    .near(word)
    .map((form) => {
      const times = timesIn(pairs, { ...between, word: form });
      return { form, least: Math.min(...times), most: Math.max(0, ...times) };
    })
    .filter(({ least, most }) => (fewest > 0 ? least >= fewest && least < Infinity : most > 0));
  return fitting
    .toSorted((a, b) => b.least - a.least || b.most - a.most)
    .slice(0, MOST_NEAR)
    .flatMap(({ form }) => pairs.sameLetters(form).map((id) => pairs.keyOf(id)));
}
