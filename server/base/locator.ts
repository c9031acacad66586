/**
 * A place inside an item, the same for hits, links, citations, bookmarks (after Readium's Locator).
 * `page` and `chapter` count from 1 with an optional block id inside it; `seconds` is
 * media time.
 */
export type Locator =
  | { readonly kind: 'record' }
  | { readonly kind: 'page'; readonly page: number; readonly fragment?: string }
  | { readonly kind: 'chapter'; readonly chapter: number; readonly fragment: string | null }
  | { readonly kind: 'time'; readonly seconds: number };

/** A short stable text for one place: `p12`, `p12#dieu-3`, `c3`, `c3#m4`, `t95.5`, `r`. */
export function formatLocator(locator: Locator): string {
  switch (locator.kind) {
    case 'record':
      return 'r';
    case 'page':
      return `p${locator.page}${locator.fragment === undefined ? '' : `#${locator.fragment}`}`;
    case 'chapter':
      return `c${locator.chapter}${locator.fragment === null ? '' : `#${locator.fragment}`}`;
    // Whole milliseconds: more would not be read back.
    case 'time':
      return `t${Math.round(locator.seconds * 1_000) / 1_000}`;
  }
}

/** The inverse of {@link formatLocator}; null when the text names no place. */
export function parseLocator(text: string): Locator | null {
  if (text === 'r') return { kind: 'record' };
  const page = /^p([1-9]\d{0,6})(?:#([\w.:-]{1,120}))?$/u.exec(text);
  if (page)
    return {
      kind: 'page',
      page: Number(page[1]),
      ...(page[2] === undefined ? {} : { fragment: page[2] }),
    };
  const chapter = /^c([1-9]\d{0,6})(?:#([\w.:-]{1,120}))?$/u.exec(text);
  if (chapter)
    return { kind: 'chapter', chapter: Number(chapter[1]), fragment: chapter[2] ?? null };
  const time = /^t(\d{1,7}(?:\.\d{1,3})?)$/u.exec(text);
  if (time) return { kind: 'time', seconds: Number(time[1]) };
  return null;
}

/** Pages, chapters and seconds as one number to select ranges by. */
export const rankOf = (locator: Locator): number => {
  switch (locator.kind) {
    case 'record':
      return 0;
    case 'page':
      return locator.page;
    case 'chapter':
      return locator.chapter;
    case 'time':
      return Math.floor(locator.seconds);
  }
};

/** The id of the block where a place begins; null where only a page, chapter or second is known. */
export const fragmentOf = (locator: Locator): string | null =>
  locator.kind === 'chapter' || locator.kind === 'page' ? (locator.fragment ?? null) : null;
