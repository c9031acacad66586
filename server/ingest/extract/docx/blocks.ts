/** A finished block of the document, in order. */
export type DocxBlock =
  | { readonly kind: 'markup'; readonly html: string }
  /** A bulleted paragraph; level 0 … 8. */
  | { readonly kind: 'bullet'; readonly level: number; readonly html: string }
  /** A line of a table of contents. */
  | { readonly kind: 'contents'; readonly html: string };

/** Bullets as nested lists; a level that is left out counts as its neighbour above. */
function bulletList(items: readonly Extract<DocxBlock, { kind: 'bullet' }>[]): string {
  let html = '';
  const open: number[] = [];
  for (const { level, html: inner } of items) {
    while (open.length > 1 && level < open.at(-1)!) {
      html += '</li></ul>';
      open.pop();
    }
    if (open.length === 0 || level > open.at(-1)!) {
      html += '<ul>';
      open.push(level);
    } else html += '</li>';
    html += `<li>${inner}`;
  }
  return html + '</li></ul>'.repeat(open.length);
}

const GROUPS: Readonly<Record<DocxBlock['kind'], (blocks: readonly DocxBlock[]) => string>> = {
  markup: (blocks) => blocks.map((block) => block.html).join(''),
  bullet: (blocks) => bulletList(blocks.filter((block) => block.kind === 'bullet')),
  contents: (blocks) =>
    `<div role="doc-toc">${blocks.map((block) => `<p>${block.html}</p>`).join('')}</div>`,
};

/** Neighbours of one kind stand together: bullets in one list, lines of contents in one table. */
export function joinBlocks(blocks: readonly DocxBlock[]): string {
  let html = '';
  let from = 0;
  for (let i = 1; i <= blocks.length; i++) {
    const { kind } = blocks[from]!;
    if (i < blocks.length && blocks[i]!.kind === kind) continue;
    html += GROUPS[kind](blocks.slice(from, i));
    from = i;
  }
  return html;
}
