import { TURNS, type Photograph, type Turn } from '#server/items/photograph.ts';

/** What a person says of one page; what is absent stays. */
export interface PageWish {
  /** Which place it is to have, from 1; null for the one it has. */
  readonly place: number | null;
  readonly turn: Turn;
  readonly left: boolean;
  readonly whole: boolean;
}

/** What the pressed button asks of one page. */
export type PagePress = 'len' | 'xuong' | 'xoay';
export const PAGE_PRESSES: readonly PagePress[] = ['len', 'xuong', 'xoay'];

export const turned = (turn: Turn): Turn => TURNS[(TURNS.indexOf(turn) + 1) % TURNS.length]!;

/**
 * The pages as wished. Of two that want one place, the one that moved there goes first; a page of
 * which nothing was said, because it came meanwhile, keeps its place after them.
 */
export function arranged(
  pages: readonly Photograph[],
  wishes: ReadonlyMap<string, PageWish>,
): Photograph[] {
  return pages
    .map((page, i) => {
      const wish = wishes.get(page.id);
      const place = wish?.place ?? i + 1;
      const rank = place === i + 1 ? place : place < i + 1 ? place - 0.5 : place + 0.5;
      return {
        rank,
        page:
          wish === undefined
            ? page
            : { ...page, turn: wish.turn, left: wish.left, whole: wish.whole },
      };
    })
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ page }) => page);
}

/** The pages after a button of one of them was pressed. */
export function pressed(
  pages: readonly Photograph[],
  id: string,
  press: PagePress,
): readonly Photograph[] {
  const at = pages.findIndex((page) => page.id === id);
  if (at < 0) return pages;
  if (press === 'xoay')
    return pages.map((page) => (page.id === id ? { ...page, turn: turned(page.turn) } : page));
  const to = press === 'len' ? at - 1 : at + 1;
  if (to < 0 || to >= pages.length) return pages;
  const next = [...pages];
  [next[at], next[to]] = [next[to]!, next[at]!];
  return next;
}

/** Whether the document made of the one is that of the other. */
export const samePages = (a: readonly Photograph[], b: readonly Photograph[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
