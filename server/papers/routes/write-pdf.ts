import { vi } from '#web/text/vi.ts';
import { PAPER_LAYOUT, type Paper, type PaperBlock } from '../paper.ts';
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
import { drawTable, GAP, tableBeginning, textArea } from './pdf-table.ts';

const t = vi.officialPaper;
const { size } = PAPER_LAYOUT;

/** A line below a name: a third to a half of it, centred. */
function drawRule(doc: PdfPages, x: number, y: number, width: number): number {
  drawOrnament(doc, () =>
    doc
      .lineWidth(0.7)
      .moveTo(x, y + 2.5)
      .lineTo(x + width, y + 2.5)
      .stroke('#000000'),
  );
  return y + 6;
}

/** Draws texts below each other; returns the y below the last. */
function drawLines(
  doc: PdfPages,
  lines: readonly (readonly [text: string, look: TextLook & { readonly tag?: string }])[],
  at: { readonly x: number; readonly y: number; readonly width: number },
): number {
  let { y } = at;
  for (const [text, look] of lines) if (text !== '') y = drawText(doc, text, { ...at, y }, look);
  return y;
}

function drawHead(doc: PdfPages, paper: Paper): number {
  const { x, top, width } = textArea(doc);
  const left = { x, y: top, width: width * 0.42 };
  const right = { x: x + width * 0.44, y: top, width: width * 0.56 };
  const centred = { align: 'center', size: size.kept } as const;
  let body = drawLines(
    doc,
    [
      [paper.bodies.above.toLocaleUpperCase('vi'), centred],
      [paper.bodies.body.toLocaleUpperCase('vi'), { ...centred, font: 'bold' }],
    ],
    left,
  );
  body = drawRule(doc, left.x + left.width * 0.32, body, left.width * 0.36);
  let motto = drawLines(
    doc,
    [
      [t.country, { ...centred, font: 'bold' }],
      [t.motto, { ...centred, font: 'bold', size: size.body }],
    ],
    right,
  );
  doc.font('bold').fontSize(size.body);
  const mottoWidth = doc.widthOfString(t.motto);
  motto = drawRule(doc, right.x + (right.width - mottoWidth) / 2, motto, mottoWidth);
  const below = Math.max(body, motto) + 4;
  const letter = paper.title === '' ? paper.summary : '';
  const numberEnd = drawLines(
    doc,
    [
      [paper.number, { align: 'center', size: size.body }],
      [letter, centred],
    ],
    { ...left, y: below },
  );
  const dayEnd = drawText(
    doc,
    paper.placeAndDay,
    { ...right, y: below },
    { align: 'center', font: 'italic', size: size.body },
  );
  return Math.max(numberEnd, dayEnd) + points(6);
}

function drawTitle(doc: PdfPages, paper: Paper, from: number): number {
  const area = textArea(doc);
  if (paper.title === '') return from;
  const centred = { align: 'center', font: 'bold', size: size.body + 1 } as const;
  const y = drawLines(
    doc,
    [
      [paper.title, { ...centred, tag: 'H1' }],
      [paper.summary, centred],
    ],
    { x: area.x, y: from, width: area.width },
  );
  return drawRule(doc, area.x + area.width * 0.4, y, area.width * 0.2) + points(3);
}

/** Draws a text as a paragraph of its own; a heading never stays alone at the end of a page. */
function drawParagraph(
  doc: PdfPages,
  text: string,
  look: TextLook & { readonly tag?: string },
  from: number,
  keepWithNext = 0,
): number {
  const area = textArea(doc);
  let y = from;
  const least = keepWithNext + textHeight(doc, 'Ạ', area.width, look) * 2;
  if (y + least > area.bottom) {
    doc.addPage();
    y = area.top;
  }
  return drawText(doc, text, { x: area.x, y, width: area.width }, look) + GAP;
}

const HEADING_FONTS = { 1: 'bold', 2: 'bold', 3: 'bold-italic' } as const;

/** What has to stand on the same page below a heading. */
const belowHeading = (doc: PdfPages, next: PaperBlock | undefined): number =>
  next?.kind === 'table' || next?.kind === 'chart' ? tableBeginning(doc, next) + 2 * GAP : 40;

