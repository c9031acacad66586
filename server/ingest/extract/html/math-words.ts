/** A formula in one line, as a person would type it: what search and read-aloud know of it. */

export interface MathNode {
  readonly name: string;
  /** Words of a token element. */
  text: string;
  readonly children: MathNode[];
}

const BLANKS_AROUND = /^[+\-−=<>≤≥≠≈×÷±∓→⇒⇔∈∉∪∩⊂⊆∧∨·*/:∝~]+$/u;
const OPENING = /^[([{⟨⌈⌊|‖]$/u;
const CLOSING = /^[)\]}⟩⌉⌋|‖,;.!%]$/u;
/** Function application, invisible times, separator, plus. */
const UNSEEN = /[\u2061-\u2064]/gu;

const tidy = (text: string): string => text.replace(UNSEEN, '').replace(/\s+/gu, ' ').trim();

/** Parts of a row with a blank between operands and none inside brackets. */
function joined(parts: readonly string[]): string {
  let line = '';
  let before = '';
  for (const part of parts) {
    if (part === '') continue;
    const close = line === '' || OPENING.test(before) || CLOSING.test(part);
    line += close ? part : ` ${part}`;
    before = part;
  }
  return line;
}

const isSimple = (words: string): boolean => !/\s/u.test(words) && !BLANKS_AROUND.test(words);
const grouped = (words: string): string =>
  isSimple(words) || /^\([^()]*\)$/u.test(words) ? words : `(${words})`;

const rows = (node: MathNode): string =>
  node.children
    .map((row) => row.children.map(mathWords).join(', '))
    .filter((row) => row !== '')
    .join('; ');

const scripted = ([base = '', ...scripts]: readonly string[], signs: readonly string[]): string =>
  scripts.reduce(
    (words, script, i) => (script === '' ? words : `${words}${signs[i] ?? ' '}${grouped(script)}`),
    grouped(base),
  );

type Layout = (parts: readonly string[], node: MathNode) => string;
const LAYOUTS: Readonly<Record<string, Layout>> = {
  mfrac: ([over = '', under = '']) => `${grouped(over)}/${grouped(under)}`,
  msqrt: (parts) => `√${grouped(joined(parts))}`,
  mroot: ([base = '', index = '']) => `${index}√${grouped(base)}`,
  msup: (parts) => scripted(parts, ['^']),
  msub: (parts) => scripted(parts, ['_']),
  msubsup: (parts) => scripted(parts, ['_', '^']),
  munder: (parts) => scripted(parts, ['_']),
  mover: (parts) => scripted(parts, ['^']),
  munderover: (parts) => scripted(parts, ['_', '^']),
  mtable: (_parts, node) => rows(node),
  mphantom: () => '',
  mspace: () => '',
  // The first child is the formula, the others say the same in another way.
  semantics: ([first = '']) => first,
  maction: ([first = '']) => first,
};

/** The words of a formula: `(a + b)/12`, `100 m^2`. Depth is bounded by whoever built the tree. */
export function mathWords(node: MathNode): string {
  if (node.children.length === 0) return node.name === 'mphantom' ? '' : tidy(node.text);
  const parts = node.children.map(mathWords);
  const layout = LAYOUTS[node.name];
  return layout === undefined ? joined(parts) : layout(parts, node);
}
