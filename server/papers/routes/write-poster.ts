import type { Poster } from '../poster.ts';
import {
  closePdf,
  drawOrnament,
  drawText,
  openPdf,
  points,
  textHeight,
  type PdfPages,
  type TextLook,
} from './pdf-pages.ts';

/** In millimetres, upright. */
const PAGES = { a5: { width: 148, height: 210 }, a3: { width: 297, height: 420 } } as const;
const MARGIN = 12;
const CODE = 48;
/** Of an A5 page at its largest; letters shrink by this until all words have room. */
const LARGEST = 1.6;
const SHRINK = 0.94;
/** Letters of the text, in points; smaller ones nobody reads, so what is longer goes on on a second page. */
const TEXT_POINTS = 14;
const SMALLEST_POINTS = 8;
const NAVY = '#1a2d5a';
const RED = '#a3281d';

interface Line {
  readonly text: string;
  readonly look: TextLook;
  readonly tag: string;
  /** Room above it, in points. */
  readonly gap: number;
}

/** The words from top to code, in letters of a size. */
function linesOf({ above, heading, lead, text, source }: Poster, size: number): Line[] {
  const line = (words: string, tag: string, gap: number, look: TextLook): Line[] =>
    words === '' ? [] : [{ text: words, tag, gap: gap * size, look: { ...look, lineGap: size } }];
  return [
    ...line(above, 'P', 0, { font: 'bold', size: 11 * size, align: 'center' }),
    ...line(heading, 'H1', 12, { font: 'bold', size: 22 * size, align: 'center' }),
    ...line(lead, 'P', 6, { font: 'italic', size: 13 * size, align: 'center' }),
    ...text.flatMap((words) => line(words, 'P', 8, { size: TEXT_POINTS * size, align: 'left' })),
    ...line(source, 'P', 8, { font: 'italic', size: 11 * size, align: 'left' }),
  ];
}

const heightOf = (doc: PdfPages, lines: readonly Line[], width: number): number =>
  lines.reduce((sum, { text, look, gap }) => sum + gap + textHeight(doc, text, width, look), 0);

function drawCode(doc: PdfPages, { code }: Poster, x: number, y: number, side: number): void {
  drawOrnament(doc, () => {
    doc
      .save()
      .translate(x, y)
      .scale(side / code.size)
      .rect(0, 0, code.size, code.size)
      .fill('#ffffff')
      .path(code.path)
      .lineWidth(1)
      .stroke('#000000')
      .restore();
  });
}

/**
 * The code with what it is for, its address and the name of the shelf, at the foot of the first
 * page, where words end above it.
 */
function drawFoot(doc: PdfPages, poster: Poster, unit: number): void {
  doc.switchToPage(0);
  doc.page.margins.bottom = points(MARGIN) * unit;
  const page = PAGES[poster.size];
  const [width, side] = [points(page.width) - 2 * points(MARGIN) * unit, points(CODE) * unit];
  const x = points(MARGIN) * unit;
  const top = points(page.height) - points(MARGIN) * unit - side;
  drawCode(doc, poster, x, top, side);
  const beside = { x: x + side + points(6) * unit, width: width - side - points(6) * unit };
  doc.fillColor(NAVY);
  let y = drawText(
    doc,
    poster.call,
    { ...beside, y: top + points(6) * unit },
    { font: 'bold', size: 14 * unit },
  );
  doc.fillColor('#000000');
  y = drawText(doc, poster.address, { ...beside, y: y + 6 * unit }, { size: 10 * unit });
  drawText(doc, poster.foot, { ...beside, y: y + 6 * unit }, { font: 'italic', size: 10 * unit });
}

/** The file of a poster or card: one page, its words as large as there is room. */
export async function posterPdf(poster: Poster, madeAt: Date): Promise<Buffer> {
  const page = PAGES[poster.size];
  const unit = page.width / PAGES.a5.width;
  const margin = MARGIN * unit;
  const foot = (CODE + 6) * unit;
  const doc = openPdf({
    title: poster.heading,
    page,
    margin: { top: margin, bottom: margin + foot, left: margin, right: margin },
    madeAt,
  });
  doc.addPage();
  const width = points(page.width - 2 * margin);
  const room = points(page.height - 2 * margin - foot);
  let size = LARGEST * unit;
  while (
    size * SHRINK * TEXT_POINTS >= SMALLEST_POINTS &&
    heightOf(doc, linesOf(poster, size), width) > room
  )
    size *= SHRINK;
  let y = points(margin);
  for (const { text, look, tag, gap } of linesOf(poster, size)) {
    doc.fillColor(tag === 'H1' ? RED : '#000000');
    y = drawText(doc, text, { x: points(margin), y: y + gap, width }, { ...look, tag });
  }
  drawFoot(doc, poster, unit);
  return closePdf(doc);
}
