import { createReadStream } from 'node:fs';
import { AppError } from '#server/base/errors.ts';
import { foreignMessages as say } from './foreign-messages.ts';

/** Elements of XML as they come, names without their prefix. */
export interface ForeignXml {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  /** May come in several pieces. */
  text(text: string): void;
  close(name: string): void;
}

/** MARC in OAI in a collection stands no deeper than a dozen. */
const DEEPEST = 60;
/** A tag, a comment, an instruction: nothing serious is longer. */
const LONGEST_MARKUP = 64 * 1024;
/** `&#x10FFFF;` is the longest. */
const LONGEST_ENTITY = 12;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};
const SLICE = 256 * 1024;
const NOT_DECODED = 'ERR_ENCODING_INVALID_ENCODED_DATA';
const UNKNOWN = '\ufffd';

const local = (tag: string): string => tag.slice(tag.indexOf(':') + 1);

/** What makes a file no XML that is read here, with its sentence. */
export const xmlFault = (sentence: string): AppError =>
  new AppError('invalid-sheet', { fields: { sheet: sentence } });

/** XML 1.0 §2.2: a sign that no document may have becomes the sign for unknown ones. */
function signOf(code: number): string {
  const fine =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff);
  return fine ? String.fromCodePoint(code) : UNKNOWN;
}

const expanded = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#(\d{1,8})|#x([0-9a-f]{1,8})|([a-z_][\w.-]{0,40}));/giu,
        (_, d, x, name) => {
          if (d !== undefined) return signOf(Number(d));
          if (x !== undefined) return signOf(Number.parseInt(x as string, 16));
          const sign = ENTITIES[name as string];
          if (sign === undefined) throw xmlFault(say.unknownEntity(name as string));
          return sign;
        },
      )
    : text;

/** Attributes by their local names; the parts of a tag behind its name. */
function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (let at = 0; at < text.length;) {
    const sign = text.indexOf('=', at);
    if (sign < 0) break;
    const name = text.slice(at, sign).trim();
    let from = sign + 1;
    while (/\s/u.test(text[from] ?? '')) from++;
    const quote = text[from];
    const end = quote === '"' || quote === "'" ? text.indexOf(quote, from + 1) : -1;
    if (end < 0) break;
    if (!name.startsWith('xmlns')) found[local(name)] = expanded(text.slice(from + 1, end));
    at = end + 1;
  }
  return found;
}

/** Where a tag ends that begins at `from`: no `>` inside quotes ends it; -1 while it is not there. */
function endOfTag(text: string, from: number): number {
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const sign = text[at]!;
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return at;
  }
  return -1;
}

const MARKUP: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  ['<?', '?>'],
];
const CDATA = '<![CDATA[';

/** Reads well-formed XML piece by piece: no document type, no entity but the five of XML. */
class XmlReader {
  broken = false;
  rootClosed = false;
  readonly #events: ForeignXml;
  readonly #open: string[] = [];
  #rest = '';
  #inCdata = false;

  constructor(events: ForeignXml) {
    this.#events = events;
  }

  get whole(): boolean {
    return this.rootClosed && !this.broken && this.#rest.trim() === '';
  }

  write(piece: string): void {
    const text = this.#rest + piece;
    let at = 0;
    for (let next = 0; next >= 0 && !this.broken;) {
      next = this.#inCdata ? this.#cdata(text, at) : this.#step(text, at);
      if (next >= 0) at = next;
    }
    this.#rest = this.broken ? '' : text.slice(at);
    if (this.#rest.length > LONGEST_MARKUP) this.broken = true;
  }

  /** The position behind what could be read at `at`; -1 when more has to come. */
  #step(text: string, at: number): number {
    if (at >= text.length) return -1;
    if (text[at] !== '<') return this.#plain(text, at);
    if (text.startsWith(CDATA, at)) {
      this.#inCdata = true;
      return at + CDATA.length;
    }
    for (const [start, end] of MARKUP)
      if (text.startsWith(start, at)) {
        const found = text.indexOf(end, at + start.length);
        return found < 0 ? -1 : found + end.length;
      }
    // `<!` may still become a comment.
    if (text[at + 1] === '!') {
      if (text.length - at < CDATA.length) return -1;
      throw xmlFault(say.doctype);
    }
    const end = text.length === at + 1 ? -1 : endOfTag(text, at + 1);
    if (end < 0) return -1;
    this.#tag(text.slice(at + 1, end));
    return end + 1;
  }

