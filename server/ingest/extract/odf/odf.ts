import { AppError } from '#server/base/errors.ts';
import type { Extraction } from '#server/items/extraction.ts';
import { openArchive, type Archive } from '../archive.ts';
import {
  child,
  childrenNamed,
  elementsOf,
  readXml,
  wholeNumber,
  type XmlElement,
} from '../docx/xml-element.ts';
import { escapeText } from '../html/chapter-blocks.ts';
import { coreProperties } from '../office/core-properties.ts';
import {
  gridTable,
  MOST_COLUMNS,
  MOST_ROWS,
  worksheetsMarkup,
  type GridCell,
} from '../office/grid-table.ts';
import { bookOf } from '../office/repaired-book.ts';
import { ReadingNotes } from '../reading-notes.ts';
import { slidesMarkup } from '../slides/pptx.ts';
import { OdfStyles } from './odf-styles.ts';
import { OdfWriter, rowsOf, type OdfStory } from './odf-writer.ts';

const MOST_PART = 200 * 2 ** 20;

function textMarkup(body: XmlElement, story: OdfStory): string {
  const writer = new OdfWriter(story);
  writer.readAll(body);
  return writer.html() + story.notes.join('');
}

const repeated = (element: XmlElement, name: string): number =>
  Math.max(1, wholeNumber(element.attributes[name]) ?? 1);

/** Cells of a worksheet; a cell or row that is repeated stands once where it is empty. */
function worksheetCells(table: XmlElement, story: OdfStory): GridCell[] {
  const cells: GridCell[] = [];
  let row = 0;
  for (const { row: element } of rowsOf(table)) {
    let column = 0;
    const begin = cells.length;
    for (const cell of elementsOf(element)) {
      const writer = new OdfWriter(story);
      writer.readAll(cell);
      const html = writer.html();
      const times = repeated(cell, 'table:number-columns-repeated');
      const [columns, rows] = [
        repeated(cell, 'table:number-columns-spanned'),
        repeated(cell, 'table:number-rows-spanned'),
      ];
      const shown = html === '' ? 0 : Math.min(times, MOST_COLUMNS - column);
      for (let i = 0; i < shown; i++) cells.push({ column: column + i, row, html, columns, rows });
      column += times;
    }
    const times = repeated(element, 'table:number-rows-repeated');
    const made = cells.slice(begin);
    for (let i = 1; made.length > 0 && i < times && row + i < MOST_ROWS; i++)
      cells.push(...made.map((cell) => ({ ...cell, row: row + i })));
    row += times;
    if (row >= MOST_ROWS) break;
  }
  return cells;
}

const workbookMarkup = (body: XmlElement, story: OdfStory): string =>
  worksheetsMarkup(
    childrenNamed(body, 'table:table').map((table) => ({
      name: escapeText(table.attributes['table:name'] ?? ''),
      table: gridTable(worksheetCells(table, story)),
    })),
  );

function presentationMarkup(body: XmlElement, story: OdfStory): string {
  const slides = childrenNamed(body, 'draw:page').map((page) => {
    const slide = { title: '', html: '' };
    for (const shape of elementsOf(page)) {
      // What the speaker says is not on the slide.
      if (shape.name === 'presentation:notes') continue;
      const writer = new OdfWriter(story);
      writer.readAll({ ...page, children: [shape] });
      const html = writer.html();
      const isTitle = shape.attributes['presentation:class'] === 'title';
      if (isTitle && slide.title === '' && !html.includes('<table'))
        slide.title = html.replaceAll('</p><p>', '<br>').replace(/^<p>|<\/p>$/gu, '');
      else slide.html += html;
    }
    return slide;
  });
  if (slides.every(({ title, html }) => title === '' && html === ''))
    throw new AppError('file-empty');
  return slidesMarkup(slides);
}

const BODIES: Readonly<Record<string, (body: XmlElement, story: OdfStory) => string>> = {
  'office:text': textMarkup,
  'office:spreadsheet': workbookMarkup,
  'office:presentation': presentationMarkup,
};

async function partOf(archive: Archive, name: string): Promise<XmlElement | undefined> {
  return archive.has(name) ? readXml(await archive.read(name, MOST_PART)) : undefined;
}

/** LibreOffice locks a document by encrypting its parts, which the list of parts says. */
async function refuseEncrypted(archive: Archive): Promise<void> {
  const list = 'META-INF/manifest.xml';
  if (!archive.has(list)) return;
  if ((await archive.read(list, MOST_PART)).includes('encryption-data'))
    throw new AppError('file-encrypted');
}

/**
 * A text, workbook or presentation of OpenDocument (LibreOffice, OpenOffice) as chapters.
 * @param asItIs staff said that its text is Unicode already
 * @throws AppError file-broken | file-empty | file-bomb | file-encrypted | file-unsafe-path
 */
export async function extractOdf(path: string, asItIs: boolean): Promise<Extraction> {
  const archive = await openArchive(path);
  try {
    await refuseEncrypted(archive);
    const content = await partOf(archive, 'content.xml');
    const root = child(content, 'office:document-content');
    const body = elementsOf(
      child(root, 'office:body') ?? { name: '', attributes: {}, children: [] },
    )[0];
    const write = BODIES[body?.name ?? ''];
    if (body === undefined || write === undefined) throw new AppError('file-broken');
    const findings = new ReadingNotes();
    const styles = new OdfStyles([await partOf(archive, 'styles.xml'), content]);
    const html = write(body, { styles, findings, notes: [] });
    const metadata = await coreProperties(archive, 'meta.xml', 'meta:creation-date');
    return await bookOf({ html, metadata, findings, store: null }, asItIs);
  } finally {
    archive.close();
  }
}
