import { AppError } from '#server/base/errors.ts';
import { positionsOf, type WordFile } from './fib.ts';
import type { FormattedRanges } from './formatted-ranges.ts';

/** A stretch of the document whose characters stand together in the file. */
interface Piece {
  /** Characters of the document, all stories counted through. */
  readonly from: number;
  readonly to: number;
  /** Where its first byte stands. */
  readonly at: number;
  /** One byte a character, in Windows-1252; else UTF-16. */
  readonly narrow: boolean;
  /** Changes that hold for all of it: how Word saved quickly. */
  readonly changes: Buffer;
}

/** Characters of one piece with one format. */
export interface CharacterRun {
  readonly text: string;
  /** Number of the first character in the document. */
  readonly from: number;
  readonly changes: readonly Buffer[];
  /** Byte of the first character, by which the paragraph's format is found. */
  readonly at: number;
  readonly width: 1 | 2;
}

const [CHANGES, PIECES] = [1, 2];
const NOTHING = Buffer.alloc(0);
const NARROW = 0x4000_0000;
const OFFSET = 0x3fff_ffff;
/** Text of 5,000 pages; what a hostile table repeats beyond it is not read. */
const MOST_CHARACTERS = 30_000_000;
const windows1252 = new TextDecoder('windows-1252');

function tableOf(clx: Buffer): { pieces: Buffer; changes: Buffer[] } {
  const changes: Buffer[] = [];
  let at = 0;
  while (at < clx.length) {
    if (clx[at] === CHANGES && at + 3 <= clx.length) {
      const length = clx.readUInt16LE(at + 1);
      changes.push(clx.subarray(at + 3, at + 3 + length));
      at += 3 + length;
    } else if (clx[at] === PIECES && at + 5 <= clx.length)
      return { pieces: clx.subarray(at + 5, at + 5 + clx.readUInt32LE(at + 1)), changes };
    else break;
  }
  throw new AppError('file-broken', { missing: 'pieces' });
}

function piecesOf(clx: Buffer): Piece[] {
  const { pieces, changes } = tableOf(clx);
  const { positions, records } = positionsOf(pieces, 8);
  let characters = 0;
  return records.map((record, i) => {
    const [from, to] = [positions[i]!, positions[i + 1]!];
    characters += to - from;
    if (to < from || characters > MOST_CHARACTERS)
      throw new AppError(to < from ? 'file-broken' : 'file-too-slow', { characters });
    const where = record.readUInt32LE(2);
    const narrow = (where & NARROW) !== 0;
    const modifier = record.readUInt16LE(6);
    return {
      from,
      to,
      at: narrow ? (where & OFFSET) >> 1 : where & OFFSET,
      narrow,
      // An even number is one small change of the kind that no text depends on.
      changes: (modifier & 1) === 0 ? NOTHING : (changes[modifier >> 1] ?? NOTHING),
    };
  });
}

/** The characters of a Word file in their order ([MS-DOC] 2.4.1). */
export class PieceTable {
  readonly #text: Buffer;
  readonly #pieces: readonly Piece[];
  readonly #formats: FormattedRanges;

  /** @throws AppError file-broken | file-too-slow */
  constructor(word: WordFile, formats: FormattedRanges) {
    this.#text = word.text;
    this.#pieces = piecesOf(word.part('pieces'));
    this.#formats = formats;
  }

  /** The runs between two characters, each of one format. */
  *runs(from: number, to: number): Generator<CharacterRun> {
    for (const piece of this.#pieces) {
      if (piece.to <= from || piece.from >= to) continue;
      yield* this.#runsOf(piece, Math.max(from, piece.from), Math.min(to, piece.to));
    }
  }

  *#runsOf(piece: Piece, from: number, to: number): Generator<CharacterRun> {
    const width = piece.narrow ? 1 : 2;
    const byteOf = (character: number): number => piece.at + (character - piece.from) * width;
    const last = Math.min(byteOf(to), this.#text.length);
    for (let at = byteOf(from); at < last;) {
      const end = Math.min(last, Math.max(at + width, this.#formats.endOf(at)));
      // A format that ends amid a character ends behind it.
      const whole = Math.min(last, at + Math.ceil((end - at) / width) * width);
      const bytes = this.#text.subarray(at, whole);
      yield {
        text: piece.narrow ? windows1252.decode(bytes) : bytes.toString('utf16le'),
        from: piece.from + (at - piece.at) / width,
        changes: [this.#formats.at(at)?.changes ?? NOTHING, piece.changes],
        at,
        width,
      };
      at = whole;
    }
  }
}
