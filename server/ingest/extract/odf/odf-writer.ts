import { joinBlocks, type DocxBlock } from '../docx/blocks.ts';
import {
  child,
  childrenNamed,
  elementsOf,
  isElement,
  wholeNumber,
  type XmlElement,
} from '../docx/xml-element.ts';
import { BOLD, RichParagraph } from '../office/rich-paragraph.ts';
import type { ReadingNotes } from '../reading-notes.ts';
import type { OdfLook, OdfStyles } from './odf-styles.ts';

/** Elements around blocks that change nothing of what is read. */
const AROUND = new Set([
  'text:section',
  'text:index-body',
  'draw:text-box',
  'draw:g',
  'text:index-title',
]);
const CONTENTS = new Set([
  'text:table-of-content',
  'text:illustration-index',
  'text:alphabetical-index',
]);
const LEFT_OUT = new Set([
  'text:tracked-changes',
  'text:sequence-decls',
  'office:forms',
  'text:variable-decls',
]);
const MOST_BLANKS = 1_000;
const MOST_SPAN = 200;

/** What the writers of one file share. */
export interface OdfStory {
  readonly styles: OdfStyles;
  readonly findings: ReadingNotes;
  /** Markup of the notes that were met, in their order. */
  readonly notes: string[];
}

/** Writes the blocks of an OpenDocument text as markup (OASIS OpenDocument 1.3, part 3). */
export class OdfWriter {
  readonly #story: OdfStory;
  readonly #blocks: DocxBlock[] = [];
  /** Text boxes anchored in the paragraph that is read. */
  #boxes: XmlElement[] = [];

  constructor(story: OdfStory) {
    this.#story = story;
  }

  html(): string {
    return this.#blocks.length === 0 ? '' : joinBlocks(this.#blocks);
  }

  readAll(parent: XmlElement, level = -1): void {
    for (const element of elementsOf(parent)) this.#read(element, level);
  }

