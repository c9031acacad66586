import { cleanLine } from '../vietnamese-text.ts';
import { streamXml } from './xml-stream.ts';
import type { MarcRecord } from './iso2709.ts';

/** An element with all that stands in it. */
export interface XmlTree {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Of itself and all below it, in order. */
  readonly text: string;
  readonly children: readonly XmlTree[];
}

interface Growing extends XmlTree {
  text: string;
  readonly children: Growing[];
}

/** Text and attributes of one record; and elements. */
const MOST_SIGNS = 2 ** 20;
const MOST_ELEMENTS = 20_000;

export interface XmlRecords {
  /** Elements that are read as trees. */
  readonly roots: ReadonlySet<string>;
  /** Null for one that is longer than a record may be. Throws to end the reading. */
  readonly found: (tree: XmlTree | null) => void;
  /** Told of elements that stand around the trees. */
  readonly passed?: (name: string) => void;
}

/** Grows one tree at a time, and lets one that grows too large go. */
class TreeReader {
  readonly #to: XmlRecords;
  readonly #open: Growing[] = [];
  #depth = 0;
  #signs = 0;
  #elements = 0;

  constructor(to: XmlRecords) {
    this.#to = to;
  }

  get #tooLong(): boolean {
    return this.#signs > MOST_SIGNS || this.#elements > MOST_ELEMENTS;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#depth === 0 && !this.#to.roots.has(name)) {
      this.#to.passed?.(name);
      return;
    }
    if (this.#depth++ === 0) [this.#signs, this.#elements] = [0, 0];
    this.#elements++;
    for (const value of Object.values(attributes)) this.#signs += value.length;
    if (this.#tooLong) this.#open.length = 0;
    else this.#open.push({ name, attributes, text: '', children: [] });
  }

  text(text: string): void {
    if (this.#depth === 0) return;
    this.#signs += text.length;
    const top = this.#open.at(-1);
    if (this.#tooLong) this.#open.length = 0;
    else if (top) top.text += text;
  }

  close(): void {
    if (this.#depth === 0) return;
    this.#depth--;
    if (this.#tooLong) {
      if (this.#depth === 0) this.#to.found(null);
      return;
    }
    const done = this.#open.pop();
    const parent = this.#open.at(-1);
    if (done === undefined) return;
    if (parent) {
      parent.children.push(done);
      parent.text += done.text;
    } else this.#to.found(done);
  }
}

/**
 * Reads the roots of a file one by one; false when it ends before it should.
 * @throws AppError as {@link streamXml}
 */
export const readXmlRecords = (
  chunks: AsyncIterable<Buffer>,
  records: XmlRecords,
): Promise<boolean> => streamXml(chunks, new TreeReader(records));

export const childrenOf = (tree: XmlTree | undefined, ...names: readonly string[]): XmlTree[] =>
  tree?.children.filter(({ name }) => names.includes(name)) ?? [];
export const childOf = (tree: XmlTree | undefined, name: string): XmlTree | undefined =>
  tree?.children.find((child) => child.name === name);
/** One clean line; empty when it is not there. */
export const textOf = (tree: XmlTree | undefined): string => cleanLine(tree?.text ?? '');

/** The record of MARCXML; null when it is none. */
export function marcOf(tree: XmlTree): MarcRecord | null {
  const fields = childrenOf(tree, 'controlfield', 'datafield').map(
    ({ name, attributes, text, children }) => ({
      tag: attributes['tag'] ?? '',
      value: name === 'controlfield' ? text : '',
      subfields: children
        .filter((child) => child.name === 'subfield')
        .map((child) => [child.attributes['code'] ?? '', child.text] as const),
    }),
  );
  const leader = childOf(tree, 'leader')?.text ?? '';
  return fields.length === 0 && leader === '' ? null : { leader, fields };
}
