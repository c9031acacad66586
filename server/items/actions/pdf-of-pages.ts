import { drawLayer, layerFont, type TextLayer } from './pdf-text-layer.ts';

/** A page of pictures: a JPEG in three colours, and its size in pixels. */
export interface PicturePage {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Words that are found and selected over the picture. */
  readonly layer?: TextLayer;
}

/** Points to an inch in PDF, and pixels to an inch of the pages. */
const POINTS = 72;
const DPI = 200;

const OBJECTS_A_PAGE = 3;

/** The font of all layers stands in front, used or not: pages are written before they are all known. */
const FONT = 3;
const FONT_OBJECTS = 4;

const pointsOf = (pixels: number): number => (pixels * POINTS) / DPI;
const points = (pixels: number): string => pointsOf(pixels).toFixed(2);

/** The objects of one page: the page, what is drawn on it, the picture. */
function pageObjects(
  number: number,
  { jpeg, width, height, layer }: PicturePage,
): (string | Uint8Array)[][] {
  const box = `${points(width)} ${points(height)}`;
  const words =
    layer === undefined
      ? ''
      : drawLayer(layer, { width: pointsOf(width), height: pointsOf(height) });
  const drawn = `q ${points(width)} 0 0 ${points(height)} 0 0 cm /P Do Q${words}`;
  return [
    [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${box}] /Resources << /XObject << /P ${number + 2} 0 R >> /Font << /T ${FONT} 0 R >> >> /Contents ${number + 1} 0 R >>`,
    ],
    [`<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`],
    [
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`,
      jpeg,
      '\nendstream',
    ],
  ];
}

/**
 * A PDF 1.4 of pictures, one a page, as it is made: never whole in memory. The same pictures give
 * the same bytes (ISO 32000-1, 7.5: no date, no random id).
 */
export async function* pdfOfPages(pages: AsyncIterable<PicturePage>): AsyncGenerator<Uint8Array> {
  const offsets: number[] = [];
  let written = 0;
  const bytesOf = (part: string | Uint8Array): Uint8Array => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
    written += bytes.length;
    return bytes;
  };
  const object = function* (number: number, parts: readonly (string | Uint8Array)[]) {
    offsets[number] = written;
    yield bytesOf(`${number} 0 obj\n`);
    for (const part of parts) yield bytesOf(part);
    yield bytesOf('\nendobj\n');
  };
  // Four bytes above 127 say that the file is binary.
  yield bytesOf('%PDF-1.4\n%\xE2\xE3\xCF\xD3\n');
  for (const [i, font] of layerFont(FONT).entries()) yield* object(FONT + i, [font]);
  let next = FONT + FONT_OBJECTS;
  const kids: number[] = [];
  for await (const page of pages) {
    kids.push(next);
    for (const [i, parts] of pageObjects(next, page).entries()) yield* object(next + i, parts);
    next += OBJECTS_A_PAGE;
  }
  yield* object(1, ['<< /Type /Catalog /Pages 2 0 R >>']);
  yield* object(2, [
    `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((k) => `${k} 0 R`).join(' ')}] >>`,
  ]);
  const start = written;
  const lines = Array.from(
    { length: next - 1 },
    (_, i) => `${String(offsets[i + 1]).padStart(10, '0')} 00000 n \n`,
  );
  yield bytesOf(
    `xref\n0 ${next}\n0000000000 65535 f \n${lines.join('')}trailer\n<< /Size ${next} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
  );
}
