const BLOCKS =
  'p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, figcaption, caption, blockquote, pre, div, section';

export const blockOf = (node: Node): Element | null =>
  (node instanceof Element ? node : node.parentElement)?.closest(BLOCKS) ?? null;

export interface Block {
  readonly element: Element;
  readonly nodes: readonly Text[];
  readonly text: string;
}

/** Runs of text that belong together: what stands in one paragraph, line of a list, cell. */
export const blocksOf = (root: Element, skip: string): Block[] => {
  const blocks: { element: Element; nodes: Text[]; text: string }[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const element = blockOf(node);
    if (!element || node.parentElement!.closest(skip)) continue;
    const last = blocks.at(-1);
    if (last?.element === element) {
      last.nodes.push(node);
      last.text += node.data;
    } else blocks.push({ element, nodes: [node], text: node.data });
  }
  return blocks.filter((b) => b.text.trim() !== '');
};

/** The range of the characters from `from` to `to` of a block. */
export const rangeIn = ({ nodes }: Block, from: number, to: number): Range => {
  const range = document.createRange();
  let passed = 0;
  for (const node of nodes) {
    if (from >= passed && from <= passed + node.length) range.setStart(node, from - passed);
    if (to >= passed && to <= passed + node.length) {
      range.setEnd(node, to - passed);
      break;
    }
    passed += node.length;
  }
  return range;
};