  #read(element: XmlElement, level: number): void {
    const { name } = element;
    if (name === 'text:h' || name === 'text:p') this.#paragraph(element, level);
    else if (name === 'text:list') this.#list(element, level + 1);
    else if (name === 'table:table') this.#markup(this.#table(element));
    else if (CONTENTS.has(name)) this.#contents(element);
    else if (AROUND.has(name) || name === 'draw:frame') this.#around(element, level);
    else if (name === 'draw:custom-shape') this.readAll(element, level);
  }

  #around(element: XmlElement, level: number): void {
    if (child(element, 'draw:image') !== undefined) this.#story.findings.add('not-kept', 'hình');
    if (child(element, 'draw:object') !== undefined)
      this.#story.findings.add('not-kept', 'đối tượng nhúng');
    this.readAll(element, level);
  }

  #markup(html: string): void {
    if (html !== '') this.#blocks.push({ kind: 'markup', html });
  }

  #list(list: XmlElement, level: number): void {
    for (const item of elementsOf(list))
      if (item.name === 'text:list-item' || item.name === 'text:list-header')
        this.readAll(item, level);
  }

  #contents(element: XmlElement): void {
    const body = child(element, 'text:index-body');
    for (const line of childrenNamed(body, 'text:p'))
      this.#blocks.push({ kind: 'contents', html: this.#inline(line).html() });
  }

  #paragraph(element: XmlElement, level: number): void {
    const paragraph = this.#inline(element);
    const boxes = this.#boxes;
    this.#boxes = [];
    const style = element.attributes['text:style-name'];
    if (!paragraph.isEmpty) {
      const outline = wholeNumber(element.attributes['text:outline-level']) ?? 1;
      const heading =
        element.name === 'text:h'
          ? Math.min(6, Math.max(1, outline))
          : this.#story.styles.isTitle(style)
            ? 1
            : 0;
      if (heading > 0) this.#markup(`<h${heading}>${paragraph.html(BOLD)}</h${heading}>`);
      else if (level >= 0)
        this.#blocks.push({ kind: 'bullet', level: Math.min(8, level), html: paragraph.html() });
      else this.#markup(`<p>${paragraph.html()}</p>`);
    }
    for (const box of boxes) {
      const inner = new OdfWriter(this.#story);
      inner.#read(box, -1);
      const html = inner.html();
      if (html !== '') this.#markup(`<div>${html}</div>`);
    }
  }

  #inline(element: XmlElement): RichParagraph {
    const paragraph = new RichParagraph();
    const look = this.#story.styles.look('paragraph', element.attributes['text:style-name']);
    this.#readInline(element, paragraph, look, null);
    return paragraph;
  }

  #readInline(parent: XmlElement, into: RichParagraph, look: OdfLook, link: string | null): void {
    for (const node of parent.children)
      if (isElement(node)) this.#inlineElement(node, into, look, link);
      else this.#text(node.replace(/\s+/gu, ' '), into, look, link);
  }

  #text(text: string, into: RichParagraph, look: OdfLook, link: string | null): void {
    if (look.hidden) {
      if (text.trim() !== '') this.#story.findings.add('hidden-text');
    } else into.add(text, { face: look.face, marks: look.marks, link });
  }

  #inlineElement(
    element: XmlElement,
    into: RichParagraph,
    look: OdfLook,
    link: string | null,
  ): void {
    const { name, attributes } = element;
    if (name === 'text:span')
      this.#readInline(
        element,
        into,
        this.#story.styles.look('text', attributes['text:style-name'], look),
        link,
      );
    else if (name === 'text:a')
      this.#readInline(element, into, look, outside(attributes['xlink:href']) ?? link);
    else if (name === 'text:s') {
      const count = Math.min(MOST_BLANKS, wholeNumber(attributes['text:c']) ?? 1);
      into.add(' '.repeat(Math.max(0, count)), { ...look, link });
    } else if (name === 'text:tab') into.add(' ', { ...look, link });
    else if (name === 'text:line-break') into.add('\n', { ...look, link });
    else if (name === 'text:note') this.#note(element, into);
    else if (name === 'office:annotation') this.#story.findings.add('comments');
    else if (name.startsWith('draw:')) this.#boxes.push(element);
    else if (!LEFT_OUT.has(name) && name !== 'office:annotation-end')
      this.#readInline(element, into, look, link);
  }

  #note(element: XmlElement, into: RichParagraph): void {
    const { notes } = this.#story;
    const body = child(element, 'text:note-body');
    if (body === undefined) return;
    const number = notes.length + 1;
    notes.push('');
    const inner = new OdfWriter(this.#story);
    inner.readAll(body);
    const html = inner.html();
    const back = `<a href="#w-note-${number}-ref">[${number}]</a> `;
    notes[number - 1] =
      `<div role="doc-footnote" id="w-note-${number}">${html.startsWith('<p>') ? `<p>${back}${html.slice(3)}` : `<p>${back}</p>${html}`}</div>`;
    into.addMarkup(
      `<sup><a role="doc-noteref" id="w-note-${number}-ref" href="#w-note-${number}">[${number}]</a></sup>`,
    );
  }

  #table(table: XmlElement): string {
    const rows = rowsOf(table).map(({ row, isHeader }) =>
      childrenNamed(row, 'table:table-cell')
        .map((cell) => this.#cell(cell, isHeader))
        .join(''),
    );
    return rows.length === 0
      ? ''
      : `<table>${rows.map((row) => `<tr>${row}</tr>`).join('')}</table>`;
  }

  #cell(cell: XmlElement, isHeader: boolean): string {
    const inner = new OdfWriter(this.#story);
    inner.readAll(cell);
    const name = isHeader ? 'th' : 'td';
    const [columns, down] = [
      spanOf(cell, 'table:number-columns-spanned'),
      spanOf(cell, 'table:number-rows-spanned'),
    ];
    const spans = `${columns > 1 ? ` colspan="${columns}"` : ''}${down > 1 ? ` rowspan="${down}"` : ''}`;
    return `<${name}${isHeader ? ' scope="col"' : ''}${spans}>${inner.html()}</${name}>`;
  }
}

const spanOf = (cell: XmlElement, name: string): number =>
  Math.max(1, Math.min(MOST_SPAN, wholeNumber(cell.attributes[name]) ?? 1));

/** Rows of a table, those inside groups of rows included. */
export function rowsOf(
  table: XmlElement,
  isHeader = false,
): { readonly row: XmlElement; readonly isHeader: boolean }[] {
  return elementsOf(table).flatMap((element) => {
    if (element.name === 'table:table-row') return [{ row: element, isHeader }];
    if (element.name === 'table:table-header-rows') return rowsOf(element, true);
    return /^table:table-rows$|^table:table-row-group$/u.test(element.name)
      ? rowsOf(element, isHeader)
      : [];
  });
}

const outside = (href: string | undefined): string | null =>
  href === undefined || href.startsWith('#') ? null : href;
