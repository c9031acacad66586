import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Pdf from 'pdfkit';

/** Tinos (SIL Open Font License 1.1): as wide as Times New Roman, with every Vietnamese letter. */
export type PaperFont = 'plain' | 'bold' | 'italic' | 'bold-italic';
const FONT_FILES: Readonly<Record<PaperFont, string>> = {
  plain: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  'bold-italic': '700Bold_Italic/Tinos_700Bold_Italic.ttf',
};

const POINTS = 72 / 25.4;
/** Millimetres in points, the unit of a PDF. */
export const points = (millimetres: number): number => millimetres * POINTS;

export type PdfPages = PDFKit.PDFDocument;

export interface PageSetting {
  readonly title: string;
  /** In millimetres; A4 upright is 210 × 297, A3 297 × 420, A5 148 × 210. */
  readonly page: { readonly width: number; readonly height: number };
  readonly margin: {
    readonly top: number;
    readonly bottom: number;
    readonly left: number;
    readonly right: number;
  };
  /** The day its file says it was made on. */
  readonly madeAt: Date;
}

/**
 * Opens a tagged PDF 1.7 in Vietnamese with the four fonts, without a page: `addPage()` adds one of
 * the setting's size. Loads pdfkit (30 MB): import this module in a thread, or when it is first asked.
 */
export function openPdf({ title, page, margin, madeAt }: PageSetting): PdfPages {
  const fonts = dirname(
    createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'),
  );
  const doc = new Pdf({
    autoFirstPage: false,
    size: [points(page.width), points(page.height)],
    margins: {
      top: points(margin.top),
      bottom: points(margin.bottom),
      left: points(margin.left),
      right: points(margin.right),
    },
    pdfVersion: '1.7',
    tagged: true,
    lang: 'vi-VN',
    displayTitle: true,
    bufferPages: true,
    info: { Title: title.normalize('NFC'), CreationDate: madeAt },
  });
  for (const [name, file] of Object.entries(FONT_FILES)) doc.registerFont(name, join(fonts, file));
  return doc;
}

export interface TextLook {
  readonly font?: PaperFont;
  /** In points. */
  readonly size?: number;
  readonly align?: 'left' | 'center' | 'right' | 'justify';
  /** Of the first line, in points. */
  readonly indent?: number;
  /** Between lines, in points. */
  readonly lineGap?: number;
}

const optionsOf = (width: number, look: TextLook): PDFKit.Mixins.TextOptions => ({
  width,
  align: look.align ?? 'left',
  indent: look.indent ?? 0,
  lineGap: look.lineGap ?? 2,
});

function setFont(doc: PdfPages, look: TextLook): void {
  doc.font(look.font ?? 'plain').fontSize(look.size ?? 13);
}

/** How high a text stands in a column of `width` points. */
export function textHeight(
  doc: PdfPages,
  text: string,
  width: number,
  look: TextLook = {},
): number {
  setFont(doc, look);
  return doc.heightOfString(text.normalize('NFC'), optionsOf(width, look));
}

/**
 * Draws a text, wrapped in a column of `width` points from `x`, `y`, with its tag (`P`, `H1`, `TH` …)
 * below `parent`. Returns the y below it. A text that does not fit goes on on the next page.
 */
export function drawText(
  doc: PdfPages,
  text: string,
  at: { readonly x: number; readonly y: number; readonly width: number },
  look: TextLook & { readonly tag?: string; readonly parent?: PDFKit.PDFStructureElement } = {},
): number {
  const element = doc.struct(look.tag ?? 'P', {}, () => {
    setFont(doc, look);
    doc.text(text.normalize('NFC'), at.x, at.y, optionsOf(at.width, look));
  });
  if (look.parent === undefined) doc.addStructure(element);
  else look.parent.add(element);
  element.end();
  return doc.y;
}

/** What is drawn inside tells nothing: lines, bars, page numbers. Screen readers pass it over. */
export function drawOrnament(doc: PdfPages, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' });
  draw();
  doc.endMarkedContent();
}

/** Ends the document and gives its bytes. */
export async function closePdf(doc: PdfPages): Promise<Buffer> {
  const pieces: Buffer[] = [];
  doc.on('data', (piece: Buffer) => pieces.push(piece));
  const ended = new Promise<void>((resolve, reject) => {
    doc.once('end', resolve);
    doc.once('error', reject);
  });
  doc.end();
  await ended;
  return Buffer.concat(pieces);
}
