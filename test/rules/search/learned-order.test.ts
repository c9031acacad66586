import { readFileSync } from 'node:fs';
import {
  areTrees,
  FEATURES,
  inLearnedOrder,
  treeScore,
  type OrderTrees,
} from '#server/search/scoring/learned-order.ts';
import type { ScoredPassage } from '#server/search/scoring/rank-items.ts';

const FILE = new URL('../../../server/search/scoring/order-trees.json', import.meta.url);
const shipped = JSON.parse(readFileSync(FILE, 'utf8')) as OrderTrees;

const passage = (score: number, headingExplained: number): ScoredPassage =>
  ({
    item: { itemId: `i${score}` },
    locator: { kind: 'page', page: 1 },
    hasNumber: false,
    score: { score, coverage: 1, pairs: 1, evidence: { headingExplained, pairs: 0, inHeading: 0 } },
  }) as unknown as ScoredPassage;
/** One tree that puts what explains the heading first. */
const trees: OrderTrees = {
  features: FEATURES,
  nodes: [[FEATURES.indexOf('heading-explained'), 0.5, -1, -2]],
  leaves: [[0, 1]],
};

describe('the learned order', () => {
  it('gives the scores that there are to others, and leaves short queries alone', () => {
    const scored = [passage(9, 0), passage(7, 1), passage(5, 0)];
    const ordered = inLearnedOrder(trees, scored, { syllables: 6, hasAdded: false });
    expect(ordered.map(({ item, score }) => [item.itemId, score.score])).toEqual([
      ['i7', 9],
      ['i9', 7],
      ['i5', 5],
    ]);
    expect(inLearnedOrder(trees, scored, { syllables: 2, hasAdded: false })).toBe(scored);
    expect(inLearnedOrder(trees, scored, { syllables: 6, hasAdded: true })[0]!.item.itemId).toBe(
      'i9',
    );
  });

  it('is shipped in a small file that fits the program', () => {
    expect(areTrees(shipped)).toBe(true);
    expect(readFileSync(FILE).length).toBeLessThan(150_000);
    expect(shipped.nodes).toHaveLength(150);
    for (const [t, tree] of shipped.nodes.entries()) {
      expect(tree.length % 4).toBe(0);
      expect(shipped.leaves[t]).toHaveLength(tree.length / 4 + 1);
    }
    expect(Number.isFinite(treeScore(shipped, new Float64Array(FEATURES.length)))).toBe(true);
  });
});
