import { escapeAttribute, escapeText } from '../html/chapter-blocks.ts';
import { joinPieces, type Mark, type Piece } from '../docx/pieces.ts';
import { isLegacyFace } from '../legacy/face.ts';

export interface RunLook {
  /** The font's name; empty for none. */
  readonly face: string;
  readonly marks: ReadonlySet<Mark>;
  readonly link: string | null;
}

const NO_MARKS: ReadonlySet<Mark> = new Set();
export const BOLD: ReadonlySet<Mark> = new Set<Mark>(['strong']);

/** Text in a font that may mean another encoding: `repairMarkup` reads and removes the name. */
export const inFace = (face: string, html: string): string =>
  html !== '' && isLegacyFace(face) ? `<font face="${escapeAttribute(face)}">${html}</font>` : html;

/** Gathers the runs of one paragraph, as the readers of Word files of any age write them. */
export class RichParagraph {
  readonly #pieces: Piece[] = [];
  /** Characters of its text. */
  length = 0;

  /** @param text raw; a line feed breaks the line */
  add(text: string, { face, marks, link }: RunLook): void {
    if (text === '') return;
    this.length += text.length;
    const html = inFace(face, escapeText(text)).replaceAll('\n', '<br>');
    this.#pieces.push({ html, marks, link, bare: false });
  }

  /** Markup that bears no marks: the reference to a note, a picture. */
  addMarkup(html: string): void {
    this.#pieces.push({ html, marks: NO_MARKS, link: null, bare: true });
  }

  get isEmpty(): boolean {
    return this.#pieces.every(
      ({ html, bare }) => !bare && html.replaceAll('<br>', '').trim() === '',
    );
  }

  /** @param without marks that the paragraph bears by itself, such as bold in a heading */
  html(without: ReadonlySet<Mark> = NO_MARKS): string {
    return joinPieces(this.#pieces, without);
  }
}
