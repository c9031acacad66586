import type { Box } from '../recognised-page.ts';

/** Words over the picture of a page, in pieces that are selected as one: a line, or a word. */
export interface TextLayer {
  /** What the boxes count in. */
  readonly width: number;
  readonly height: number;
  readonly pieces: readonly { readonly text: string; readonly box: Box }[];
}

/** Letters of the font are half as wide as high: it is never drawn, only measured. */
const LETTER_WIDTH = 0.5;
/** Of a line's height: the size of its letters, and how far their foot stands above its end. */
const LETTER_HEIGHT = 0.75;
const FOOT = 0.22;

const fixed = (value: number): string => value.toFixed(2);

const hexOf = (text: string): string =>
  Array.from({ length: text.length }, (_, i) =>
    text.charCodeAt(i).toString(16).padStart(4, '0'),
  ).join('');

/**
 * Drawing operators that set the words where they stand, invisible (ISO 32000-1, 9.3.6: rendering
 * mode 3), each piece as wide as its box. `size`: the page in points.
 */
export function drawLayer(
  { width, height, pieces }: TextLayer,
  size: { readonly width: number; readonly height: number },
): string {
  const [x, y] = [size.width / width, size.height / height];
  const shown = pieces.flatMap(({ text, box: [left, top, wide, high] }) => {
    const letters = Math.max(1, high * y * LETTER_HEIGHT);
    const stretch = (100 * wide * x) / (letters * LETTER_WIDTH * text.length);
    if (text === '' || !(stretch > 0)) return [];
    const foot = size.height - (top + high * (1 - FOOT)) * y;
    return [
      `/T ${fixed(letters)} Tf ${fixed(stretch)} Tz 1 0 0 1 ${fixed(left * x)} ${fixed(foot)} Tm <${hexOf(text)}> Tj`,
    ];
  });
  return shown.length === 0 ? '' : `\nBT 3 Tr ${shown.join('\n')} ET`;
}

/** Ranges of a ToUnicode map may not cross a last byte of 255, and a hundred stand in one block. */
const PAGES_OF_UNICODE = 256;
const RANGES_IN_BLOCK = 100;

/** Says that every code of the font is the letter of the same number in UTF-16. */
function unicodeMap(): string {
  const ranges = Array.from({ length: PAGES_OF_UNICODE }, (_, page) => {
    const byte = page.toString(16).padStart(2, '0');
    return `<${byte}00> <${byte}ff> <${byte}00>`;
  });
  const blocks: string[] = [];
  for (let i = 0; i < ranges.length; i += RANGES_IN_BLOCK) {
    const block = ranges.slice(i, i + RANGES_IN_BLOCK);
    blocks.push(`${block.length} beginbfrange\n${block.join('\n')}\nendbfrange`);
  }
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Letters def /CMapType 2 def',
    '1 begincodespacerange <0000> <ffff> endcodespacerange',
    ...blocks,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
}

/**
 * The font of the layer as four objects from `number` on: any letter of Unicode, none with a shape
 * (ISO 32000-1, 9.7.4 and 9.10.3).
 */
export function layerFont(number: number): string[] {
  const map = unicodeMap();
  return [
    `<< /Type /Font /Subtype /Type0 /BaseFont /Letters /Encoding /Identity-H /DescendantFonts [${number + 1} 0 R] /ToUnicode ${number + 3} 0 R >>`,
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Letters /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${number + 2} 0 R /DW ${LETTER_WIDTH * 1000} >>`,
    '<< /Type /FontDescriptor /FontName /Letters /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
    `<< /Length ${map.length} >>\nstream\n${map}\nendstream`,
  ];
}
