/** A string of signs, all half as wide as high, at its place: points from the lower left corner. */
export interface DrawnText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** 10 when absent. */
  readonly size?: number;
  /** Degrees anticlockwise. */
  readonly turn?: number;
}

export interface DrawnPdfPage {
  readonly texts: readonly DrawnText[];
  /** Instructions before the text, as PDF writes them. */
  readonly before?: string;
  /** Entries of the page's dictionary. */
  readonly entries?: string;
  /** Annotations as dictionaries. */
  readonly annotations?: readonly string[];
}

export interface DrawnPdf {
  readonly pages: readonly DrawnPdfPage[];
  /** Entries of the catalogue. */
  readonly catalog?: string;
  /** Entries of the trailer. */
  readonly trailer?: string;
  /** More objects; the first has number 10. At most 80. */
  readonly objects?: readonly string[];
}

/** Text as the font of {@link drawPdf} has it. */
export const hex = (text: string): string =>
  `<${[...Buffer.from(text, 'utf16le').swap16()].map((b) => b.toString(16).padStart(2, '0')).join('')}>`;

export const stream = (content: string, entries = ''): string =>
  `<<${entries}/Length ${Buffer.byteLength(content, 'latin1')}>>stream\n${content}\nendstream`;

/** Instructions that show texts. */
export const show = (texts: readonly DrawnText[]): string =>
  texts
    .map(({ x, y, text, size = 10, turn = 0 }) => {
      const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
      const matrix = [cos, sin, -sin, cos].map((n) => n.toFixed(5)).join(' ');
      return `BT /F1 ${size} Tf ${matrix} ${x} ${y} Tm ${hex(text)} Tj ET`;
    })
    .join('\n');

/** Lines below each other from a place on. */
export const column = (x: number, y: number, lines: readonly string[], leading = 12): DrawnText[] =>
  lines.map((text, i) => ({ x, y: y - i * leading, text }));

const FONT = [
  '<</Type/Font/Subtype/Type0/BaseFont/Test/Encoding/Identity-H/DescendantFonts[5 0 R]/ToUnicode/Identity-H>>',
  '<</Type/Font/Subtype/CIDFontType2/BaseFont/Test/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500/FontDescriptor 6 0 R>>',
  '<</Type/FontDescriptor/FontName/Test/Flags 4/FontBBox[0 -200 1000 900]/Ascent 900/Descent -200/CapHeight 700/StemV 80/ItalicAngle 0>>',
];
const FIRST_PAGE = 100;

/**
 * A PDF on A4 whose signs stand where a test wants them, in all letters of Unicode. Objects 1 to 6 are
 * the catalogue, the page tree, nothing, and the font `F1`.
 */
export function drawPdf({ pages, catalog = '', trailer = '', objects = [] }: DrawnPdf): Uint8Array {
  const all = new Map<number, string>([
    [1, `<</Type/Catalog/Pages 2 0 R${catalog}>>`],
    [
      2,
      `<</Type/Pages/Kids[${pages.map((_, i) => `${FIRST_PAGE + 2 * i} 0 R`).join(' ')}]/Count ${pages.length}>>`,
    ],
    ...FONT.map((object, i): [number, string] => [4 + i, object]),
    ...objects.map((object, i): [number, string] => [10 + i, object]),
  ]);
  pages.forEach(({ texts, before = '', entries = '', annotations = [] }, i) => {
    const number = FIRST_PAGE + 2 * i;
    all.set(
      number,
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${number + 1} 0 R/Resources<</Font<</F1 4 0 R>>/Properties<</L1 10 0 R>>>>/Annots[${annotations.join('')}]${entries}>>`,
    );
    all.set(number + 1, stream(`${before}\n${show(texts)}`));
  });
  let out = '%PDF-1.7\n';
  const places: [number, number][] = [];
  for (const [number, object] of all) {
    places.push([number, out.length]);
    out += `${number} 0 obj${object}endobj\n`;
  }
  const table = places.map(
    ([number, at]) => `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`,
  );
  out += `xref\n0 1\n0000000000 65535 f \n${table.join('')}trailer<</Size 999/Root 1 0 R${trailer}>>\nstartxref\n${out.length}\n%%EOF`;
  return new Uint8Array(Buffer.from(out, 'latin1'));
}
