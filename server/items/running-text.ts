import { holdsPage, type PageRange } from './page-ranges.ts';

/** A line that runs over pages beside their text, without the number of the page. */
export interface RunningText {
  readonly edge: 'head' | 'foot';
  readonly text: string;
  readonly pages: readonly PageRange[];
}

export interface PageEdges {
  readonly head: readonly string[];
  readonly foot: readonly string[];
}

/** What runs above and below the text of one page. */
export function edgesOf(running: readonly RunningText[] | undefined, page: number): PageEdges {
  const here = (running ?? []).filter(({ pages }) => holdsPage(pages, page));
  return {
    head: here.filter(({ edge }) => edge === 'head').map(({ text }) => text),
    foot: here.filter(({ edge }) => edge === 'foot').map(({ text }) => text),
  };
}
