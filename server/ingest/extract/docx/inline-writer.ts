import { chosenBranch } from './alternate-content.ts';
import { escapeAttribute, escapeText } from '../html/chapter-blocks.ts';
import { safeId } from '../html/sanitize.ts';
import { isLegacyFace } from '../legacy/face.ts';
import { inFace } from '../office/rich-paragraph.ts';
import { drawingsIn, type Drawing } from './drawings.ts';
import { noteAddress, referenceAddress, type NoteKind } from './notes.ts';
import { mathOf } from './omml.ts';
import { joinPieces, type Mark, type Piece } from './pieces.ts';
import type { Story } from './story.ts';
import { symbol, withoutPrivateSigns } from './symbols.ts';
import { child, descendants, elementsOf, textIn, valueOf, type XmlElement } from './xml-element.ts';

/** Elements around runs that change nothing of what is read. */
const TRANSPARENT = new Set([
  'w:smartTag',
  'w:customXml',
  'w:fldSimple',
  'w:sdtContent',
  'w:subDoc',
]);
/** Tracked changes, read as if all were accepted. */
const ADDED = new Set(['w:ins', 'w:moveTo']);
const REMOVED = new Set(['w:del', 'w:moveFrom']);
const SIGNS: Readonly<Record<string, string>> = {
  'w:tab': ' ',
  'w:ptab': ' ',
  'w:cr': '<br>',
  'w:noBreakHyphen': '\u2011',
};
const NOTE_KINDS: Readonly<Record<string, NoteKind>> = {
  'w:footnoteReference': 'footnote',
  'w:endnoteReference': 'endnote',
};
/** Reads what stands inside one paragraph. */
export class InlineWriter {
  readonly #story: Story;
  readonly #paragraphStyle: string | undefined;
  readonly #pieces: Piece[] = [];
  /** Text boxes and words of drawings anchored in the paragraph: blocks of their own after it. */
  readonly drawings: Drawing[] = [];
  #link: string | null = null;
  #hidden = false;
  /** The font of the run that is read. */
  #face = '';

  constructor(story: Story, paragraphStyle: string | undefined) {
    this.#story = story;
    this.#paragraphStyle = paragraphStyle;
  }

  /** @param without marks that the place bears by itself */
  html(without: ReadonlySet<Mark> = new Set()): string {
    return joinPieces(this.#pieces, without);
  }

  get isEmpty(): boolean {
    return this.#pieces.every(({ html, bare }) => !bare && html.trim() === '');
  }

  readAll(parent: XmlElement): void {
    for (const element of elementsOf(parent)) this.#read(element);
  }

  #read(element: XmlElement): void {
    const { name } = element;
    if (name === 'w:r') this.#run(element);
    else if (TRANSPARENT.has(name)) this.readAll(element);
    else if (ADDED.has(name)) this.#changed(element, true);
    else if (REMOVED.has(name)) this.#changed(element, false);
    else if (name === 'w:hyperlink') this.#hyperlink(element);
    else if (name === 'w:dir' || name === 'w:bdo') this.#direction(element);
    else if (name === 'w:sdt') this.#control(element);
    else if (name === 'w:bookmarkStart') this.#anchor(element.attributes['w:name'] ?? '');
    else if (name === 'm:oMath' || name === 'm:oMathPara') this.#math(element);
    else if (name === 'mc:AlternateContent') {
      const branch = chosenBranch(element);
      if (branch !== undefined) this.readAll(branch);
    }
  }

