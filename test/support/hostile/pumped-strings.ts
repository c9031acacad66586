import { patternTree, type PatternNode } from './pattern-tree.ts';

/** `before` once, `pump` as often as the length allows, `after` once. */
export interface Attack {
  readonly before: string;
  readonly pump: string;
  readonly after: string;
}

const USUAL = [...' a1,.-/:;=<>"\'()[]{}|&#%@_*+?!\n\tAéđ\u00a0\0'];
/** What no pattern expects, and what ends a line or a word. */
const AFTER = ['\0', 'x', '!\0', ''];
const MOST_SAMPLES = 4;
const MOST_ATTACKS = 1_000;
const MOST_SIGNS = 10;
/** From so many repetitions on, repeating is worth a try. */
const MANY = 20;

const literalsOf = (node: PatternNode): string[] => {
  if (node.kind === 'one') return [...node.source].filter((char) => char !== '\\');
  if (node.kind === 'repeat') return literalsOf(node.node);
  return node.kind === 'empty' ? [] : node.nodes.flatMap(literalsOf);
};

/** Strings on which a backtracking engine may despair, made from what the pattern itself repeats. */
export function attacksOn(pattern: RegExp): Attack[] {
  const tree = patternTree(pattern);
  const alphabet = [...new Set([...literalsOf(tree), ...USUAL])];
  const known = new Map<string, string[]>();
  const flags = pattern.flags.replaceAll(/[gyd]/gu, '');
  const charsOf = (source: string): string[] => {
    let chars = known.get(source);
    if (chars === undefined) {
      const one = new RegExp(`^(?:${source})$`, flags);
      const fitting = alphabet.filter((char) => one.test(char));
      // The pattern's own letters first, then one of each usual kind.
      chars = [...new Set([...fitting.slice(0, 2), ...fitting.filter((c) => USUAL.includes(c))])];
      known.set(source, chars);
    }
    return chars;
  };
  const samplesOf = (node: PatternNode): string[] => {
    if (node.kind === 'empty') return [''];
    if (node.kind === 'one') return charsOf(node.source).slice(0, MOST_SAMPLES);
    if (node.kind === 'any')
      return node.nodes.flatMap((n) => samplesOf(n).slice(0, 2)).slice(0, 2 * MOST_SAMPLES);
    if (node.kind === 'repeat') {
      if (node.max === 0) return [''];
      return samplesOf(node.node).map((sample) =>
        sample.repeat(Math.min(Math.max(node.min, 1), MANY)),
      );
    }
    return node.nodes
      .reduce<string[]>(
        (so, n) => {
          const next = samplesOf(n);
          if (next.length === 0) return so;
          return so.length === 1
            ? next.map((s) => so[0]! + s)
            : so.map((s, i) => s + next[i % next.length]!);
        },
        [''],
      )
      .slice(0, MOST_SAMPLES);
  };

  const attacks = new Map<string, Attack>();
  const add = (before: string, pump: string): void => {
    if (pump === '') return;
    for (const after of AFTER)
      attacks.set(JSON.stringify([before, pump, after]), { before, pump, after });
  };
  const walk = (node: PatternNode, before: string): void => {
    if (node.kind === 'any') for (const n of node.nodes) walk(n, before);
    if (node.kind === 'repeat') {
      if (node.max >= MANY) {
        const samples = samplesOf(node.node);
        for (const sample of samples) add(before, sample);
        if (samples.length > 1) add(before, samples.join(''));
        const single = node.node.kind === 'one' ? charsOf(node.node.source) : [];
        for (const char of single) add(before, char);
      }
      walk(node.node, before);
    }
    if (node.kind !== 'all') return;
    let so = before;
    const told: string[] = [];
    for (const n of node.nodes) {
      walk(n, so);
      const sample = samplesOf(n)[0] ?? '';
      so += sample;
      told.push(sample);
      // The beginning, or the last few parts, again and again: each one a new start for the engine.
      for (let parts = 1; parts <= Math.min(4, told.length); parts += 1)
        add('', told.slice(-parts).join(''));
      add('', told.join(''));
    }
  };
  walk(tree, '');
  for (const char of new Set(known.values().flatMap((chars) => chars))) add('', char);
  // Beginnings that are never ended: every two signs of the pattern.
  const signs = [...new Set(literalsOf(tree))]
    .filter((char) => !/\p{L}/u.test(char))
    .slice(0, MOST_SIGNS);
  for (const one of signs) for (const two of signs) add('', one + two);
  return [...attacks.values()].slice(0, MOST_ATTACKS);
}

/** The string of an attack at a length in UTF-16 units. */
export const pumped = ({ before, pump, after }: Attack, length: number): string =>
  before +
  pump.repeat(Math.max(1, Math.floor((length - before.length - after.length) / pump.length))) +
  after;
