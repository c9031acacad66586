/** What a file in Rich Text Format consists of (specification 1.9.1). */
export type RtfToken =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  /** `\pard`, `\f15`; null where no number stands behind it. */
  | { readonly kind: 'word'; readonly name: string; readonly value: number | null }
  /** A sign behind a backslash: `~`, `-`, `_`, `*`. */
  | { readonly kind: 'sign'; readonly sign: string }
  /** Bytes of text in the encoding of their font. */
  | { readonly kind: 'text'; readonly bytes: Buffer };

const [OPEN, CLOSE, ESCAPE] = [0x7b, 0x7d, 0x5c];
const [LINE_FEED, RETURN, TAB, BLANK, APOSTROPHE, MINUS] = [10, 13, 9, 32, 0x27, 0x2d];
/** Longer words are of no program's making. */
const LONGEST_WORD = 32;
const LONGEST_NUMBER = 10;

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122));
const isDigit = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 48 && byte <= 57;

const OPENED: RtfToken = { kind: 'open' };
const CLOSED: RtfToken = { kind: 'close' };

/** Reads a file from its first byte to its last; damage makes other tokens, never an error. */
export class RtfTokens {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  *[Symbol.iterator](): Generator<RtfToken> {
    while (this.#at < this.#bytes.length) {
      const byte = this.#bytes[this.#at]!;
      if (byte === OPEN || byte === CLOSE) {
        this.#at++;
        yield byte === OPEN ? OPENED : CLOSED;
      } else if (byte === ESCAPE) {
        const token = this.#escaped();
        if (token !== null) yield token;
      } else if (byte === LINE_FEED || byte === RETURN) this.#at++;
      else yield this.#text();
    }
  }

  #text(): RtfToken {
    const from = this.#at;
    while (this.#at < this.#bytes.length && !this.#endsText(this.#bytes[this.#at]!)) this.#at++;
    return { kind: 'text', bytes: this.#bytes.subarray(from, this.#at) };
  }

  #endsText(byte: number): boolean {
    return (
      byte === OPEN || byte === CLOSE || byte === ESCAPE || byte === LINE_FEED || byte === RETURN
    );
  }

  #escaped(): RtfToken | null {
    const next = this.#bytes[this.#at + 1];
    if (isLetter(next)) return this.#word();
    this.#at += 2;
    if (next === undefined) return null;
    if (next === APOSTROPHE) return this.#hexByte();
    if (next === LINE_FEED || next === RETURN) return { kind: 'word', name: 'par', value: null };
    if (next === TAB) return { kind: 'word', name: 'tab', value: null };
    if (next === OPEN || next === CLOSE || next === ESCAPE)
      return { kind: 'text', bytes: Buffer.of(next) };
    return { kind: 'sign', sign: String.fromCharCode(next) };
  }

  #hexByte(): RtfToken | null {
    const hex = this.#bytes.toString('latin1', this.#at, this.#at + 2);
    if (!/^[\da-f]{2}$/iu.test(hex)) return null;
    this.#at += 2;
    return { kind: 'text', bytes: Buffer.of(Number.parseInt(hex, 16)) };
  }

  #word(): RtfToken | null {
    const from = this.#at + 1;
    let to = from;
    while (isLetter(this.#bytes[to]) && to - from < LONGEST_WORD) to++;
    const name = this.#bytes.toString('latin1', from, to);
    const digits = this.#bytes[to] === MINUS && isDigit(this.#bytes[to + 1]) ? to + 1 : to;
    let end = digits;
    while (isDigit(this.#bytes[end]) && end - digits < LONGEST_NUMBER) end++;
    const value = end === digits ? null : Number(this.#bytes.toString('latin1', to, end));
    // A blank only ends the word.
    this.#at = this.#bytes[end] === BLANK ? end + 1 : end;
    if (name !== 'bin') return { kind: 'word', name, value };
    // Bytes that are no text, as many as it says, or as many as there are.
    this.#at = Math.min(this.#bytes.length, this.#at + Math.max(0, value ?? 0));
    return null;
  }
}
