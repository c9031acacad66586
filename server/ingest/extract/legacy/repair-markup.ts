import { escapeText, openTag } from '../html/chapter-blocks.ts';
import { LINE_BREAKING } from '../html/allowed-markup.ts';
import { walkMarkup, type MarkupEvents } from '../html/walk-markup.ts';
import type { LegacyDecoder } from './legacy-decoder.ts';

/** A stretch of markup: tags as they stand, or a text in one font. */
type Stretch = string | { readonly face: string; readonly line: number; text: string };

/** Takes markup apart into lines and fonts. */
class Lines implements MarkupEvents {
  readonly stretches: Stretch[] = [];
  readonly #open: { readonly name: string; readonly face: string | null }[] = [];
  readonly #faces: string[] = [''];
  #line = 0;

  open(name: string, attribs: Record<string, string>): void {
    if (LINE_BREAKING.has(name)) this.#line++;
    const face = name === 'font' ? (attribs['face'] ?? '') : null;
    if (name !== 'br' && name !== 'hr' && name !== 'img') this.#open.push({ name, face });
    if (face === null) this.stretches.push(openTag(name, attribs));
    else this.#faces.push(face);
  }

  text(text: string): void {
    this.stretches.push({ face: this.#faces.at(-1)!, line: this.#line, text });
  }

  close(name: string): void {
    if (LINE_BREAKING.has(name)) this.#line++;
    const open = this.#open.pop();
    if (open !== undefined && open.face !== null) this.#faces.pop();
    else this.stretches.push(`</${name}>`);
  }

  /** Texts that follow one another on a line in one font. */
  *runs(): Generator<{ readonly face: string; readonly texts: readonly { text: string }[] }> {
    const texts = this.stretches.filter((stretch) => typeof stretch !== 'string');
    for (let i = 0; i < texts.length;) {
      const { face, line } = texts[i]!;
      let end = i + 1;
      while (end < texts.length && texts[end]!.face === face && texts[end]!.line === line) end++;
      yield { face, texts: texts.slice(i, end) };
      i = end;
    }
  }
}

const linesOf = (html: string): Lines => {
  const lines = new Lines();
  walkMarkup(html, lines);
  return lines;
};

/** @param decoder has learned all that the file says */
function decoded(lines: Lines, decoder: LegacyDecoder): string {
  for (const { face, texts } of lines.runs()) {
    const letters = decoder.decode(
      face,
      texts.map(({ text }) => text),
    );
    texts.forEach((stretch, i) => (stretch.text = letters[i]!));
  }
  return lines.stretches
    .map((stretch) => (typeof stretch === 'string' ? stretch : escapeText(stretch.text)))
    .join('');
}

/**
 * Decodes the legacy text of markup that the shelf's own readers wrote, `<font face>` around what
 * stands in a font that promises such an encoding; the markup comes back without these.
 * @param chapters of one file, which are judged together
 * @param decoder knows afterwards what was found
 */
export function repairChapters(chapters: readonly string[], decoder: LegacyDecoder): string[] {
  const all = chapters.map(linesOf);
  for (const lines of all)
    for (const { face, texts } of lines.runs())
      decoder.learn(face, texts.map(({ text }) => text).join(''));
  return all.map((lines) => decoded(lines, decoder));
}

/** The same for a file that is one piece of markup. */
export const repairMarkup = (html: string, decoder: LegacyDecoder): string =>
  repairChapters([html], decoder)[0]!;
