import { fragmentOf, type Locator } from '#server/base/locator.ts';
import type { OutlineEntry } from '#server/items/file-text.ts';

/** Longer paths say nothing more of one passage. */
const LONGEST = 600;

/** Page or chapter; null for places that no outline divides. */
const positionOf = (locator: Locator): number | null =>
  locator.kind === 'page' ? locator.page : locator.kind === 'chapter' ? locator.chapter : null;

/** An entry, with the names of all it stands under and its own. */
interface Placed {
  readonly position: number;
  readonly fragment: string | null;
  readonly names: readonly string[];
}

/** The names of part, chapter and section that a passage stands under, by the outline of its file. */
export class OutlinePaths {
  readonly #placed: readonly Placed[];

  constructor(outline: readonly OutlineEntry[]) {
    const open: OutlineEntry[] = [];
    this.#placed = outline.flatMap((entry) => {
      const position = positionOf(entry.locator);
      while (open.length > 0 && open.at(-1)!.level >= entry.level) open.pop();
      open.push(entry);
      return position === null
        ? []
        : [
            {
              position,
              fragment: fragmentOf(entry.locator) || null,
              names: open.map(({ title }) => title),
            },
          ];
    });
  }

  /** Names parted by line ends, the passage's own heading left out; empty where it stands under none. */
  of(locator: Locator, heading: string): string {
    const at = positionOf(locator);
    if (at === null) return '';
    const fragment = fragmentOf(locator) || null;
    // On its own page an entry stands above what it names, and what has no name of its own.
    const isAbove = (entry: Placed): boolean =>
      entry.position < at ||
      (entry.position === at &&
        (entry.fragment === null || entry.fragment === fragment || entry.names.at(-1) === heading));
    const names = this.#placed.findLast(isAbove)?.names ?? [];
    return names
      .filter((name) => name !== heading)
      .join('\n')
      .slice(0, LONGEST);
  }
}
