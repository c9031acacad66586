import type { VNode } from 'preact';
import { useText } from '#web/text/use-text.ts';

/**
 * A line of a table of contents: `href` leads to the locator, `place` is its page number or null.
 */
export interface OutlineView {
  readonly title: string;
  readonly level: number;
  readonly href: string;
  readonly place: string | null;
}

interface Node {
  readonly entry: OutlineView;
  readonly under: Node[];
}

/**
 * Levels may start anywhere and skip: an entry goes under the nearest earlier one of a smaller
 * level.
 */
const tree = (entries: readonly OutlineView[]): Node[] => {
  const roots: Node[] = [];
  const open: Node[] = [];
  for (const entry of entries) {
    while (open.length > 0 && open.at(-1)!.entry.level >= entry.level) open.pop();
    const node: Node = { entry, under: [] };
    (open.at(-1)?.under ?? roots).push(node);
    open.push(node);
  }
  return roots;
};

const Lines = ({
  nodes,
  current,
  depth,
}: {
  nodes: readonly Node[];
  current: OutlineView | null;
  depth: number;
}): VNode => (
  <ol>
    {nodes.map(({ entry, under }, i) => (
      <li key={i}>
        <a href={entry.href} aria-current={entry === current ? 'true' : undefined}>
          {entry.title} {entry.place !== null && <span>{entry.place}</span>}
        </a>
        {under.length > 0 &&
          (depth < 4 ? <Lines nodes={under} current={current} depth={depth + 1} /> : null)}
      </li>
    ))}
  </ol>
);

/** A table of contents; beyond `shown` entries the rest waits behind a button. */
export const OutlineList = ({
  entries,
  shown,
  current = null,
}: {
  entries: readonly OutlineView[];
  shown: number;
  current?: OutlineView | null;
}): VNode => {
  const text = useText();
  const cut = entries.length > shown * 1.5 ? shown : entries.length;
  const rest = entries.slice(cut);
  return (
    <>
      <Lines nodes={tree(entries.slice(0, cut))} current={current} depth={0} />
      {rest.length > 0 && (
        <details open={current !== null && rest.includes(current)}>
          <summary>{text.item.allOutline(rest.length)}</summary>
          <Lines nodes={tree(rest)} current={current} depth={0} />
        </details>
      )}
    </>
  );
};
