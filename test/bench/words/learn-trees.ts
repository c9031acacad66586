/**
 * Gradient-boosted trees for an order (LambdaMART: Burges, "From RankNet to LambdaRank to
 * LambdaMART", 2010), with nothing but arrays.
 */
import type { OrderTrees } from '#server/search/scoring/learned-order.ts';

/** One question: a row of features and a gain (0 or 1) for each candidate. */
export interface Judged {
  readonly rows: readonly Float64Array[];
  readonly gains: readonly number[];
}

const BINS = 48;
const LEAVES = 7;
const RATE = 0.08;
const FEWEST_IN_LEAF = 60;
/** Holds leaves of few rows near nothing. */
const SHRINK = 4;

interface Node {
  readonly rows: Int32Array;
  best: { gain: number; feature: number; bin: number } | null;
  feature: number;
  threshold: number;
  left: Node | null;
  right: Node | null;
  value: number;
}

const discount = (rank: number): number => 1 / Math.log2(rank + 2);

/** Borders that part the values of one feature into bins of about the same size. */
function bordersOf(values: Float64Array): number[] {
  const sorted = values.toSorted();
  const borders = new Set<number>();
  for (let b = 1; b < BINS; b++) borders.add(sorted[Math.floor((sorted.length * b) / BINS)]!);
  return [...borders].toSorted((x, y) => x - y);
}

/** Lambda gradients and their weights of every row, by the order that the scores give. */
function gradients(
  questions: readonly Judged[],
  starts: readonly number[],
  scores: Float64Array,
  gradient: Float64Array,
  weight: Float64Array,
): void {
  gradient.fill(0);
  weight.fill(0);
  questions.forEach(({ gains }, q) => {
    const from = starts[q]!;
    const order = gains.map((_, i) => i).toSorted((a, b) => scores[from + b]! - scores[from + a]!);
    const rank = new Int32Array(gains.length);
    order.forEach((i, at) => {
      rank[i] = at;
    });
    const good = gains.flatMap((gain, i) => (gain > 0 ? [i] : []));
    const ideal = good.reduce((sum, _, at) => sum + discount(at), 0);
    for (const i of good)
      for (let j = 0; j < gains.length; j++) {
        if (gains[j]! > 0) continue;
        const delta = Math.abs(discount(rank[i]!) - discount(rank[j]!)) / ideal;
        const p = 1 / (1 + Math.exp(scores[from + i]! - scores[from + j]!));
        gradient[from + i]! += delta * p;
        gradient[from + j]! -= delta * p;
        weight[from + i]! += delta * p * (1 - p);
        weight[from + j]! += delta * p * (1 - p);
      }
  });
}

/** Grows one tree leaf by leaf, the best split first. */
class Grower {
  readonly #bins: readonly Uint8Array[];
  readonly #borders: readonly (readonly number[])[];
  readonly #gradient: Float64Array;
  readonly #weight: Float64Array;

  constructor(
    bins: readonly Uint8Array[],
    borders: readonly (readonly number[])[],
    gradient: Float64Array,
    weight: Float64Array,
  ) {
    this.#bins = bins;
    this.#borders = borders;
    this.#gradient = gradient;
    this.#weight = weight;
  }

