import {
  child,
  childrenNamed,
  drawsLines,
  toggleOf,
  valueOf,
  wholeNumber,
  type XmlElement,
} from './xml-element.ts';

/** What a paragraph's style says, its ancestors included; undefined where nobody says anything. */
export interface ParagraphStyle {
  readonly id: string;
  /** In lower case: `heading 1`, `toc 2`, `title`. */
  readonly name: string;
  /** 0 for the first heading level; 9 for body text. */
  readonly outline: number | undefined;
  readonly numbering: NumberingRef | undefined;
  readonly align: string | undefined;
  readonly bidi: boolean | undefined;
}

export interface NumberingRef {
  /** Undefined where only a level is given: the list is the style's. */
  readonly numId: string | undefined;
  /** Undefined where only the numbering knows: by the level that names the style. */
  readonly level: number | undefined;
}

/** The run properties that change what is read or how it must look. */
export const TOGGLES = ['w:b', 'w:i', 'w:vanish', 'w:caps', 'w:strike', 'w:dstrike'] as const;

export type Toggle = (typeof TOGGLES)[number];

const LONGEST_ANCESTRY = 30;

/** What a paragraph's own properties say of its number; `numId` 0 takes it away. */
export function numberingOf(properties: XmlElement | undefined): NumberingRef | undefined {
  const numPr = child(properties, 'w:numPr');
  return numPr === undefined
    ? undefined
    : { numId: valueOf(numPr, 'w:numId'), level: wholeNumber(valueOf(numPr, 'w:ilvl')) };
}

/** The font of letters beyond ASCII, else of ASCII ones. */
const fontIn = (properties: XmlElement | undefined): string | undefined => {
  const attributes = child(properties, 'w:rFonts')?.attributes;
  return attributes?.['w:hAnsi'] ?? attributes?.['w:ascii'];
};

/** The styles of one document (word/styles.xml, ECMA-376 part 1, 17.7). */
export class Styles {
  readonly #styles = new Map<string, XmlElement>();
  readonly #paragraphs = new Map<string, ParagraphStyle>();
  readonly #toggles = new Map<string, ReadonlyMap<Toggle, boolean>>();
  readonly #faces = new Map<string, string | undefined>();
  readonly #defaults: XmlElement | undefined;
  readonly #defaultParagraph: string;
  /** The language of text that names none, as BCP 47; empty when the document says nothing. */
  readonly language: string;

