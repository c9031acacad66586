import { escapeText } from '../html/chapter-blocks.ts';
import { chosenBranch } from './alternate-content.ts';
import { joinBlocks, type DocxBlock } from './blocks.ts';
import type { Drawing } from './drawings.ts';
import { InlineWriter } from './inline-writer.ts';
import type { Label } from './numbering.ts';
import type { Mark } from './pieces.ts';
import type { Story } from './story.ts';
import { numberingOf, type ParagraphStyle } from './styles.ts';
import { writeTable } from './table.ts';
import {
  child,
  elementsOf,
  toggleOf,
  valueOf,
  wholeNumber,
  type XmlElement,
} from './xml-element.ts';

const TRANSPARENT = new Set(['w:customXml', 'w:smartTag', 'w:sdtContent', 'w:ins', 'w:moveTo']);
const HEADING_LEVELS = 6;
const BOLD: ReadonlySet<Mark> = new Set<Mark>(['strong']);
const NONE: ReadonlySet<Mark> = new Set();
const ALIGN: Readonly<Record<string, string>> = { center: 'center', right: 'right', end: 'right' };

interface Place {
  readonly properties: XmlElement | undefined;
  readonly style: ParagraphStyle;
  /** 1 … 6 for a heading, 0 for text. */
  readonly heading: number;
}

/**
 * Reads block after block of one part of a Word file: paragraphs with the labels that Word computes
 * for them, tables, text boxes and documents put in.
 */
export class BodyWriter {
  readonly #story: Story;
  readonly #blocks: DocxBlock[] = [];
  /** Text that flows into the next paragraph: a drop cap, a paragraph whose end was deleted. */
  #flowing = '';

  constructor(story: Story) {
    this.#story = story;
  }

  html(): string {
    this.#flush();
    return joinBlocks(this.#blocks);
  }

  readAll(parent: XmlElement): void {
    for (const element of elementsOf(parent)) this.#read(element);
  }

  #read(element: XmlElement): void {
    const { name } = element;
    if (name === 'w:p') this.#paragraph(element);
    else if (name === 'w:tbl') this.#table(element);
    else if (name === 'w:sdt') {
      const content = child(element, 'w:sdtContent');
      if (content !== undefined) this.readAll(content);
    } else if (TRANSPARENT.has(name)) this.readAll(element);
    else if (name === 'w:altChunk') this.#chunk(element);
    else if (name === 'mc:AlternateContent') {
      const branch = chosenBranch(element);
      if (branch !== undefined) this.readAll(branch);
    } else if (name === 'm:oMathPara')
      this.#paragraph({ name: 'w:p', attributes: {}, children: [element] });
  }

  #placeOf(paragraph: XmlElement): Place {
    const properties = child(paragraph, 'w:pPr');
    const style = this.#story.styles.paragraph(valueOf(properties, 'w:pStyle'));
    const outline = wholeNumber(valueOf(properties, 'w:outlineLvl')) ?? style.outline ?? 9;
    const isTitle = style.name === 'title';
    return {
      properties,
      style,
      heading: isTitle ? 1 : outline < 9 ? Math.min(HEADING_LEVELS, outline + 1) : 0,
    };
  }

  #paragraph(paragraph: XmlElement): void {
    const place = this.#placeOf(paragraph);
    const { properties, style } = place;
    const inline = new InlineWriter(this.#story, style.id);
    inline.readAll(paragraph);
    const mark = child(properties, 'w:rPr');
    const isRemoved = child(mark, 'w:del') !== undefined || child(mark, 'w:moveFrom') !== undefined;
    if (isRemoved) this.#story.findings.add('tracked-changes');
    const isHidden = this.#story.styles.toggled('w:vanish', mark, style.id);
    const isDropCap = ['drop', 'margin'].includes(
      child(properties, 'w:framePr')?.attributes['w:dropCap'] ?? '',
    );
    if (isRemoved || isDropCap) this.#flowing += inline.html();
    // Word counts no paragraph of which nothing is shown, its mark neither.
    else if (!(inline.isEmpty && this.#flowing === '' && isHidden)) this.#write(place, inline);
    for (const drawing of inline.drawings) this.#drawing(drawing);
  }

  #write({ properties, style, heading }: Place, inline: InlineWriter): void {
    const label = this.#story.numbering.label(numberingOf(properties), style);
    const text = this.#flowing + inline.html(heading > 0 ? BOLD : NONE);
    this.#flowing = '';
    if (text.trim() === '' && label?.kind !== 'number') return;
    if (style.name.startsWith('toc ') && /^toc \d$/u.test(style.name)) {
      this.#blocks.push({ kind: 'contents', html: labelled(label, text) });
      return;
    }
    if (heading > 0 && text.trim() !== '') this.#markup(`h${heading}`, labelled(label, text), '');
    else if (label?.kind === 'bullet')
      this.#blocks.push({ kind: 'bullet', level: label.level, html: text });
    else this.#markup('p', labelled(label, text), this.#attributes(properties, style));
  }

  #markup(tag: string, html: string, attributes: string): void {
    this.#blocks.push({ kind: 'markup', html: `<${tag}${attributes}>${html}</${tag}>` });
  }

  #attributes(properties: XmlElement | undefined, style: ParagraphStyle): string {
    const align = ALIGN[valueOf(properties, 'w:jc') ?? style.align ?? ''];
    const rightToLeft = toggleOf(properties, 'w:bidi') ?? style.bidi ?? false;
    return `${align === undefined || rightToLeft ? '' : ` class="${align}"`}${rightToLeft ? ' dir="rtl"' : ''}`;
  }

  /** What still flows at the end of a part has no paragraph to flow into. */
  #flush(): void {
    if (this.#flowing.trim() !== '') this.#markup('p', this.#flowing, '');
    this.#flowing = '';
  }

  #drawing(drawing: Drawing): void {
    if (drawing.kind === 'box') {
      const html = this.#inner(drawing.content);
      if (html !== '') this.#markup('div', html, '');
    } else if (drawing.kind === 'words')
      for (const text of drawing.paragraphs) this.#markup('p', escapeText(text), '');
  }

  #inner(parent: XmlElement): string {
    const writer = new BodyWriter(this.#story);
    writer.readAll(parent);
    return writer.html();
  }

  #table(element: XmlElement): void {
    this.#flush();
    const html = writeTable(element, {
      cell: (cell) => this.#inner(cell),
      hiddenRow: (reason) => this.#story.findings.add(reason),
      styleHasBorders: (id) => this.#story.styles.tableHasBorders(id),
    });
    if (html !== '') this.#blocks.push({ kind: 'markup', html });
  }

  #chunk(element: XmlElement): void {
    const html = this.#story.references.chunks.get(element.attributes['r:id'] ?? '');
    if (html === undefined) this.#story.findings.add('not-kept', 'văn bản ghép');
    else this.#blocks.push({ kind: 'markup', html });
  }
}

const labelled = (label: Label | null, html: string): string =>
  label?.kind === 'number' ? `${escapeText(label.text)}${label.gap}${html}` : html;