function drawBlock(
  doc: PdfPages,
  block: PaperBlock,
  y: number,
  next: PaperBlock | undefined,
): number {
  const text: TextLook = { size: size.body, align: 'justify', indent: points(PAPER_LAYOUT.indent) };
  switch (block.kind) {
    case 'paragraph':
      return drawParagraph(doc, block.text, { ...text, font: block.look ?? 'plain' }, y);
    case 'heading':
      return drawParagraph(
        doc,
        block.level === 1 ? block.text.toLocaleUpperCase('vi') : block.text,
        { ...text, align: 'left', font: HEADING_FONTS[block.level], tag: `H${block.level + 1}` },
        y,
        belowHeading(doc, next),
      );
    case 'list':
      return block.entries.reduce(
        (at, entry, i) =>
          drawParagraph(doc, `${block.numbered ? `${i + 1}.` : '-'} ${entry}`, text, at),
        y,
      );
    case 'table':
    case 'chart':
      return drawTable(doc, block, y + GAP) + 2 * GAP;
    case 'page-break':
      doc.addPage();
      return textArea(doc).top;
  }
}

const drawBlocks = (doc: PdfPages, blocks: readonly PaperBlock[], from: number): number =>
  blocks.reduce((y, block, i) => drawBlock(doc, block, y, blocks[i + 1]), from);

/** Recipients to the left, the signature to the right, never parted by a page. */
function drawFoot(doc: PdfPages, { signature, recipients }: Paper, from: number): void {
  const area = textArea(doc);
  const height = Math.max(points(45), (recipients.length + 1) * (size.small + 4));
  let y = from + GAP;
  if (y + height > area.bottom) {
    doc.addPage();
    y = area.top;
  }
  const lines = recipients.map((one, i) => `- ${one}${i === recipients.length - 1 ? '.' : ';'}`);
  if (lines.length > 0)
    drawLines(
      doc,
      [
        [t.receivers, { font: 'bold-italic', size: size.kept }],
        ...lines.map((line) => [line, { size: size.small }] as const),
      ],
      { x: area.x, y, width: area.width * 0.45 },
    );
  if (signature === null) return;
  const column = { x: area.x + area.width * 0.5, width: area.width * 0.5 };
  const bold = { align: 'center', font: 'bold', size: size.body } as const;
  const below = drawLines(
    doc,
    [...signature.authority, signature.position].map((line) => [line, bold] as const),
    { ...column, y },
  );
  drawLines(doc, [[signature.name, bold]], { ...column, y: below + points(22) });
}

/** Page numbers stand above, centred, from the second page on. */
function drawPageNumbers(doc: PdfPages): void {
  const { count } = doc.bufferedPageRange();
  for (let i = 1; i < count; i++) {
    doc.switchToPage(i);
    // The margin would make a line above it start a new page.
    const { top } = doc.page.margins;
    doc.page.margins.top = 0;
    doc.markContent('Artifact', { type: 'Pagination' });
    doc
      .font('plain')
      .fontSize(size.body)
      .text(String(i + 1), 0, points(10), {
        width: doc.page.width,
        align: 'center',
        lineBreak: false,
      });
    doc.endMarkedContent();
    doc.page.margins.top = top;
  }
}

/** A PDF 1.7 of the paper, tagged and in Vietnamese. `madeAt`: the day its file says it was made on. */
export async function pdfOf(paper: Paper, madeAt: Date): Promise<Buffer> {
  const doc = openPdf({
    title: `${paper.title} ${paper.summary}`.trim(),
    page: PAPER_LAYOUT.page,
    margin: PAPER_LAYOUT.margin,
    madeAt,
  });
  doc.addPage();
  let y = drawTitle(doc, paper, drawHead(doc, paper));
  const centred = { align: 'center', size: size.body } as const;
  if (paper.addressees.length > 0)
    y = drawParagraph(doc, `${t.to} ${paper.addressees.join('; ')}`, centred, y) + GAP;
  y = drawBlocks(doc, paper.blocks, y);
  drawFoot(doc, paper, y);
  for (const { heading, title, blocks } of paper.appendices) {
    doc.addPage();
    const area = textArea(doc);
    let at = drawLines(
      doc,
      [
        [heading, { ...centred, font: 'bold', tag: 'H2' }],
        [title, { ...centred, font: 'bold' }],
      ],
      { x: area.x, y: area.top, width: area.width },
    );
    at += 2 * GAP;
    drawBlocks(doc, blocks, at);
  }
  drawPageNumbers(doc);
  return closePdf(doc);
}
