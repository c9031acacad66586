import { joinBlocks, type DocxBlock } from '../docx/blocks.ts';
import { symbol, withoutPrivateSigns } from '../docx/symbols.ts';
import { escapeText } from '../html/chapter-blocks.ts';
import { isLegacyFace } from '../legacy/face.ts';
import { BOLD, inFace, RichParagraph } from '../office/rich-paragraph.ts';
import { TextFields } from '../office/text-fields.ts';
import type { Look } from './looks.ts';
import type { CharacterRun } from './piece-table.ts';
import { numberOf, sprmsOf, type Sprm } from './sprms.ts';
import type { WordStyle } from './style-sheet.ts';
import type { Note, WordDocument } from './word-document.ts';
import { WordTable } from './word-table.ts';

const [LIST, LIST_LEVEL] = [0x460b, 0x260a];
const [IN_TABLE, ROW_END, OUTLINE, ALIGN, ALIGN_LATER] = [0x2416, 0x2417, 0x2640, 0x2403, 0x2461];
const ALIGNED: Readonly<Record<number, string>> = { 1: 'center', 2: 'right' };
const BODY_TEXT = 9;
const HEADING_LEVELS = 6;
/** A longer one is a paragraph that merely bears the look of a heading. */
const LONGEST_HEADING = 300;