  #plain(text: string, at: number): number {
    const tag = text.indexOf('<', at);
    let end = tag < 0 ? text.length : tag;
    if (tag < 0) {
      // An entity may be cut by the border of two pieces.
      const sign = text.lastIndexOf('&');
      if (sign >= at && sign > text.length - LONGEST_ENTITY && !text.includes(';', sign))
        end = sign;
      if (end === at) return -1;
    }
    this.#tell(expanded(text.slice(at, end)));
    return end;
  }

  #cdata(text: string, at: number): number {
    const end = text.indexOf(']]>', at);
    if (end >= 0) {
      this.#inCdata = false;
      this.#tell(text.slice(at, end));
      return end + 3;
    }
    const safe = text.length - 2;
    if (safe <= at) return -1;
    this.#tell(text.slice(at, safe));
    return safe;
  }

  #tell(text: string): void {
    if (this.#open.length > 0) this.#events.text(text);
    else if (text.trim() !== '') this.broken = true;
  }

  #tag(tag: string): void {
    if (tag.startsWith('/')) {
      const name = tag.slice(1).trim();
      if (this.#open.pop() !== name) this.broken = true;
      else this.#close(name);
      return;
    }
    const alone = tag.endsWith('/');
    const inner = alone ? tag.slice(0, -1) : tag;
    const blank = /\s/u.exec(inner)?.index ?? inner.length;
    const name = inner.slice(0, blank);
    if (!/^[\p{L}_]/u.test(name) || name.includes('<') || this.rootClosed) {
      this.broken = true;
      return;
    }
    if (this.#open.length >= DEEPEST) throw xmlFault(say.xmlDeep);
    this.#open.push(name);
    this.#events.open(local(name), attributesOf(inner.slice(blank)));
    if (alone) {
      this.#open.pop();
      this.#close(name);
    }
  }

  #close(name: string): void {
    this.rootClosed = this.#open.length === 0;
    this.#events.close(local(name));
  }
}

/** Told by the first bytes; throws where the bytes are no text. */
function decoderFor([a, b]: Buffer): TextDecoder {
  const little = (a === 0xff && b === 0xfe) || (a === 0x3c && b === 0);
  const big = (a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c);
  return new TextDecoder(little ? 'utf-16le' : big ? 'utf-16be' : 'utf-8', { fatal: true });
}

async function* decoded(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  try {
    for await (const chunk of chunks) {
      decoder ??= decoderFor(chunk);
      for (let at = 0; at < chunk.length; at += SLICE)
        yield decoder.decode(chunk.subarray(at, at + SLICE), { stream: true });
    }
    yield decoder?.decode() ?? '';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === NOT_DECODED) throw xmlFault(say.xmlNotUtf8);
    throw error;
  }
}

/**
 * Reads XML as it comes, never whole. Answers false when it is cut off or not well formed; what was
 * told until then stands.
 * @throws AppError invalid-sheet with its sentence: a document type, an entity of its own, another
 * encoding, too deep
 */
export async function streamXml(
  chunks: AsyncIterable<Buffer>,
  events: ForeignXml,
): Promise<boolean> {
  const reader = new XmlReader(events);
  for await (const text of decoded(chunks)) {
    reader.write(text);
    if (reader.broken) return false;
  }
  return reader.whole;
}

export const fileChunks = (path: string): AsyncIterable<Buffer> =>
  createReadStream(path, { highWaterMark: SLICE }) as AsyncIterable<Buffer>;
