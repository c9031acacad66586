import { withoutSpans } from '#server/base/spans.ts';
/**
 * Names that a document's own type declaration gives to pieces of text (XML 1.0 §4.2, §4.4). Only
 * what stands in the document itself is put in; nothing is ever fetched.
 */

const MOST_ENTITIES = 1_000;
const DEEPEST = 8;
/** Characters that entities may bring altogether: entities of entities grow without end. */
const MOST_TEXT = 2 ** 20;
/** The declaration stands at the beginning, behind comments at most. */
const WITHIN = 64 * 1024;

interface Subset {
  /** The whole declaration, and what stands between its brackets. */
  readonly start: number;
  readonly end: number;
  readonly inner: string;
}

/** The place behind a quoted string or a comment that begins at `at`, else `at` itself. */
function behindQuoted(text: string, at: number): number {
  const sign = text[at]!;
  if (sign === '"' || sign === "'") {
    const end = text.indexOf(sign, at + 1);
    return end < 0 ? text.length : end + 1;
  }
  if (!text.startsWith('<!--', at)) return at;
  const end = text.indexOf('-->', at + 4);
  return end < 0 ? text.length : end + 3;
}

function endOf(text: string, from: number, signs: string): number {
  let at = from;
  while (at < text.length && !signs.includes(text[at]!)) {
    const behind = behindQuoted(text, at);
    at = behind > at ? behind : at + 1;
  }
  return at;
}

function internalSubset(xml: string): Subset | null {
  const start = xml.slice(0, WITHIN).search(/<!DOCTYPE\s/iu);
  if (start < 0) return null;
  const open = endOf(xml, start, '[>');
  if (xml[open] !== '[') return null;
  const close = endOf(xml, open + 1, ']');
  const end = xml.indexOf('>', close);
  return end < 0 ? null : { start, end: end + 1, inner: xml.slice(open + 1, close) };
}

const DECLARED =
  /<!ENTITY\s+([\p{L}_:][\p{L}\p{N}._:-]*)\s+(?:"([^"]*)"|'([^']*)'|(?:SYSTEM|PUBLIC)\s)/gu;
const CHARACTER = /&#(?:(\d{1,7})|x([\da-f]{1,6}));/giu;
const REFERENCE = /&([\p{L}_:][\p{L}\p{N}._:-]*);/gu;

const characters = (text: string): string =>
  text.replace(CHARACTER, (whole, decimal?: string, hex?: string) => {
    const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

/**
 * The document with its own entities put in and its type declaration left out; entities that lie
 * outside the document are empty, those of XML and HTML stay for the parser.
 */
export function withEntities(xml: string): string {
  const subset = internalSubset(xml);
  if (subset === null) return xml;
  const values = new Map<string, string>();
  for (const [, name, double, single] of withoutSpans(subset.inner, '<!--', '-->', ' ').matchAll(
    DECLARED,
  )) {
    // The first declaration of a name holds; the five of XML are nobody's to change.
    if (values.size >= MOST_ENTITIES || values.has(name!)) continue;
    if (/^(?:amp|lt|gt|quot|apos)$/u.test(name!)) continue;
    values.set(name!, characters(double ?? single ?? ''));
  }
  const bare = xml.slice(0, subset.start) + xml.slice(subset.end);
  if (values.size === 0) return bare;
  let brought = 0;
  const resolve = (text: string, depth: number): string =>
    text.replace(REFERENCE, (whole, name: string) => {
      const value = values.get(name);
      if (value === undefined) return whole;
      brought += value.length;
      return brought > MOST_TEXT || depth > DEEPEST ? '' : resolve(value, depth + 1);
    });
  return resolve(bare, 1);
}
