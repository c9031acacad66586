import { isLegacyFace } from '../legacy/face.ts';
import type { LegacyDecoder } from '../legacy/legacy-decoder.ts';
import type { DrawnPage } from './glyphs.ts';
import type { Glyph } from './glyph-reader.ts';

/** Of the size of letters: a wider gap parts words, a greater drop lines. */
const GAP = 0.25;
const DROP = 0.5;
/** A longer stretch is cut, for pages that are one line of everything. */
const MOST_GLYPHS = 2_000;

interface Run {
  readonly face: string;
  readonly glyphs: Glyph[];
  /** Texts of the glyphs, with a blank before those that begin a word. */
  readonly texts: string[];
}

function isNewLine(before: Glyph, glyph: Glyph): boolean {
  const size = Math.max(before.size, glyph.size);
  return Math.abs(glyph.y - before.endY) > size * DROP || glyph.x < before.x - size;
}

/** Letters of TCVN3 that come from another font, set apart wider than words. */
const STANDS_IN = /^[\u03BC\u2212\u2219]$/u;

const isNewWord = (before: Glyph, glyph: Glyph): boolean =>
  glyph.spaced ||
  (!STANDS_IN.test(glyph.text) &&
    !STANDS_IN.test(before.text) &&
    glyph.x - before.endX > glyph.size * GAP);

/** Glyphs that follow one another on a line in one font. */
function* runsOf({ glyphs, fonts }: DrawnPage): Generator<Run> {
  let run: Run | null = null;
  for (const glyph of glyphs) {
    const before: Glyph | undefined = run?.glyphs.at(-1);
    const own = fonts.get(glyph.font) ?? '';
    const face: string = run !== null && STANDS_IN.test(glyph.text) ? run.face : own;
    if (
      run === null ||
      run.face !== face ||
      run.glyphs.length >= MOST_GLYPHS ||
      isNewLine(before!, glyph)
    ) {
      if (run !== null) yield run;
      run = { face, glyphs: [glyph], texts: [glyph.text] };
      continue;
    }
    run.glyphs.push(glyph);
    run.texts.push(isNewWord(before!, glyph) ? ` ${glyph.text}` : glyph.text);
  }
  if (run !== null) yield run;
}

/** Letters that only Unicode has: on a page full of them there is nothing to learn. */
const OF_UNICODE = /[Ạ-ỹ]/u;
const MANY = 50;

const isUnicodePage = ({ glyphs, fonts }: DrawnPage): boolean =>
  ![...fonts.values()].some(isLegacyFace) &&
  glyphs.filter(({ text }) => OF_UNICODE.test(text)).length > MANY;

/** Shows a decoder what stands in each font of a page. */
export function learnGlyphs(page: DrawnPage, decoder: LegacyDecoder): void {
  if (isUnicodePage(page)) return;
  for (const { face, texts } of runsOf(page)) decoder.learn(face, texts.join(''));
}

/** The glyphs with letters of Unicode; a mark drawn by itself is part of its letter afterwards. */
export function decodeGlyphs(page: DrawnPage, decoder: LegacyDecoder): Glyph[] {
  const decoded: Glyph[] = [];
  for (const { face, glyphs, texts } of runsOf(page)) {
    const letters = decoder.decode(face, texts);
    glyphs.forEach((glyph, i) => {
      const text = letters[i]!.replace(/^ /u, '');
      if (text !== '') decoded.push(text === glyph.text ? glyph : { ...glyph, text });
    });
  }
  return decoded;
}