const SIGNS = {
  picture: '\u0001',
  note: '\u0002',
  annotation: '\u0005',
  cell: '\u0007',
  shape: '\u0008',
  break: '\u000B',
  page: '\u000C',
  paragraph: '\r',
  column: '\u000E',
  fieldBegin: '\u0013',
  fieldSeparator: '\u0014',
  fieldEnd: '\u0015',
} as const;
/** What ends a run of plain characters: a control character, and what may stand for a symbol. */
const SIGN = /(?!\t)\p{Cc}|\(/u;

interface Unfinished {
  readonly run: CharacterRun;
  readonly changes: readonly Sprm[];
}

/** Writes one story of a Word file as markup: paragraphs, headings, tables, references to notes. */
export class StoryWriter {
  readonly #document: WordDocument;
  /** Markup of text boxes by the character that they are anchored at. */
  readonly #boxes: ReadonlyMap<number, string>;
  readonly #fields = new TextFields();
  readonly #blocks: DocxBlock[] = [];
  #cell: DocxBlock[] = [];
  #table: WordTable | null = null;
  /** Runs of the paragraph whose end, which bears its format, is still to come. */
  #runs: Unfinished[] = [];

  constructor(document: WordDocument, boxes: ReadonlyMap<number, string> = new Map()) {
    this.#document = document;
    this.#boxes = boxes;
  }

  /** The characters from `from` up to `to`, of all stories counted through. */
  write(from: number, to: number): string {
    for (const run of this.#document.pieces.runs(from, to)) this.#take(run);
    this.#endParagraph(this.#runs.at(-1)?.run, SIGNS.paragraph);
    this.#endTable();
    return joinBlocks(this.#blocks);
  }

  #take(run: CharacterRun): void {
    const changes = run.changes.flatMap(sprmsOf);
    let from = 0;
    for (let i = 0; i < run.text.length; i++) {
      const sign = run.text[i]!;
      if (sign !== SIGNS.paragraph && sign !== SIGNS.cell && sign !== SIGNS.page) continue;
      const ended = slice(run, from, i + 1);
      this.#runs.push({ run: slice(run, from, i), changes });
      this.#endParagraph({ ...ended, at: run.at + i * run.width }, sign);
      from = i + 1;
    }
    if (from < run.text.length) this.#runs.push({ run: slice(run, from), changes });
  }

  #endParagraph(last: CharacterRun | undefined, sign: string): void {
    const format = last === undefined ? undefined : this.#document.paragraphs.at(last.at);
    const number = format?.style ?? 0;
    const style = this.#document.styles.style(number);
    const changes = [...style.paragraph, ...sprmsOf(format?.changes ?? Buffer.alloc(0))];
    const inTable = isOn(changes, IN_TABLE);
    if (inTable && isOn(changes, ROW_END)) {
      this.#runs = [];
      this.#table?.endRow(changes);
      return;
    }
    if (!inTable) this.#endTable();
    else this.#table ??= new WordTable();
    const into = inTable ? this.#cell : this.#blocks;
    const paragraph = this.#paragraph(number, into);
    if (!paragraph.isEmpty)
      into.push(
        blockOf(paragraph, { style, changes, inTable, label: this.#label(number, changes) }),
      );
    if (inTable && sign === SIGNS.cell) {
      this.#table!.endCell(joinCell(this.#cell));
      this.#cell = [];
    }
  }

  /** What Word writes before the paragraph; lists of older versions are not counted. */
  #label(style: number, changes: readonly Sprm[]): ParagraphLabel | null {
    const use = lastOf(changes, LIST) ?? 0;
    const label = this.#document.numbers.label(use, lastOf(changes, LIST_LEVEL) ?? 0);
    if (label === null || label.kind === 'bullet') return label;
    const { look, gap } = label.level;
    const face = this.#faceOf(this.#document.styles.lookOf(style, look));
    return { kind: 'number', html: `${inFace(face, escapeText(label.text))}${gap}` };
  }

  #endTable(): void {
    if (this.#table === null) return;
    if (this.#cell.length > 0) this.#table.endCell(joinCell(this.#cell));
    const html = this.#table.html();
    if (html !== '') this.#blocks.push({ kind: 'markup', html });
    this.#table = null;
    this.#cell = [];
  }

  /** The runs that waited, now that their paragraph's style is known. */
  #paragraph(style: number, into: DocxBlock[]): RichParagraph {
    const paragraph = new RichParagraph();
    const boxes: string[] = [];
    for (const { run, changes } of this.#runs) {
      this.#addRun(paragraph, run, this.#document.styles.lookOf(style, changes));
      for (let i = 0; i < run.text.length; i++) {
        const box = run.text[i] === SIGNS.shape ? this.#boxes.get(run.from + i) : undefined;
        if (box !== undefined) boxes.push(box);
      }
    }
    this.#runs = [];
    for (const html of boxes) into.push({ kind: 'markup', html: `<div>${html}</div>` });
    return paragraph;
  }

  #addRun(paragraph: RichParagraph, run: CharacterRun, look: Look): void {
    let rest = run.text;
    let at = run.from;
    while (rest !== '') {
      const next = rest.search(SIGN);
      const plain = next < 0 ? rest : rest.slice(0, next);
      this.#addText(paragraph, plain, look);
      if (next < 0) return;
      this.#addSign(paragraph, rest[next]!, at + next, look);
      at += next + 1;
      rest = rest.slice(next + 1);
    }
  }

  #addText(paragraph: RichParagraph, text: string, look: Look): void {
    if (text === '') return;
    if (!this.#fields.shown) return this.#fields.instruct(text);
    if (look.unseen !== null) {
      if (look.unseen === 'deleted') this.#document.findings.add('tracked-changes');
      else if (text.trim() !== '') this.#document.findings.add('hidden-text');
      return;
    }
    if (look.inserted) this.#document.findings.add('tracked-changes');
    const face = this.#faceOf(look);
    paragraph.add(withoutPrivateSigns(text, face), {
      face,
      marks: look.marks,
      link: this.#fields.link,
    });
  }

  /** Accented letters stand in the font for the rest of Europe, the others in that for ASCII. */
  #faceOf({ font, wideFont }: Look): string {
    const { fonts } = this.#document;
    const [plain = '', wide = ''] = [fonts[font], fonts[wideFont]];
    return isLegacyFace(wide) || plain === '' ? wide || plain : plain;
  }

  #addSign(paragraph: RichParagraph, sign: string, at: number, look: Look): void {
    const { findings, fonts, notes } = this.#document;
    if (sign === SIGNS.fieldBegin) this.#fields.begin();
    else if (sign === SIGNS.fieldSeparator) this.#fields.separate();
    else if (sign === SIGNS.fieldEnd) this.#fields.end();
    else if (sign === '(' && look.special && look.symbol !== null)
      this.#addText(
        paragraph,
        symbol(fonts[look.symbol.font] ?? '', look.symbol.code.toString(16)),
        { ...look, font: -1, wideFont: -1 },
      );
    else if (sign === '(') this.#addText(paragraph, sign, look);
    else if (sign === SIGNS.break) this.#addText(paragraph, '\n', look);
    else if (sign === SIGNS.column) this.#addText(paragraph, ' ', look);
    else if (sign === '\u001E') this.#addText(paragraph, '\u2011', look);
    else if (sign === SIGNS.annotation && look.special) findings.add('comments');
    else if (sign === SIGNS.picture && look.special && this.#fields.shown)
      findings.add('not-kept', 'hình');
    else if (sign === SIGNS.note && this.#fields.shown)
      this.#addReference(paragraph, notes.get(at));
  }

  #addReference(paragraph: RichParagraph, note: Note | undefined): void {
    if (note === undefined) return;
    paragraph.addMarkup(
      `<sup><a role="doc-noteref" id="w-${note.id}-ref" href="#w-${note.id}">[${note.number}]</a></sup>`,
    );
  }
}