  #node(rows: Int32Array): Node {
    let [g, w] = [0, 0];
    for (const row of rows) {
      g += this.#gradient[row]!;
      w += this.#weight[row]!;
    }
    const node: Node = {
      rows,
      best: null,
      feature: -1,
      threshold: 0,
      left: null,
      right: null,
      value: (RATE * g) / (w + SHRINK),
    };
    node.best = this.#bestSplit(rows, g, w);
    return node;
  }

  #bestSplit(rows: Int32Array, g: number, w: number): Node['best'] {
    let best: Node['best'] = null;
    const whole = (g * g) / (w + SHRINK);
    for (let feature = 0; feature < this.#bins.length; feature++) {
      const [sums, weights, counts] = [
        new Float64Array(BINS),
        new Float64Array(BINS),
        new Int32Array(BINS),
      ];
      const bins = this.#bins[feature]!;
      for (const row of rows) {
        const bin = bins[row]!;
        sums[bin]! += this.#gradient[row]!;
        weights[bin]! += this.#weight[row]!;
        counts[bin]!++;
      }
      let [lg, lw, lc] = [0, 0, 0];
      for (let bin = 0; bin < this.#borders[feature]!.length; bin++) {
        lg += sums[bin]!;
        lw += weights[bin]!;
        lc += counts[bin]!;
        if (lc < FEWEST_IN_LEAF || rows.length - lc < FEWEST_IN_LEAF) continue;
        const gain = (lg * lg) / (lw + SHRINK) + ((g - lg) * (g - lg)) / (w - lw + SHRINK) - whole;
        if (gain > (best?.gain ?? 0)) best = { gain, feature, bin };
      }
    }
    return best;
  }

  grow(rows: Int32Array): Node {
    const root = this.#node(rows);
    const leaves = [root];
    while (leaves.length < LEAVES) {
      const open = leaves.filter(({ best }) => best !== null);
      if (open.length === 0) break;
      const leaf = open.reduce((a, b) => (b.best!.gain > a.best!.gain ? b : a));
      const { feature, bin } = leaf.best!;
      const bins = this.#bins[feature]!;
      leaf.feature = feature;
      leaf.threshold = this.#borders[feature]![bin]!;
      leaf.left = this.#node(leaf.rows.filter((row) => bins[row]! <= bin));
      leaf.right = this.#node(leaf.rows.filter((row) => bins[row]! > bin));
      leaves.splice(leaves.indexOf(leaf), 1, leaf.left, leaf.right);
    }
    return root;
  }
}

/** A tree as numbers; `rounded` to what a file need hold. */
function flatten(root: Node): { nodes: number[]; leaves: number[] } {
  const [nodes, leaves]: [number[], number[]] = [[], []];
  const put = (node: Node): number => {
    if (node.left === null || node.right === null)
      return -leaves.push(Number(node.value.toPrecision(4)));
    const at = nodes.length / 4;
    nodes.push(node.feature, Number(node.threshold.toPrecision(6)), 0, 0);
    nodes[at * 4 + 2] = put(node.left);
    nodes[at * 4 + 3] = put(node.right);
    return at;
  };
  put(root);
  return { nodes, leaves };
}

function addTree(node: Node, scores: Float64Array): void {
  if (node.left !== null && node.right !== null) {
    addTree(node.left, scores);
    addTree(node.right, scores);
  } else for (const row of node.rows) scores[row]! += node.value;
}

/** Learns trees that put candidates with a gain first. */
export function learnTrees(
  questions: readonly Judged[],
  features: readonly string[],
  trees: number,
): OrderTrees {
  const starts: number[] = [];
  let count = 0;
  for (const { rows } of questions) {
    starts.push(count);
    count += rows.length;
  }
  const all = questions.flatMap(({ rows }) => rows);
  const columns = features.map((_, f) => Float64Array.from(all, (row) => row[f]!));
  const borders = columns.map(bordersOf);
  const bins = columns.map((column, f) =>
    Uint8Array.from(column, (value) => {
      const at = borders[f]!.findIndex((border) => value <= border);
      return at < 0 ? borders[f]!.length : at;
    }),
  );
  const [scores, gradient, weight] = [
    new Float64Array(count),
    new Float64Array(count),
    new Float64Array(count),
  ];
  const rows = Int32Array.from({ length: count }, (_, i) => i);
  const grown: { nodes: number[]; leaves: number[] }[] = [];
  for (let t = 0; t < trees; t++) {
    gradients(questions, starts, scores, gradient, weight);
    const root = new Grower(bins, borders, gradient, weight).grow(rows);
    addTree(root, scores);
    grown.push(flatten(root));
  }
  return {
    features,
    nodes: grown.map((tree) => tree.nodes),
    leaves: grown.map((tree) => tree.leaves),
  };
}
