/** An element of a document. Names are as written, prefixes and all. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Text inside it, of elements below too. */
  readonly text: string;
}

interface Open {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};
const NOT_ALLOWED = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;
const ATTRIBUTE = /\s+([A-Za-z_][\w:.-]*)="([^"<]*)"/gy;

function plain(text: string): string {
  return text.replaceAll(/&([^;]*);?/gu, (whole, name: string) => {
    const entity = ENTITIES[name];
    if (entity === undefined || !whole.endsWith(';')) throw new Error(`not an entity: ${whole}`);
    return entity;
  });
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  let end = 0;
  for (const [whole, name, value] of text.matchAll(ATTRIBUTE)) {
    if (Object.hasOwn(attributes, name!)) throw new Error(`twice: ${name}`);
    attributes[name!] = plain(value!);
    end += whole.length;
  }
  if (text.slice(end).trim() !== '') throw new Error(`no attribute: ${text.slice(end, end + 40)}`);
  return attributes;
}

function checkPrefixes(element: Open, open: readonly Open[]): void {
  const declared = new Set(['xml', 'xmlns']);
  for (const { attributes } of [...open, element])
    for (const name of Object.keys(attributes))
      if (name.startsWith('xmlns:')) declared.add(name.slice(6));
  for (const name of [element.name, ...Object.keys(element.attributes)]) {
    const prefix = name.includes(':') ? name.split(':')[0]! : null;
    if (prefix !== null && !declared.has(prefix)) throw new Error(`prefix not declared: ${name}`);
  }
}

/**
 * Reads a well-formed document of the kind the shelf writes: elements, attributes, texts, the five
 * entities; no comment, no CDATA, no DOCTYPE. Throws with the place for everything else.
 */
export function readXml(document: string): XmlElement {
  const body = document.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/u, '');
  const bad = NOT_ALLOWED.exec(body);
  if (bad) throw new Error(`no XML character: U+${bad[0].codePointAt(0)!.toString(16)}`);
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const open: Open[] = [root];
  for (const [, tag, text] of body.matchAll(/<([^>]*)>|([^<]+)/gu)) {
    const here = open.at(-1)!;
    if (text !== undefined) {
      if (text.includes('>')) throw new Error(`bare > in: ${text.slice(0, 40)}`);
      if (here === root && text.trim() !== '') throw new Error('text outside the root');
      here.text += plain(text);
    } else if (tag!.startsWith('/')) {
      if (here.name !== tag!.slice(1).trim() || here === root)
        throw new Error(`</${here.name}> expected, not <${tag}>`);
      open.pop();
      open.at(-1)!.text += here.text;
    } else {
      const name = /^[A-Za-z_][\w:.-]*/u.exec(tag!)?.[0];
      if (name === undefined) throw new Error(`no tag: <${tag!.slice(0, 40)}>`);
      const empty = tag!.endsWith('/');
      const attributes = attributesOf(tag!.slice(name.length, empty ? -1 : undefined));
      const element: Open = { name, attributes, children: [], text: '' };
      checkPrefixes(element, open);
      here.children.push(element);
      if (!empty) open.push(element);
    }
  }
  if (open.length !== 1) throw new Error(`never closed: ${open.at(-1)!.name}`);
  if (root.children.length !== 1) throw new Error('not one root');
  return root.children[0]!;
}

/** All elements of this name, in the order of the document. */
export const elementsOf = (root: XmlElement, name: string): XmlElement[] => [
  ...(root.name === name ? [root] : []),
  ...root.children.flatMap((child) => elementsOf(child, name)),
];

/** Their texts. */
export const textsOf = (root: XmlElement, name: string): string[] =>
  elementsOf(root, name).map(({ text }) => text);

/** Elements with neither text nor an element inside. */
export const emptyElements = (root: XmlElement): string[] => [
  ...(root.children.length === 0 && root.text.trim() === '' ? [root.name] : []),
  ...root.children.flatMap(emptyElements),
];
