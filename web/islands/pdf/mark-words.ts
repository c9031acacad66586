import { findMarks } from '#server/search/scoring/marks.ts';
import { readQuery, type QueryForm } from '#server/search/scoring/query-form.ts';

export type { QueryForm };
export const formOf = (q: string): QueryForm | null => (q === '' ? null : readQuery(q));

interface Piece {
  readonly node: Text;
  readonly at: number;
}

/**
 * Joins the words of a text layer to one text: it breaks lines where the page does and joins words
 * that the page cuts.
 */
function piecesOf(layer: Element): { readonly text: string; readonly pieces: readonly Piece[] } {
  const pieces: Piece[] = [];
  let text = '';
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) {
      pieces.push({ node, at: text.length });
      text += node.data;
    } else if (node.nodeName === 'BR') text += '\n';
  }
  return { text, pieces };
}

/** Puts `<mark>` around the words that the search marks on the plain page too. */
export function markWords(layer: Element, form: QueryForm): void {
  const { text, pieces } = piecesOf(layer);
  // From the end, so that the offsets before stay right while nodes are cut.
  for (const { start, end } of findMarks(text, form).toReversed()) {
    for (const { node, at } of pieces.toReversed()) {
      const [from, to] = [Math.max(start - at, 0), Math.min(end - at, node.length)];
      if (from >= to) continue;
      const mark = document.createElement('mark');
      const words = from > 0 ? node.splitText(from) : node;
      if (to - from < words.length) words.splitText(to - from);
      words.replaceWith(mark);
      mark.append(words);
    }
  }
}
