import { escapeAttribute } from '../html/chapter-blocks.ts';

/** How a run looks, as far as a reader's page shows it; outermost first. */
export const MARKS = ['strong', 'em', 'u', 's', 'sup', 'sub', 'caps'] as const;

export type Mark = (typeof MARKS)[number];

/** A stretch of one paragraph: markup already escaped, and how it looks. */
export interface Piece {
  readonly html: string;
  readonly marks: ReadonlySet<Mark>;
  /** Where it leads, or null. */
  readonly link: string | null;
  /** Not text of a run: a picture, an anchor, an equation. It bears no marks. */
  readonly bare: boolean;
}

const OPEN: Readonly<Partial<Record<Mark, string>>> = { caps: '<span class="caps">' };
const CLOSE: Readonly<Partial<Record<Mark, string>>> = { caps: '</span>' };

const sameMarks = (one: Piece, other: Piece): boolean =>
  one.marks.size === other.marks.size && [...one.marks].every((mark) => other.marks.has(mark));

function marked(html: string, marks: ReadonlySet<Mark>, without: ReadonlySet<Mark>): string {
  return MARKS.filter((mark) => marks.has(mark) && !without.has(mark)).reduceRight(
    (inner, mark) => `${OPEN[mark] ?? `<${mark}>`}${inner}${CLOSE[mark] ?? `</${mark}>`}`,
    html,
  );
}

/**
 * Runs that look alike become one: Word divides words at every correction.
 * @param without marks that the place bears by itself, such as bold in a heading
 */
export function joinPieces(pieces: readonly Piece[], without: ReadonlySet<Mark>): string {
  let html = '';
  let i = 0;
  while (i < pieces.length) {
    const { link } = pieces[i]!;
    let inner = '';
    while (i < pieces.length && pieces[i]!.link === link) {
      const first = pieces[i]!;
      let run = first.html;
      i++;
      while (
        i < pieces.length &&
        !first.bare &&
        !pieces[i]!.bare &&
        pieces[i]!.link === link &&
        sameMarks(first, pieces[i]!)
      )
        run += pieces[i++]!.html;
      inner += first.bare ? run : marked(run, first.marks, without);
    }
    html += link === null ? inner : `<a href="${escapeAttribute(link)}">${inner}</a>`;
  }
  return html;
}
