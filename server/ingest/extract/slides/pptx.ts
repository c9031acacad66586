import { AppError } from '#server/base/errors.ts';
import type { Extraction } from '#server/items/extraction.ts';
import { openArchive, type Archive } from '../archive.ts';
import { DocxPackage } from '../docx/docx-package.ts';
import type { Mark } from '../docx/pieces.ts';
import {
  child,
  childrenNamed,
  descendants,
  elementsOf,
  textIn,
  wholeNumber,
  type XmlElement,
} from '../docx/xml-element.ts';
import { coreProperties } from '../office/core-properties.ts';
import { bookOf } from '../office/repaired-book.ts';
import { RichParagraph } from '../office/rich-paragraph.ts';
import { ReadingNotes } from '../reading-notes.ts';

const TITLES = new Set(['title', 'ctrTitle']);
/** Number, date and foot of every slide. */
const RUNNING = new Set(['sldNum', 'dt', 'ftr', 'hdr']);

const isOn = (value: string | undefined): boolean => value === '1' || value === 'true';

function marksOf(properties: XmlElement | undefined): ReadonlySet<Mark> {
  const marks = new Set<Mark>();
  const { b, i, u = 'none', baseline = '0' } = properties?.attributes ?? {};
  if (isOn(b)) marks.add('strong');
  if (isOn(i)) marks.add('em');
  if (u !== 'none') marks.add('u');
  if (Number.parseInt(baseline, 10) > 0) marks.add('sup');
  if (Number.parseInt(baseline, 10) < 0) marks.add('sub');
  return marks;
}

const faceOf = (properties: XmlElement | undefined): string =>
  child(properties, 'a:latin')?.attributes['typeface'] ?? '';

function paragraphOf(element: XmlElement): RichParagraph {
  const paragraph = new RichParagraph();
  for (const run of elementsOf(element)) {
    const properties = child(run, 'a:rPr');
    const look = { face: faceOf(properties), marks: marksOf(properties), link: null };
    if (run.name === 'a:r' || run.name === 'a:fld')
      paragraph.add(childrenNamed(run, 'a:t').map(textIn).join(''), look);
    else if (run.name === 'a:br') paragraph.add('\n', look);
  }
  return paragraph;
}

const paragraphsIn = (body: XmlElement | undefined): string =>
  childrenNamed(body, 'a:p')
    .map(paragraphOf)
    .filter((paragraph) => !paragraph.isEmpty)
    .map((paragraph) => `<p>${paragraph.html()}</p>`)
    .join('');

const span = (cell: XmlElement, name: string): number =>
  Math.max(1, Math.min(200, wholeNumber(cell.attributes[name]) ?? 1));

function tableOf(table: XmlElement): string {
  const rows = childrenNamed(table, 'a:tr').map((row) =>
    childrenNamed(row, 'a:tc')
      .filter(({ attributes }) => !isOn(attributes['hMerge']) && !isOn(attributes['vMerge']))
      .map((cell) => {
        const [columns, down] = [span(cell, 'gridSpan'), span(cell, 'rowSpan')];
        const spans = `${columns > 1 ? ` colspan="${columns}"` : ''}${down > 1 ? ` rowspan="${down}"` : ''}`;
        return `<td${spans}>${paragraphsIn(child(cell, 'a:txBody'))}</td>`;
      })
      .join(''),
  );
  return `<table>${rows.map((row) => `<tr>${row}</tr>`).join('')}</table>`;
}

const placeholderOf = (shape: XmlElement): string | undefined => {
  const holder = child(child(child(shape, 'p:nvSpPr'), 'p:nvPr'), 'p:ph');
  return holder === undefined ? undefined : (holder.attributes['type'] ?? 'body');
};

interface Slide {
  title: string;
  html: string;
}

function readShapes(parent: XmlElement, slide: Slide, notes: ReadingNotes): void {
  for (const shape of elementsOf(parent)) {
    if (shape.name === 'p:grpSp') readShapes(shape, slide, notes);
    else if (shape.name === 'p:pic') notes.add('not-kept', 'hình');
    else if (shape.name === 'p:graphicFrame') {
      const table = [...descendants(shape)].find(({ name }) => name === 'a:tbl');
      if (table === undefined) notes.add('not-kept', 'biểu đồ');
      else slide.html += tableOf(table);
    } else if (shape.name === 'p:sp') {
      const holder = placeholderOf(shape) ?? '';
      const html = paragraphsIn(child(shape, 'p:txBody'));
      if (TITLES.has(holder) && slide.title === '')
        slide.title = html.replaceAll('</p><p>', '<br>').replace(/^<p>|<\/p>$/gu, '');
      else if (!RUNNING.has(holder)) slide.html += html;
    }
  }
}

/** Slides in the order of the presentation; hidden ones are left out. */
async function slidesOf(archive: Archive, notes: ReadingNotes): Promise<Slide[]> {
  const parts = new DocxPackage(archive);
  const name = [...(await parts.relationships('')).values()].find(
    ({ kind }) => kind === 'officeDocument',
  )?.target;
  const root = name === undefined ? undefined : await parts.xml(name);
  if (name === undefined || root === undefined) throw new AppError('file-broken');
  const related = await parts.relationships(name);
  const list = child(child(root, 'p:presentation'), 'p:sldIdLst');
  const slides: Slide[] = [];
  for (const { attributes } of childrenNamed(list, 'p:sldId')) {
    const part = await parts.xml(related.get(attributes['r:id'] ?? '')?.target ?? '');
    const element = child(part, 'p:sld');
    if (element === undefined) continue;
    if (element.attributes['show'] === '0') {
      notes.add('hidden-text', 'trang chiếu');
      continue;
    }
    const slide: Slide = { title: '', html: '' };
    const tree = child(child(element, 'p:cSld'), 'p:spTree');
    if (tree !== undefined) readShapes(tree, slide, notes);
    slides.push(slide);
  }
  return slides;
}

/** Slides as chapters: a slide without a title is called by its number. */
export const slidesMarkup = (slides: readonly Slide[]): string =>
  slides
    .map(({ title, html }, i) => `<h2>${title === '' ? `Trang chiếu ${i + 1}` : title}</h2>${html}`)
    .join('');

/**
 * A presentation of PowerPoint 2007 and later: the words of its slides, without speaker's notes.
 * @param asItIs staff said that its text is Unicode already
 * @throws AppError file-broken | file-empty | file-bomb | file-encrypted | file-unsafe-path
 */
export async function extractPptx(path: string, asItIs: boolean): Promise<Extraction> {
  const archive = await openArchive(path);
  try {
    const findings = new ReadingNotes();
    const slides = await slidesOf(archive, findings);
    if (slides.every(({ title, html }) => title === '' && html === ''))
      throw new AppError('file-empty');
    const metadata = await coreProperties(archive, 'docProps/core.xml', 'dcterms:created');
    const html = slidesMarkup(slides);
    return await bookOf({ html, metadata, findings, store: null }, asItIs);
  } finally {
    archive.close();
  }
}
