import type { ScoredPassage } from './rank-items.ts';

/**
 * Trees that order the first candidates of a question better than their sum of scores
 * (docs/decisions/060-a-learned-order.md). Written by `npm run order-trees`.
 */
export interface OrderTrees {
  /** The names of {@link FEATURES} when they were learned: others mean another program. */
  readonly features: readonly string[];
  /**
   * One tree each: four numbers a node (feature, threshold, node where it is smaller or equal, node
   * where it is larger); a negative node -n is leaf n - 1 of `leaves`.
   */
  readonly nodes: readonly (readonly number[])[];
  readonly leaves: readonly (readonly number[])[];
}

/** Only the first are ordered anew: what stands below has nothing to say. */
export const MOST_ORDERED = 150;
/** A few words are no question: what was learned of questions does not hold for them. */
const FEWEST_SYLLABLES = 5;

/**
 * The questions that the trees were learned from have few words added to them: where some are, the
 * sum of scores, which holds them, has its say too.
 */
const WITH_ADDED = 40;

/** What the trees look at, in the order of their numbers. */
export const FEATURES = [
  'beside-best',
  'score',
  'rank',
  'beside-tenth',
  'coverage',
  'pair-count',
  'is-heading',
  'in-heading-whole',
  'question-length',
  'has-number',
  'syllables',
  'pairs',
  'triples',
  'tones',
  'in-heading',
  'with-title',
  'heading-explained',
  'heading-length',
  'length',
  'density',
  'longest-run',
  'first-at',
  'rarest-pair',
  'added',
  'run-share',
  'lead',
  'is-record',
  'pairs-beside-best',
  'heading-beside-best',
] as const;

const bit = (value: boolean): number => (value ? 1 : 0);

/** The features of passages, best score first; one row each. */
export function featuresOf(sorted: readonly ScoredPassage[], syllables: number): Float64Array[] {
  const best = sorted[0]?.score.score ?? 1;
  const tenth = sorted[Math.min(9, sorted.length - 1)]?.score.score ?? best;
  const most = { pairs: 0, heading: 0 };
  for (const { score } of sorted) {
    most.pairs = Math.max(most.pairs, score.evidence.pairs);
    most.heading = Math.max(most.heading, score.evidence.inHeading);
  }
  return sorted.map(({ score, hasNumber, locator }, rank) => {
    const e = score.evidence;
    const next = sorted[rank + 1]?.score.score ?? score.score;
    return Float64Array.of(
      score.score / best,
      Math.log1p(score.score),
      rank,
      score.score / tenth,
      score.coverage,
      score.pairs,
      bit(score.isHeading),
      bit(score.inHeading),
      syllables,
      bit(hasNumber),
      e.syllables,
      e.pairs,
      e.triples,
      e.tones,
      e.inHeading,
      e.withTitle,
      e.headingExplained,
      e.headingLength,
      Math.log1p(e.length),
      e.density,
      e.longestRun,
      e.firstAt,
      e.rarestPair,
      e.added,
      e.longestRun / Math.max(syllables, 1),
      (score.score - next) / best,
      bit(locator.kind === 'record'),
      most.pairs - e.pairs,
      most.heading - e.inHeading,
    );
  });
}

/** The sum of what every tree says of one row. */
export function treeScore({ nodes, leaves }: OrderTrees, row: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < nodes.length; t++) {
    const tree = nodes[t]!;
    let node = tree.length === 0 ? -1 : 0;
    while (node >= 0) {
      const at = node * 4;
      node = row[tree[at]!]! <= tree[at + 1]! ? tree[at + 2]! : tree[at + 3]!;
    }
    sum += leaves[t]![-node - 1]!;
  }
  return sum;
}

/** Whether trees were learned by this program. */
export const areTrees = ({ features }: OrderTrees): boolean => features.join() === FEATURES.join();

/**
 * Passages with the scores that they have in the learned order: the scores stay the same numbers,
 * given to others, so that all that follows (lifts, records, what has ended) goes by them as before.
 */
export function inLearnedOrder(
  trees: OrderTrees,
  scored: readonly ScoredPassage[],
  { syllables, hasAdded }: { readonly syllables: number; readonly hasAdded: boolean },
): readonly ScoredPassage[] {
  if (syllables < FEWEST_SYLLABLES || scored.length < 2) return scored;
  const sorted = scored.toSorted((a, b) => b.score.score - a.score.score);
  const first = sorted.slice(0, MOST_ORDERED);
  const own = hasAdded ? WITH_ADDED : 0;
  const said = featuresOf(first, syllables).map((row) => treeScore(trees, row) + own * row[0]!);
  const order = first.map((_, i) => i).toSorted((a, b) => said[b]! - said[a]! || a - b);
  return [
    ...order.map((from, to) => ({
      ...first[from]!,
      score: { ...first[from]!.score, score: first[to]!.score.score },
    })),
    ...sorted.slice(MOST_ORDERED),
  ];
}
