import { AnnotationMode, OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { readAnnotations } from './annotations.ts';
import {
  GlyphReader,
  type FontFacts,
  type Glyph,
  type Layers,
  type Operands,
} from './glyph-reader.ts';
import { toMatrix, type Rule } from './rules.ts';
import { readStructure, type TaggedUnit } from './structure-tree.ts';

/** What holds for all pages of a document. */
export interface DocumentState {
  readonly layers: Layers | null;
  /** Its tags give the order of reading. */
  readonly isTagged: boolean;
}

export interface DrawnPage {
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  readonly rules: readonly Rule[];
  /** Pictures or drawings fill a good part of it. */
  readonly drawn: boolean;
  /** What the tags of the page say; empty for none. */
  readonly tags: readonly TaggedUnit[];
  /** Notes that open when their sign is pressed. */
  readonly comments: readonly string[];
  /** Names of the fonts used, as the file has them, by what glyphs call them. */
  readonly fonts: ReadonlyMap<string, string>;
}

/** Fonts arrive on their own, so each is waited for. */
async function fontFacts(page: PDFPageProxy, id: string): Promise<FontFacts> {
  const font = await new Promise<unknown>((resolve) => page.commonObjs.get(id, resolve));
  const { name, fontMatrix, vertical } = (font ?? {}) as {
    readonly name?: unknown;
    readonly fontMatrix?: readonly number[];
    readonly vertical?: boolean;
  };
  return {
    id,
    name: typeof name === 'string' ? name : '',
    scale: Math.abs(fontMatrix?.[0] ?? 0) || 0.001,
    vertical: vertical === true,
  };
}

const outside = ({ x, y, size }: Glyph, width: number, height: number): boolean =>
  x < -size || y < 0 || x > width || y > height + size;

/** The fonts that the instructions name. */
async function fontsOf(
  page: PDFPageProxy,
  operators: readonly number[],
  operands: readonly (Operands | null)[],
): Promise<Map<string, FontFacts>> {
  const ids = new Set<string>();
  operators.forEach((operator, i) => {
    if (operator === OPS.setFont) ids.add(String(operands[i]?.[0]));
    if (operator === OPS.setGState)
      for (const [key, value] of (operands[i]?.[0] ?? []) as [string, unknown][])
        if (key === 'Font') ids.add(String((value as Operands)[0]));
  });
  const fonts = new Map<string, FontFacts>();
  for (const id of ids) fonts.set(id, await fontFacts(page, id));
  return fonts;
}

/** Of the page: smaller pictures are seals and emblems. */
const LEAST_PICTURE = 0.1;
/** Fewer paths are rules and frames; letters drawn as outlines take more. */
const LEAST_PATHS = 100;
/** Paths of a page that may draw a table; a map has a hundred times as many. */
const MOST_PATHS = 20_000;
const NO_PATH: Operands = [OPS.endPath, [null], null];

/** The method of pdf.js 6.5 that takes instructions in as they come. */
const ADD_CHUNK = '_renderPageChunk';

interface Chunk {
  readonly fnArray: readonly number[];
  readonly argsArray: (Operands | null)[];
}

/**
 * pdf.js keeps all instructions of a page until the last has come: the paths of a large map alone
 * would not fit into memory. Here they are let go as they come.
 */
function letPathsGo(page: PDFPageProxy): void {
  const within = page as unknown as { [ADD_CHUNK]?: (chunk: Chunk, state: unknown) => void };
  const add = within[ADD_CHUNK]?.bind(page);
  if (add === undefined) return;
  let paths = 0;
  within[ADD_CHUNK] = (chunk, state) => {
    chunk.fnArray.forEach((operator, i) => {
      if (operator === OPS.constructPath && ++paths > MOST_PATHS) chunk.argsArray[i] = NO_PATH;
    });
    add(chunk, state);
  };
}

/**
 * The signs of a page with their places, as drawn: the page itself, the appearances of signatures
 * and stamps on it, and the values of its fields; what lies in layers that are switched off or
 * outside the page is left out.
 */
export async function readGlyphs(
  page: PDFPageProxy,
  { layers, isTagged }: DocumentState,
): Promise<DrawnPage> {
  letPathsGo(page);
  const list = await page.getOperatorList({ annotationMode: AnnotationMode.ENABLE });
  const operands = list.argsArray as (Operands | null)[];
  const fonts = await fontsOf(page, list.fnArray, operands);
  const annotations = await readAnnotations(page);
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const reader = new GlyphReader(toMatrix(transform), fonts, layers, annotations.skipped);
  reader.read(list.fnArray, operands);
  // A value that its own appearance does not show is not seen.
  for (const text of annotations.values)
    if (text.appearance === null || reader.shown.has(text.appearance)) reader.place(text);
  return {
    width,
    height,
    glyphs: reader.glyphs.filter((g) => !outside(g, width, height)),
    rules: reader.rules,
    drawn: reader.pictures > LEAST_PICTURE * width * height || reader.paths > LEAST_PATHS,
    tags: isTagged ? await readStructure(page) : [],
    comments: annotations.comments,
    fonts: new Map([...fonts].map(([id, { name }]) => [id, name])),
  };
}
