import { OPS, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { wordsInField, type FieldText } from './annotations.ts';
import { IDENTITY, multiply, readRules, toMatrix, type Matrix, type Rule } from './rules.ts';

/** One drawn sign where a reader sees it: points from the page's top left corner, y downwards. */
export interface Glyph {
  /** As the font says it; ligatures and presentation forms as plain letters. */
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Where the next sign would stand without any spacing. */
  readonly endX: number;
  readonly endY: number;
  /** Height of the letters in points. */
  readonly size: number;
  readonly font: string;
  /** A blank was drawn between the sign before and this one. */
  readonly spaced: boolean;
  /** Drawn without ink: the recognised text over a scan. */
  readonly invisible: boolean;
  /** Number of the marked content that it belongs to, for the tags of the document; -1 for none. */
  readonly mark: number;
  /** Marked by the author as no part of the text (running head, page number, watermark). */
  readonly artifact: boolean;
  /** Belongs to the appearance of a signature, a form field or a note. */
  readonly annotation: boolean;
}

/** No page that somebody reads has more; what lies beyond is not read. */
const MAX_GLYPHS = 200_000;
/** Presentation forms: `ﬁ`, Arabic and Hebrew letters as shapes. */
const SHAPES = /[\uFB00-\uFB4F\uFB50-\uFDFF\uFE70-\uFEFC]/u;
const BLANK = /^[\s\u00A0\u2000-\u200B\u3000]*$/u;

export interface FontFacts {
  readonly id: string;
  readonly name: string;
  /** Thousandths of the size, mostly. */
  readonly scale: number;
  readonly vertical: boolean;
}

interface State {
  ctm: Matrix;
  text: Matrix;
  x: number;
  y: number;
  lineX: number;
  lineY: number;
  font: FontFacts;
  size: number;
  direction: 1 | -1;
  charSpacing: number;
  wordSpacing: number;
  stretch: number;
  leading: number;
  rise: number;
  mode: number;
  /** Areas are filled with the colour of paper. */
  white: boolean;
}

interface Mark {
  readonly hidden: boolean;
  readonly mark: number;
  readonly artifact: boolean;
}

/** A glyph as pdf.js hands it over in the operands of `showText`. */
interface DrawnGlyph {
  readonly unicode: string;
  readonly width: number;
  readonly vmetric?: readonly number[] | null;
  readonly isSpace: boolean;
}

export type Layers = Awaited<ReturnType<PDFDocumentProxy['getOptionalContentConfig']>>;
export type Operands = readonly unknown[];

const NO_FONT: FontFacts = { id: '', name: '', scale: 0.001, vertical: false };
/** Of the unit square that pictures are drawn in. */
const areaOf = (m: Matrix): number => Math.abs(m[0] * m[3] - m[1] * m[2]);
const isInvisible = (mode: number): boolean => mode === 3 || mode === 7;

/** Walks over the drawing instructions of a page as a canvas would, and notes where signs fall. */
export class GlyphReader {
  readonly glyphs: Glyph[] = [];
  readonly rules: Rule[] = [];
  /** Painted paths. */
  paths = 0;
  /** Square points of pictures, which are not decoded, and of coloured areas. */
  pictures = 0;
  /** A place was set out since which nothing was drawn. */
  #empty = false;
  readonly #fonts: ReadonlyMap<string, FontFacts>;
  readonly #layers: Layers | null;
  readonly #base: Matrix;
  #state: State;
  #saved: State[] = [];
  #marks: Mark[] = [];
  #annotation = false;
  /** Appearances that are not read and show something. */
  readonly shown = new Set<string>();
  /** The appearance that is not read, while within it. */
  #skipping: string | null = null;
  #spaced = false;
  readonly #skipped: ReadonlySet<string>;

  constructor(
    base: Matrix,
    fonts: ReadonlyMap<string, FontFacts>,
    layers: Layers | null,
    skipped: ReadonlySet<string>,
  ) {
    this.#base = base;
    this.#skipped = skipped;
    this.#fonts = fonts;
    this.#layers = layers;
    this.#state = GlyphReader.#initial(base);
  }

  static #initial(ctm: Matrix): State {
    return {
      ctm,
      text: IDENTITY,
      x: 0,
      y: 0,
      lineX: 0,
      lineY: 0,
      font: NO_FONT,
      size: 0,
      direction: 1,
      charSpacing: 0,
      wordSpacing: 0,
      stretch: 1,
      leading: 0,
      rise: 0,
      mode: 0,
      white: false,
    };
  }

  read(operators: readonly number[], operands: readonly (Operands | null)[]): void {
    for (let i = 0; i < operators.length && this.glyphs.length < MAX_GLYPHS; i++)
      this.#operate(operators[i]!, operands[i] ?? []);
    this.#leave();
  }

  #operate(operator: number, args: Operands): void {
    if (this.#operateText(operator, args)) return;
    const state = this.#state;
    switch (operator) {
      case OPS.save:
        this.#save();
        break;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        this.#leave();
        this.#restore();
        break;
      case OPS.transform:
        this.#empty = true;
        state.ctm = multiply(state.ctm, toMatrix(args));
        break;
      case OPS.paintFormXObjectBegin:
        this.#save();
        if (args[0]) this.#state.ctm = multiply(this.#state.ctm, toMatrix(args[0] as number[]));
        break;
      case OPS.beginAnnotation:
        this.#leave();
        this.#save();
        this.#annotation = true;
        this.#skipping = this.#skipped.has(String(args[0])) ? String(args[0]) : null;
        this.#state = GlyphReader.#initial(
          multiply(
            multiply(this.#base, toMatrix(args[2] as number[])),
            toMatrix(args[3] as number[]),
          ),
        );
        break;
      case OPS.endAnnotation:
        this.#annotation = false;
        this.#skipping = null;
        this.#restore();
        break;
      case OPS.setFillRGBColor:
        state.white = args[0] === '#ffffff';
        break;
      case OPS.beginMarkedContent:
      case OPS.beginMarkedContentProps:
        this.#begin(args);
        break;
      case OPS.endMarkedContent:
        this.#marks.pop();
        break;
      case OPS.constructPath:
        if (args[0] !== OPS.endPath) {
          this.#paint(args);
        }
        if (this.#visible()) readRules(args, state.ctm, this.rules);
        break;
    }
  }

  #operateText(operator: number, args: Operands): boolean {
    const state = this.#state;
    const [first, second] = args as readonly number[];
    switch (operator) {
      case OPS.beginText:
        this.#place(IDENTITY);
        return true;
      case OPS.setTextMatrix:
        this.#place(toMatrix((args[0] ?? args) as number[]));
        return true;
      case OPS.moveText:
        this.#move(first ?? 0, second ?? 0);
        return true;
      case OPS.setLeadingMoveText:
        state.leading = second ?? 0;
        this.#move(first ?? 0, second ?? 0);
        return true;
      case OPS.nextLine:
        this.#move(0, state.leading);
        return true;
      case OPS.setLeading:
        state.leading = -(first ?? 0);
        return true;
      case OPS.setCharSpacing:
        state.charSpacing = first ?? 0;
        return true;
      case OPS.setWordSpacing:
        state.wordSpacing = first ?? 0;
        return true;
      case OPS.setHScale:
        state.stretch = (first ?? 100) / 100;
        return true;
      case OPS.setTextRise:
        state.rise = first ?? 0;
        return true;
      case OPS.setTextRenderingMode:
        state.mode = first ?? 0;
        return true;
      case OPS.setFont:
        this.#setFont(args);
        return true;
      case OPS.setGState:
        for (const [key, value] of (args[0] ?? []) as readonly [string, unknown][])
          if (key === 'Font') this.#setFont(value as Operands);
        return true;
      case OPS.showText:
        this.#show((args[0] ?? []) as readonly (DrawnGlyph | number | null)[]);
        return true;
      default:
        return false;
    }
  }

  /** Adds words that stand in a field. */
  place(text: FieldText): void {
    for (const { text: word, x, y, width, size, spaced } of wordsInField(text)) {
      if (this.glyphs.length >= MAX_GLYPHS) return;
      const m = this.#base;
      const [left, top] = [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
      this.glyphs.push({
        text: word,
        x: left,
        y: top,
        endX: left + m[0] * width,
        endY: top + m[1] * width,
        size: size * Math.hypot(m[2], m[3]),
        font: '',
        spaced,
        invisible: false,
        mark: -1,
        artifact: false,
        annotation: true,
      });
    }
  }

  /** Leaves a place: where nothing was drawn, a picture was. */
  #leave(): void {
    if (this.#empty && this.#visible()) this.pictures += areaOf(this.#state.ctm);
    this.#empty = false;
  }

  /** A path; a large one filled with a colour is a picture as well. */
  #paint([operator, , box]: Operands): void {
    this.paths++;
    this.#empty = false;
    const { ctm, white } = this.#state;
    const [left, top, right, bottom] = (box ?? []) as ArrayLike<number> & Iterable<number>;
    const isFilled = operator === OPS.fill || operator === OPS.eoFill;
    if (!isFilled || white || !this.#visible() || bottom === undefined) return;
    this.pictures += areaOf(ctm) * (right! - left!) * (bottom - top!);
  }

  #save(): void {
    // As deep as a real file goes; a hostile one loses its nesting, not our memory.
    if (this.#saved.length < 1_000) this.#saved.push({ ...this.#state });
  }

  #restore(): void {
    this.#state = this.#saved.pop() ?? this.#state;
  }

  #begin(args: Operands): void {
    const around = this.#marks.at(-1) ?? { hidden: false, mark: -1, artifact: false };
    const tag = typeof args[0] === 'string' ? args[0] : (args[0] as { name?: string })?.name;
    const more = args[1];
    this.#marks.push({
      hidden: around.hidden || (tag === 'OC' && this.#isOff(more)),
      mark: typeof more === 'number' ? more : around.mark,
      artifact: around.artifact || tag === 'Artifact',
    });
  }

  #isOff(group: unknown): boolean {
    try {
      return this.#layers !== null && group !== null && !this.#layers.isVisible(group as never);
    } catch {
      return false;
    }
  }

  #visible(): boolean {
    return this.#skipping === null && this.#marks.at(-1)?.hidden !== true;
  }

  #place(text: Matrix): void {
    Object.assign(this.#state, { text, x: 0, y: 0, lineX: 0, lineY: 0 });
  }

  #move(dx: number, dy: number): void {
    const state = this.#state;
    state.lineX += dx;
    state.lineY += dy;
    state.x = state.lineX;
    state.y = state.lineY;
  }

  #setFont([id, size]: Operands): void {
    const state = this.#state;
    state.font = this.#fonts.get(String(id)) ?? NO_FONT;
    state.size = Math.abs(Number(size));
    state.direction = Number(size) < 0 ? -1 : 1;
  }

  #show(glyphs: readonly (DrawnGlyph | number | null)[]): void {
    const state = this.#state;
    const { font, size, direction } = state;
    const stretch = state.stretch * direction;
    const matrix = multiply(state.ctm, state.text);
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        const shift = ((font.vertical ? 1 : -1) * glyph * size) / 1_000;
        if (font.vertical) state.y -= shift;
        else state.x += shift * stretch;
        continue;
      }
      if (glyph === null || typeof glyph !== 'object') continue;
      const spacing = (glyph.isSpace ? state.wordSpacing : 0) + state.charSpacing;
      if (font.vertical) {
        const advance = ((glyph.vmetric?.[0] ?? -1_000) / 1_000) * size;
        this.#note(glyph, matrix, { dx: 0, dy: advance });
        state.y += advance + spacing;
      } else {
        const advance = glyph.width * font.scale * size * stretch;
        this.#note(glyph, matrix, { dx: advance, dy: 0 });
        state.x += advance + spacing * stretch;
      }
      if (this.glyphs.length >= MAX_GLYPHS) return;
    }
  }

  #note(glyph: DrawnGlyph, m: Matrix, { dx, dy }: { dx: number; dy: number }): void {
    this.#empty = false;
    if (this.#skipping !== null && !BLANK.test(glyph.unicode)) this.shown.add(this.#skipping);
    if (!this.#visible()) return;
    const isPlain = /^[!-~]$/u.test(glyph.unicode);
    if (!isPlain && BLANK.test(glyph.unicode)) {
      this.#spaced = true;
      return;
    }
    const state = this.#state;
    const [tx, ty] = [state.x, state.y + state.rise];
    const x = m[0] * tx + m[2] * ty + m[4];
    const y = m[1] * tx + m[3] * ty + m[5];
    const size = state.size * Math.hypot(m[2], m[3]);
    if (!Number.isFinite(x + y + size) || size === 0) return;
    const mark = this.#marks.at(-1);
    this.glyphs.push({
      text:
        !isPlain && SHAPES.test(glyph.unicode) ? glyph.unicode.normalize('NFKC') : glyph.unicode,
      x,
      y,
      endX: x + m[0] * dx + m[2] * dy,
      endY: y + m[1] * dx + m[3] * dy,
      size,
      font: state.font.id,
      spaced: this.#spaced,
      invisible: isInvisible(state.mode),
      mark: mark?.mark ?? -1,
      artifact: mark?.artifact ?? false,
      annotation: this.#annotation,
    });
    this.#spaced = false;
  }
}
