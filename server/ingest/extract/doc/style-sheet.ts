import { lookAfter, PLAIN, styleNamed, type Look } from './looks.ts';
import { sprmsOf, type Sprm } from './sprms.ts';

/** What a style, its ancestors included, says of paragraphs and their characters. */
export interface WordStyle {
  readonly look: Look;
  readonly paragraph: readonly Sprm[];
  /** 1 … 9 for Word's own headings, else 0. */
  readonly heading: number;
  /** The style of titles. */
  readonly isTitle: boolean;
  /** A line of a table of contents that Word made. */
  readonly isContents: boolean;
}

interface OwnStyle {
  readonly base: number;
  readonly standard: number;
  readonly paragraph: readonly Sprm[];
  readonly characters: readonly Sprm[];
}

const NO_STYLE = 0xfff;
const [PARAGRAPH, CHARACTER] = [1, 2];
const TITLE = 62;
const CONTENTS = { first: 19, last: 27 };
const LONGEST_ANCESTRY = 30;
const UNSTYLED: WordStyle = {
  look: PLAIN,
  paragraph: [],
  heading: 0,
  isTitle: false,
  isContents: false,
};

/** The formats behind a style's name: each counted, each beginning at an even byte. */
function formatsOf(bytes: Buffer, from: number, count: number): Buffer[] {
  const formats: Buffer[] = [];
  let at = from;
  for (let i = 0; i < count && at + 2 <= bytes.length; i++) {
    const length = bytes.readUInt16LE(at);
    formats.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length + (length % 2);
  }
  return formats;
}

function readStyle(bytes: Buffer, baseLength: number): OwnStyle | null {
  if (bytes.length < baseLength + 2 || baseLength < 8) return null;
  const [kind, base] = [bytes.readUInt16LE(2) & 0xf, bytes.readUInt16LE(2) >> 4];
  const nameLength = bytes.readUInt16LE(baseLength);
  const from = baseLength + 2 + nameLength * 2 + 2;
  const formats = formatsOf(bytes, from, bytes.readUInt16LE(4) & 0xf);
  const characters = kind === PARAGRAPH ? formats[1] : kind === CHARACTER ? formats[0] : undefined;
  return {
    base,
    standard: bytes.readUInt16LE(0) & NO_STYLE,
    // The first two bytes repeat the style's number.
    paragraph: kind === PARAGRAPH ? sprmsOf((formats[0] ?? Buffer.alloc(0)).subarray(2)) : [],
    characters: sprmsOf(characters ?? Buffer.alloc(0)),
  };
}

/** The style sheet of a Word file ([MS-DOC] 2.9.271). */
export class StyleSheet {
  readonly #own: readonly (OwnStyle | null)[];
  readonly #styles = new Map<number, WordStyle>();
  /** Fonts where no style names one. */
  readonly #standard: Look;

  constructor(bytes: Buffer) {
    const headLength = bytes.length < 2 ? 0 : bytes.readUInt16LE(0);
    const head = bytes.subarray(2, 2 + headLength);
    this.#standard =
      head.length >= 18
        ? { ...PLAIN, font: head.readUInt16LE(12), wideFont: head.readUInt16LE(16) }
        : PLAIN;
    const own: (OwnStyle | null)[] = [];
    let at = 2 + headLength;
    const last = headLength < 4 ? 0 : bytes.length - 2;
    while (at <= last && own.length < NO_STYLE) {
      const length = bytes.readUInt16LE(at);
      own.push(readStyle(bytes.subarray(at + 2, at + 2 + length), head.readUInt16LE(2)));
      at += 2 + length;
    }
    this.#own = own;
  }

  style(number: number): WordStyle {
    const known = this.#styles.get(number);
    if (known !== undefined) return known;
    const line: OwnStyle[] = [];
    for (let n = number; line.length < LONGEST_ANCESTRY;) {
      const own = this.#own[n];
      if (own === null || own === undefined) break;
      line.unshift(own);
      n = own.base;
    }
    const style = this.#composed(line);
    this.#styles.set(number, style);
    return style;
  }

  #composed(line: readonly OwnStyle[]): WordStyle {
    const own = line.at(-1);
    if (own === undefined) return { ...UNSTYLED, look: this.#standard };
    const standards = line.map(({ standard }) => standard).toReversed();
    return {
      look: line.reduce(
        (look, { characters }) => lookAfter(look, characters, look),
        this.#standard,
      ),
      paragraph: line.flatMap(({ paragraph }) => paragraph),
      heading: standards.find((n) => n >= 1 && n <= 9) ?? 0,
      isTitle: own.standard === TITLE,
      isContents: own.standard >= CONTENTS.first && own.standard <= CONTENTS.last,
    };
  }

  /** How characters look: by their paragraph's style, their own style, and their own changes. */
  lookOf(paragraphStyle: number, changes: readonly Sprm[]): Look {
    const base = this.style(paragraphStyle).look;
    const named = styleNamed(changes);
    const own = named === null ? undefined : this.#own[named];
    const styled = own === undefined || own === null ? base : lookAfter(base, own.characters, base);
    return lookAfter(styled, changes, styled);
  }
}

/** Names of the fonts by their numbers ([MS-DOC] 2.9.286). */
export function fontNames(bytes: Buffer): string[] {
  const names: string[] = [];
  if (bytes.length < 4) return names;
  const count = bytes.readUInt16LE(0);
  let at = 4;
  while (names.length < count && at < bytes.length) {
    const length = bytes[at]!;
    // The name stands behind 39 bytes of measures and ends with a zero.
    const name = bytes.subarray(at + 40, at + 1 + length).toString('utf16le');
    names.push(name.split('\0', 1)[0]!);
    at += 1 + length;
  }
  return names;
}