const slice = (run: CharacterRun, from: number, to = run.text.length): CharacterRun => ({
  ...run,
  text: run.text.slice(from, to),
  from: run.from + from,
  at: run.at + from * run.width,
});

const lastOf = (changes: readonly Sprm[], ...codes: number[]): number | undefined => {
  const last = changes.findLast(({ code }) => codes.includes(code));
  return last === undefined ? undefined : numberOf(last);
};
const isOn = (changes: readonly Sprm[], code: number): boolean => lastOf(changes, code) === 1;

const joinCell = (blocks: readonly DocxBlock[]): string =>
  blocks.length === 0 ? '' : joinBlocks(blocks);

function headingOf(style: WordStyle, changes: readonly Sprm[]): number {
  if (style.isTitle) return 1;
  const outline = lastOf(changes, OUTLINE) ?? (style.heading === 0 ? BODY_TEXT : style.heading - 1);
  return outline < BODY_TEXT ? Math.min(HEADING_LEVELS, outline + 1) : 0;
}

/** A bullet, or the markup of a number and what parts it from the text. */
type ParagraphLabel =
  | { readonly kind: 'bullet'; readonly level: number }
  | { readonly kind: 'number'; readonly html: string };

interface ParagraphFormat {
  readonly style: WordStyle;
  readonly changes: readonly Sprm[];
  readonly inTable: boolean;
  readonly label: ParagraphLabel | null;
}

function blockOf(
  paragraph: RichParagraph,
  { style, changes, inTable, label }: ParagraphFormat,
): DocxBlock {
  const before = label?.kind === 'number' ? label.html : '';
  if (style.isContents) return { kind: 'contents', html: before + paragraph.html() };
  const heading = inTable ? 0 : headingOf(style, changes);
  if (heading > 0 && paragraph.length <= LONGEST_HEADING)
    return { kind: 'markup', html: `<h${heading}>${before}${paragraph.html(BOLD)}</h${heading}>` };
  if (label?.kind === 'bullet')
    return { kind: 'bullet', level: label.level, html: paragraph.html() };
  const align = ALIGNED[lastOf(changes, ALIGN, ALIGN_LATER) ?? 0];
  const place = align === undefined || inTable ? '' : ` class="${align}"`;
  return { kind: 'markup', html: `<p${place}>${before}${paragraph.html()}</p>` };
}