  constructor(root: XmlElement | undefined) {
    const styles = child(root, 'w:styles');
    let standard = '';
    for (const style of childrenNamed(styles, 'w:style')) {
      const id = style.attributes['w:styleId'];
      if (id === undefined) continue;
      this.#styles.set(id, style);
      if (
        style.attributes['w:type'] === 'paragraph' &&
        ['1', 'true', 'on'].includes(style.attributes['w:default'] ?? '')
      )
        standard = id;
    }
    this.#defaultParagraph = standard;
    this.#defaults = child(child(child(styles, 'w:docDefaults'), 'w:rPrDefault'), 'w:rPr');
    this.language = child(this.#defaults, 'w:lang')?.attributes['w:val'] ?? '';
  }

  paragraph(id: string | undefined): ParagraphStyle {
    const own = id !== undefined && this.#styles.has(id) ? id : this.#defaultParagraph;
    const known = this.#paragraphs.get(own);
    if (known !== undefined) return known;
    const read = this.#readParagraph(own);
    this.#paragraphs.set(own, read);
    return read;
  }

  /**
   * Whether a run is bold, hidden …: its own word, else the styles of its paragraph and of itself
   * (of which each turns the property round, 17.7.3), else the document's default.
   */
  toggled(
    toggle: Toggle,
    run: XmlElement | undefined,
    paragraphStyle: string | undefined,
  ): boolean {
    const own = toggleOf(run, toggle);
    if (own !== undefined) return own;
    const byParagraph = this.#togglesOf(paragraphStyle ?? this.#defaultParagraph).get(toggle);
    const byRun = this.#togglesOf(valueOf(run, 'w:rStyle') ?? '').get(toggle);
    if (toggleOf(this.#defaults, toggle) === true) return true;
    return (byParagraph ?? false) !== (byRun ?? false);
  }

  /**
   * The font of a run's accented letters: its own, that of its style, of its paragraph's style, or
   * of the document; empty where none is named.
   */
  face(run: XmlElement | undefined, paragraphStyle: string | undefined): string {
    return (
      fontIn(run) ??
      this.#faceOf(valueOf(run, 'w:rStyle') ?? '') ??
      this.#faceOf(paragraphStyle ?? this.#defaultParagraph) ??
      fontIn(this.#defaults) ??
      ''
    );
  }

  #faceOf(id: string): string | undefined {
    if (this.#faces.has(id)) return this.#faces.get(id);
    const face = this.#ancestry(id)
      .map((style) => fontIn(child(style, 'w:rPr')))
      .find((name) => name !== undefined);
    this.#faces.set(id, face);
    return face;
  }

  /** Whether a table of this style is drawn with lines. */
  tableHasBorders(id: string): boolean {
    return this.#ancestry(id).some((style) =>
      drawsLines(child(child(style, 'w:tblPr'), 'w:tblBorders')),
    );
  }

  #ancestry(id: string): XmlElement[] {
    const line: XmlElement[] = [];
    let next: string | undefined = id;
    while (next !== undefined && line.length < LONGEST_ANCESTRY) {
      const style = this.#styles.get(next);
      if (style === undefined || line.includes(style)) break;
      line.push(style);
      next = valueOf(style, 'w:basedOn');
    }
    return line;
  }

  #readParagraph(id: string): ParagraphStyle {
    const line = this.#ancestry(id);
    const properties = line.map((style) => child(style, 'w:pPr'));
    const first = <T>(read: (pPr: XmlElement | undefined) => T | undefined): T | undefined =>
      properties.map(read).find((value) => value !== undefined);
    const name = (line[0] === undefined ? '' : (valueOf(line[0], 'w:name') ?? '')).toLowerCase();
    return {
      id,
      name,
      outline:
        first((pPr) => wholeNumber(valueOf(pPr, 'w:outlineLvl'))) ??
        this.#headingLevel(line.map((style) => valueOf(style, 'w:name') ?? '')),
      numbering: this.#numbering(properties),
      align: first((pPr) => valueOf(pPr, 'w:jc')),
      bidi: first((pPr) => toggleOf(pPr, 'w:bidi')),
    };
  }

  /** Word's own heading styles are headings even where a file leaves out their level. */
  #headingLevel(names: readonly string[]): number | undefined {
    for (const name of names) {
      const level = /^heading (\d)$/iu.exec(name)?.[1];
      if (level !== undefined) return Number(level) - 1;
    }
    return undefined;
  }

  /** A style may give only the level and leave the list to the style it is based on. */
  #numbering(properties: readonly (XmlElement | undefined)[]): NumberingRef | undefined {
    let level: number | undefined;
    for (const pPr of properties) {
      const numPr = child(pPr, 'w:numPr');
      if (numPr === undefined) continue;
      level ??= wholeNumber(valueOf(numPr, 'w:ilvl'));
      const numId = valueOf(numPr, 'w:numId');
      if (numId !== undefined) return { numId, level };
    }
    return undefined;
  }

  #togglesOf(id: string): ReadonlyMap<Toggle, boolean> {
    const known = this.#toggles.get(id);
    if (known !== undefined) return known;
    const said = new Map<Toggle, boolean>();
    for (const style of this.#ancestry(id))
      for (const toggle of TOGGLES) {
        const value = toggleOf(child(style, 'w:rPr'), toggle);
        if (value !== undefined && !said.has(toggle)) said.set(toggle, value);
      }
    this.#toggles.set(id, said);
    return said;
  }
}
