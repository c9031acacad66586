import type { Mark } from '../docx/pieces.ts';
import { child, descendants, type XmlElement } from '../docx/xml-element.ts';

export interface OdfLook {
  readonly face: string;
  readonly marks: ReadonlySet<Mark>;
  readonly hidden: boolean;
}

const LONGEST_ANCESTRY = 30;
const UNSTYLED: OdfLook = { face: '', marks: new Set(), hidden: false };

/** Attributes of `style:text-properties` that a reader's page shows. */
function marksOf(attributes: Readonly<Record<string, string>>): [Mark, boolean][] {
  const told: [Mark, boolean][] = [];
  const tell = (name: string, mark: Mark, isOn: (value: string) => boolean): void => {
    const value = attributes[name];
    if (value !== undefined) told.push([mark, isOn(value)]);
  };
  tell('fo:font-weight', 'strong', (value) => value === 'bold' || Number(value) >= 600);
  tell('fo:font-style', 'em', (value) => value !== 'normal');
  tell('style:text-underline-style', 'u', (value) => value !== 'none');
  tell('style:text-line-through-style', 's', (value) => value !== 'none');
  tell('fo:text-transform', 'caps', (value) => value === 'uppercase');
  tell('style:text-position', 'sup', (value) => /^(?:super|[1-9])/u.test(value));
  tell('style:text-position', 'sub', (value) => /^(?:sub|-)/u.test(value));
  return told;
}

/** The styles of an OpenDocument file: its own ones, and those it made automatically. */
export class OdfStyles {
  readonly #styles = new Map<string, XmlElement>();
  readonly #looks = new Map<string, OdfLook>();

  constructor(roots: readonly (XmlElement | undefined)[]) {
    for (const root of roots)
      for (const element of root === undefined ? [] : descendants(root))
        if (element.name === 'style:style') {
          const { 'style:name': name = '', 'style:family': family = '' } = element.attributes;
          this.#styles.set(`${family} ${name}`, element);
        }
  }

  /** @param family `paragraph`, `text` … */
  look(family: string, name: string | undefined, around: OdfLook = UNSTYLED): OdfLook {
    if (name === undefined) return around;
    if (around === UNSTYLED) {
      const known = this.#looks.get(`${family} ${name}`);
      if (known !== undefined) return known;
    }
    const look = this.#ancestry(family, name).reduceRight(changedBy, around);
    if (around === UNSTYLED) this.#looks.set(`${family} ${name}`, look);
    return look;
  }

  /** Whether Word or LibreOffice means the paragraph as the title. */
  isTitle(name: string | undefined): boolean {
    return this.#ancestry('paragraph', name ?? '').some(
      ({ attributes }) => attributes['style:name'] === 'Title',
    );
  }

  #ancestry(family: string, name: string): XmlElement[] {
    const line: XmlElement[] = [];
    let next: string | undefined = name;
    while (next !== undefined && line.length < LONGEST_ANCESTRY) {
      const style = this.#styles.get(`${family} ${next}`);
      if (style === undefined) break;
      line.push(style);
      next = style.attributes['style:parent-style-name'];
    }
    return line;
  }
}

function changedBy(look: OdfLook, style: XmlElement): OdfLook {
  const attributes = child(style, 'style:text-properties')?.attributes;
  if (attributes === undefined) return look;
  const marks = new Set(look.marks);
  for (const [mark, on] of marksOf(attributes))
    if (on) marks.add(mark);
    else marks.delete(mark);
  const face = attributes['style:font-name'] ?? attributes['fo:font-family'];
  return {
    face: face === undefined ? look.face : face.replace(/^'|'$/gu, '').replace(/\d$/u, ''),
    marks,
    hidden:
      attributes['text:display'] === undefined
        ? look.hidden
        : attributes['text:display'] === 'none',
  };
}
