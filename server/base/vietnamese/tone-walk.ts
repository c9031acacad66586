import { foldKey } from './syllables.ts';
import { BREAK, type TonePairs } from './tone-pairs.ts';

/** A word whose tones and hats are looked for. */
export interface WalkedWord {
  /** Tone key as read; '' for what parts phrases. */
  readonly key: string;
  /** Nats that another syllable with the same bare letters costs; Infinity for none. */
  readonly leave: number;
  /** Other readings of it, as tone keys, and what each costs. */
  readonly others?: readonly { readonly key: string; readonly cost: number }[];
  /** A phrase ends after it. */
  readonly ends: boolean;
}

/** A syllable that a word may be, and the cheapest way to it. */
interface Step {
  readonly id: number;
  readonly key: string;
  readonly cost: number;
  readonly before: Step | null;
}

/** What a word may be, and what each costs by itself. */
function choicesOf(pairs: TonePairs, { key, leave, others = [] }: WalkedWord) {
  if (key === '') return [{ id: BREAK, key, cost: 0 }];
  const choices = [{ id: pairs.idOf(key), key, cost: 0 }];
  for (const other of others)
    if (other.key !== key)
      choices.push({ id: pairs.idOf(other.key), key: other.key, cost: other.cost });
  if (leave === Infinity) return choices;
  for (const id of pairs.sameLetters(foldKey(key)))
    if (pairs.keyOf(id) !== key) choices.push({ id, key: pairs.keyOf(id), cost: leave });
  return choices;
}

/**
 * The tone keys that words most likely have, by what follows what (Viterbi, 1967). A word stays as
 * it was read where that is as likely.
 */
export function walkTones(pairs: TonePairs, words: readonly WalkedWord[]): string[] {
  let steps: Step[] = [{ id: BREAK, key: '', cost: 0, before: null }];
  for (const word of words) {
    const next = choicesOf(pairs, word).map((choice): Step => {
      let cost = Infinity;
      let before: Step | null = null;
      for (const step of steps) {
        const sum = step.cost + pairs.cost(step.id, choice.id);
        if (sum < cost) [cost, before] = [sum, step];
      }
      return { id: choice.id, key: choice.key, cost: cost + choice.cost, before };
    });
    steps = word.ends
      ? next.map((step) => ({
          id: BREAK,
          key: step.key,
          cost: step.cost + pairs.cost(step.id, BREAK),
          before: step.before,
        }))
      : next;
  }
  let step = steps.reduce((best, other) => (other.cost < best.cost ? other : best));
  const keys: string[] = [];
  while (step.before !== null) {
    keys.push(step.key);
    step = step.before;
  }
  return keys.toReversed();
}
