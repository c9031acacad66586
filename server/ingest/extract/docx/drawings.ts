import { chosenBranch } from './alternate-content.ts';
import type { Story } from './story.ts';
import { child, elementsOf, type XmlElement } from './xml-element.ts';

/** What a drawing brings to the text around it. */
export type Drawing =
  | { readonly kind: 'picture'; readonly name: string; readonly alt: string }
  /** A text box: `w:txbxContent`, with paragraphs of its own. */
  | { readonly kind: 'box'; readonly content: XmlElement }
  /** Words of a chart, a diagram or artistic letters. */
  | { readonly kind: 'words'; readonly paragraphs: readonly string[] };

/** What a page cannot show of it, by name. */
const OLE_NAMES: readonly (readonly [RegExp, string])[] = [
  [/^Equation|^MathType/iu, 'công thức MathType'],
  [/^Excel/iu, 'bảng tính Excel nhúng'],
  [/^PowerPoint/iu, 'trang trình chiếu nhúng'],
  [/^Word/iu, 'văn bản Word nhúng'],
];

const oleName = (program: string): string =>
  OLE_NAMES.find(([pattern]) => pattern.test(program))?.[1] ?? 'đối tượng nhúng';

class DrawingReader {
  readonly #story: Story;
  readonly found: Drawing[] = [];
  #alt = '';

  constructor(story: Story) {
    this.#story = story;
  }

  read(element: XmlElement): void {
    const { name, attributes } = element;
    switch (name) {
      case 'mc:AlternateContent': {
        const branch = chosenBranch(element);
        if (branch !== undefined) this.#below(branch);
        return;
      }
      case 'w:txbxContent':
        this.found.push({ kind: 'box', content: element });
        return;
      case 'a:blip':
        this.#picture(attributes['r:embed']);
        return;
      case 'v:imagedata':
        this.#picture(attributes['r:id'], attributes['o:title']);
        return;
      case 'v:textpath':
        this.#words([attributes['string'] ?? '']);
        return;
      case 'c:chart':
        this.#drawn(attributes['r:id'], 'biểu đồ');
        return;
      case 'dgm:relIds':
        this.#drawn(attributes['r:dm'], 'sơ đồ SmartArt');
        return;
      case 'o:OLEObject':
        this.#story.findings.add('not-kept', oleName(attributes['ProgID'] ?? ''));
        return;
      case 'wp:docPr':
        this.#alt = attributes['descr'] ?? '';
        return;
      default:
        this.#below(element);
    }
  }

  #below(element: XmlElement): void {
    const properties = child(element, 'wp:docPr');
    if (properties !== undefined && ['1', 'true'].includes(properties.attributes['hidden'] ?? '')) {
      this.#story.findings.add('hidden-text');
      return;
    }
    for (const inner of elementsOf(element)) this.read(inner);
  }

  #picture(reference: string | undefined, alt = this.#alt): void {
    if (reference === undefined) {
      this.#story.findings.add('pictures-dropped');
      return;
    }
    const name = this.#story.references.pictures.get(reference);
    if (name === undefined) this.#story.findings.add('pictures-dropped');
    else this.found.push({ kind: 'picture', name, alt });
  }

  #words(paragraphs: readonly string[]): void {
    const said = paragraphs.filter((text) => text.trim() !== '');
    if (said.length > 0) this.found.push({ kind: 'words', paragraphs: said });
  }

  #drawn(reference: string | undefined, name: string): void {
    this.#story.findings.add('not-kept', name);
    this.#words(this.#story.references.drawn.get(reference ?? '') ?? []);
  }
}

/** What `w:drawing`, `w:pict` or `w:object` shows; nothing for other elements. */
export function drawingsIn(element: XmlElement, story: Story): readonly Drawing[] {
  if (!['w:drawing', 'w:pict', 'w:object'].includes(element.name)) return [];
  const reader = new DrawingReader(story);
  reader.read(element);
  return reader.found;
}
