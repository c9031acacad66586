import { BoundedParser } from '../bounded-parser.ts';
import { AppError } from '#server/base/errors.ts';
import { decodeText } from '../decode-text.ts';

/**
 * An element of an Office Open XML part. Names bear the prefixes of the standard (`w:p`, `m:oMath`)
 * whatever prefixes the writer chose, in the transitional and in the strict form alike.
 */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}

export type XmlNode = XmlElement | string;

/** ECMA-376: the namespaces of transitional and strict documents, and Microsoft's later ones. */
const PREFIXES: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a',
  'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing': 'wp',
  'http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing': 'wp',
  'http://schemas.openxmlformats.org/drawingml/2006/chart': 'c',
  'http://purl.oclc.org/ooxml/drawingml/chart': 'c',
  'http://schemas.openxmlformats.org/drawingml/2006/diagram': 'dgm',
  'http://purl.oclc.org/ooxml/drawingml/diagram': 'dgm',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.microsoft.com/office/word/2010/wordprocessingShape': 'wps',
  'http://schemas.microsoft.com/office/word/2010/wordml': 'w14',
  'http://schemas.openxmlformats.org/package/2006/relationships': 'rel',
  'http://schemas.openxmlformats.org/package/2006/content-types': 'types',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:schemas-microsoft-com:office:office': 'o',
};

/** A document of 2,000 pages has about two million; ten times a hostile one fits in no memory. */
const MOST_NODES = 4_000_000;
const DEEPEST = 400;

interface OpenElement {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlNode[];
}

class TreeBuilder {
  readonly root: OpenElement = { name: '', attributes: {}, children: [] };
  readonly #open: OpenElement[] = [this.root];
  readonly #prefixes = new Map<string, string>([['xml', 'xml']]);
  #nodes = 0;

  start(name: string, attributes: Record<string, string>): void {
    if (this.#open.length > DEEPEST || ++this.#nodes > MOST_NODES)
      throw new AppError('file-too-slow', { nodes: this.#nodes });
    for (const [attribute, value] of Object.entries(attributes))
      if (attribute === 'xmlns') this.#declare('', value);
      else if (attribute.startsWith('xmlns:')) this.#declare(attribute.slice(6), value);
    const element: OpenElement = {
      name: this.#standard(name),
      attributes: Object.fromEntries(
        Object.entries(attributes).map(([key, value]) => [
          key.includes(':') ? this.#standard(key) : key,
          value,
        ]),
      ),
      children: [],
    };
    this.#open.at(-1)!.children.push(element);
    this.#open.push(element);
  }

  text(data: string): void {
    this.#open.at(-1)!.children.push(data);
  }

  end(): void {
    if (this.#open.length > 1) this.#open.pop();
  }

  #declare(prefix: string, namespace: string): void {
    this.#prefixes.set(prefix, PREFIXES[namespace] ?? prefix);
  }

  #standard(name: string): string {
    const at = name.indexOf(':');
    const [prefix, local] = at < 0 ? ['', name] : [name.slice(0, at), name.slice(at + 1)];
    const known = this.#prefixes.get(prefix) ?? prefix;
    return known === '' ? local : `${known}:${local}`;
  }
}

/**
 * One part as a tree. No entity but the five of XML is known, so none can grow.
 * @throws AppError file-too-slow for more elements or a deeper tree than any document has
 */
export function readXml(bytes: Uint8Array): XmlElement {
  const builder = new TreeBuilder();
  const parser = new BoundedParser(
    {
      onopentag: (name, attributes) => builder.start(name, attributes),
      ontext: (data) => builder.text(data),
      onclosetag: () => builder.end(),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(decodeText(bytes));
  return builder.root;
}

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string';

export const elementsOf = (parent: XmlElement): readonly XmlElement[] =>
  parent.children.filter(isElement);

export const child = (parent: XmlElement | undefined, name: string): XmlElement | undefined =>
  parent?.children.find((node): node is XmlElement => isElement(node) && node.name === name);

export const childrenNamed = (parent: XmlElement | undefined, name: string): XmlElement[] =>
  (parent?.children ?? []).filter(
    (node): node is XmlElement => isElement(node) && node.name === name,
  );

/** Every element below, in document order, the deepest last of its branch. */
export function* descendants(parent: XmlElement): Generator<XmlElement> {
  for (const node of parent.children)
    if (isElement(node)) {
      yield node;
      yield* descendants(node);
    }
}

/** The text of an element and everything below it. */
export const textIn = (node: XmlNode): string =>
  isElement(node) ? node.children.map(textIn).join('') : node;

/** `w:val` of a child element, the usual form of a property; undefined when it is not there. */
export const valueOf = (parent: XmlElement | undefined, name: string): string | undefined =>
  child(parent, name)?.attributes['w:val'];

/**
 * A toggle property (ECMA-376 part 1, 17.7.3): there without a value means on. Undefined when it is
 * not said.
 */
export function toggleOf(parent: XmlElement | undefined, name: string): boolean | undefined {
  const element = child(parent, name);
  if (element === undefined) return undefined;
  return !['0', 'false', 'off'].includes(element.attributes['w:val'] ?? 'true');
}

/** A whole number of an attribute; undefined when it is none. */
export function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,9}$/u.test(text) ? Number(text) : undefined;
}

/** Whether an element of borders (`w:tblBorders`, `w:tcBorders`) draws any line. */
export const drawsLines = (borders: XmlElement | undefined): boolean =>
  borders !== undefined &&
  elementsOf(borders).some(
    (line) => !['nil', 'none', undefined].includes(line.attributes['w:val']),
  );