  #changed(element: XmlElement, keep: boolean): void {
    if (elementsOf(element).length === 0) return;
    this.#story.findings.add('tracked-changes');
    if (keep) this.readAll(element);
  }

  #hyperlink(element: XmlElement): void {
    const outer = this.#link;
    const bookmark = element.attributes['w:anchor'];
    const outside = this.#story.references.links.get(element.attributes['r:id'] ?? '');
    this.#link =
      outside === undefined
        ? bookmark === undefined
          ? outer
          : bookmarkAddress(bookmark)
        : `${outside}${bookmark === undefined ? '' : `#${bookmark}`}`;
    this.readAll(element);
    this.#link = outer;
  }

  #direction(element: XmlElement): void {
    const direction = element.attributes['w:val'] === 'rtl' ? 'rtl' : 'ltr';
    const tag = element.name === 'w:bdo' ? 'bdo' : 'span';
    const inner = new InlineWriter(this.#story, this.#paragraphStyle);
    inner.readAll(element);
    this.#bare(`<${tag} dir="${direction}">${inner.html()}</${tag}>`);
    this.drawings.push(...inner.drawings);
  }

  #control(element: XmlElement): void {
    const content = child(element, 'w:sdtContent');
    if (content !== undefined) this.readAll(content);
  }

  #anchor(name: string): void {
    if (this.#story.wanted.has(name)) this.#bare(`<a id="${bookmarkAddress(name).slice(1)}"></a>`);
  }

  #math(element: XmlElement): void {
    const math = mathOf(element);
    if (math !== '' && this.#story.fields.shown) this.#bare(math);
  }

  #bare(html: string): void {
    this.#pieces.push({ html, marks: new Set(), link: this.#linkHere(), bare: true });
  }

  #linkHere(): string | null {
    if (this.#link !== null) return this.#link;
    const { link } = this.#story.fields;
    return link?.startsWith('#') === true ? bookmarkAddress(link.slice(1)) : link;
  }

  #run(run: XmlElement): void {
    const properties = child(run, 'w:rPr');
    const outer = this.#hidden;
    this.#hidden = this.#toggled(properties, 'w:vanish');
    const marks = this.#hidden ? new Set<Mark>() : this.#marksOf(properties);
    const font = child(properties, 'w:rFonts')?.attributes['w:ascii'] ?? '';
    this.#face = this.#story.styles.face(properties, this.#paragraphStyle);
    const elements = elementsOf(run);
    // The author's own sign of a note stands behind the reference in the same run.
    const reference = elements.find(bearsOwnSign);
    if (reference === undefined)
      for (const element of elements) this.#runContent(element, marks, font);
    else this.#noteReference(reference, ownSign(elements, font));
    this.#hidden = outer;
  }

  #toggled(properties: XmlElement | undefined, toggle: Parameters<Story['styles']['toggled']>[0]) {
    return this.#story.styles.toggled(toggle, properties, this.#paragraphStyle);
  }

  #marksOf(properties: XmlElement | undefined): Set<Mark> {
    const marks = new Set<Mark>();
    if (this.#toggled(properties, 'w:b')) marks.add('strong');
    if (this.#toggled(properties, 'w:i')) marks.add('em');
    if (this.#toggled(properties, 'w:caps')) marks.add('caps');
    if (this.#toggled(properties, 'w:strike') || this.#toggled(properties, 'w:dstrike'))
      marks.add('s');
    if ((valueOf(properties, 'w:u') ?? 'none') !== 'none') marks.add('u');
    const position = valueOf(properties, 'w:vertAlign');
    if (position === 'superscript') marks.add('sup');
    if (position === 'subscript') marks.add('sub');
    return marks;
  }

  #runContent(element: XmlElement, marks: ReadonlySet<Mark>, font: string): void {
    const { name } = element;
    const { fields } = this.#story;
    if (name === 'w:t') this.#text(inFace(this.#face, runText(element, font)), marks);
    else if (name === 'w:fldChar') this.#text(escapeText(fields.mark(element)), marks);
    else if (name === 'w:instrText') fields.instruction(textIn(element));
    else if (SIGNS[name] !== undefined) this.#text(SIGNS[name], marks);
    // Programs write ư of TCVN3, which has the soft hyphen's code, as a soft hyphen.
    else if (name === 'w:softHyphen') this.#text(softHyphenIn(this.#face), marks);
    else if (name === 'w:br')
      this.#text(
        (element.attributes['w:type'] ?? 'textWrapping') === 'textWrapping' ? '<br>' : ' ',
        marks,
      );
    else if (name === 'w:sym')
      this.#text(
        escapeText(symbol(element.attributes['w:font'] ?? '', element.attributes['w:char'] ?? '')),
        marks,
      );
    else if (NOTE_KINDS[name] !== undefined) this.#noteReference(element, '');
    else if (name === 'w:commentReference') this.#story.findings.add('comments');
    else if (name === 'w:ruby') this.#ruby(element);
    else if (name === 'mc:AlternateContent') {
      const branch = chosenBranch(element);
      for (const inner of branch === undefined ? [] : elementsOf(branch))
        this.#runContent(inner, marks, font);
    } else this.#drawing(element);
  }

  #text(html: string, marks: ReadonlySet<Mark>): void {
    if (html === '' || !this.#story.fields.shown) return;
    if (this.#hidden) {
      if (html.trim() !== '' && html !== '<br>') this.#story.findings.add('hidden-text');
      return;
    }
    this.#pieces.push({ html, marks, link: this.#linkHere(), bare: false });
  }

  #noteReference(element: XmlElement, own: string): void {
    const kind = NOTE_KINDS[element.name]!;
    if (this.#hidden || !this.#story.fields.shown) return;
    const id = element.attributes['w:id'] ?? '';
    const mark = this.#story.notes.refer(kind, id, own);
    const from = safeId(referenceAddress(kind, id));
    const to = safeId(noteAddress(kind, id));
    // Brackets part a number from the word before it, in the text as on the page.
    this.#bare(
      `<sup><a role="doc-noteref" id="${from}" href="#${to}">${escapeText(own === '' ? `[${mark}]` : mark)}</a></sup>`,
    );
  }

  #ruby(element: XmlElement): void {
    const [base, text] = ['w:rubyBase', 'w:rt'].map((name) => {
      const inner = new InlineWriter(this.#story, this.#paragraphStyle);
      const part = child(element, name);
      if (part !== undefined) inner.readAll(part);
      return inner.html();
    });
    if (base !== '') this.#bare(`<ruby>${base}<rt>${text}</rt></ruby>`);
  }

  #drawing(element: XmlElement): void {
    if (this.#hidden || !this.#story.fields.shown) return;
    for (const drawing of drawingsIn(element, this.#story))
      if (drawing.kind === 'picture') this.#bare(pictureTag(drawing));
      else this.drawings.push(drawing);
  }
}

const softHyphenIn = (face: string): string => (isLegacyFace(face) ? inFace(face, '\u00AD') : '');

const pictureTag = ({ name, alt }: Extract<Drawing, { kind: 'picture' }>): string =>
  `<img src="picture/${escapeAttribute(name)}" alt="${escapeAttribute(alt)}">`;

export const bookmarkAddress = (name: string): string => `#${safeId(`w-${name}`)}`;

const bearsOwnSign = ({ name, attributes }: XmlElement): boolean =>
  NOTE_KINDS[name] !== undefined &&
  !['0', 'false', 'off'].includes(attributes['w:customMarkFollows'] ?? '0');

const ownSign = (elements: readonly XmlElement[], font: string): string =>
  elements
    .map((e) =>
      e.name === 'w:t'
        ? withoutPrivateSigns(textIn(e), font)
        : e.name === 'w:sym'
          ? symbol(e.attributes['w:font'] ?? '', e.attributes['w:char'] ?? '')
          : '',
    )
    .join('');

/** Blanks at the ends count only where the file says so. */
function runText(element: XmlElement, font: string): string {
  const raw = textIn(element);
  const text =
    element.attributes['xml:space'] === 'preserve'
      ? raw
      : raw.replace(/^[ \t\r\n]+|[ \t\r\n]+$/gu, '');
  return escapeText(withoutPrivateSigns(text, font));
}

/** Bookmarks that links of these parts lead to, by element and by field. */
export function wantedBookmarks(parts: readonly (XmlElement | undefined)[]): Set<string> {
  const wanted = new Set<string>();
  for (const part of parts)
    for (const element of part === undefined ? [] : descendants(part)) {
      const anchor = element.attributes['w:anchor'];
      if (element.name === 'w:hyperlink' && anchor !== undefined) wanted.add(anchor);
      if (element.name === 'w:instrText' || element.name === 'w:fldSimple')
        for (const word of (element.attributes['w:instr'] ?? textIn(element)).split(/[\s"]+/u))
          wanted.add(word);
    }
  return wanted;
}
