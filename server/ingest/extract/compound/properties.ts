import type { FileMetadata } from '#server/items/extraction.ts';
import { fileDate, NO_METADATA, orNull } from '../book.ts';
import { decodeLine } from '../legacy/decode-line.ts';
import type { CompoundFile } from './compound-file.ts';

/** The stream in which Office says who wrote a file ([MS-OLEPS], [MS-OSHARED] 2.3.3.2.1). */
const STREAM = '\u0005SummaryInformation';
const [TITLE, AUTHOR, CREATED, CODE_PAGE] = [2, 4, 12, 1];
const [SHORT, ANSI, WIDE, TIME] = [2, 30, 31, 64];
const FIRST_SET = 44;
const MOST_PROPERTIES = 1_000;
const LONGEST = 2_000;
const UTF8 = 65_001;
/** Windows counts 100 nanoseconds from 1601. */
const SECONDS_TO_1970 = 11_644_473_600;

/** Where each property of the first set stands. */
function placesOf(bytes: Buffer): Map<number, number> {
  const places = new Map<number, number>();
  if (bytes.length < FIRST_SET + 4) return places;
  const set = bytes.readUInt32LE(FIRST_SET);
  const count = set + 8 <= bytes.length ? bytes.readUInt32LE(set + 4) : 0;
  for (let i = 0; i < Math.min(count, MOST_PROPERTIES); i++) {
    const at = set + 8 + i * 8;
    if (at + 8 > bytes.length) break;
    places.set(bytes.readUInt32LE(at), set + bytes.readUInt32LE(at + 4));
  }
  return places;
}

function textAt(bytes: Buffer, at: number | undefined, codePage: number): string {
  if (at === undefined || at + 8 > bytes.length) return '';
  const [kind, length] = [bytes.readUInt32LE(at), Math.min(LONGEST, bytes.readUInt32LE(at + 4))];
  if (kind === WIDE) return bytes.toString('utf16le', at + 8, at + 8 + length * 2);
  if (kind !== ANSI) return '';
  const raw = bytes.subarray(at + 8, at + 8 + length);
  return raw.toString(codePage === UTF8 ? 'utf8' : 'latin1');
}

function dayAt(bytes: Buffer, at: number | undefined): string | null {
  if (at === undefined || at + 12 > bytes.length || bytes.readUInt32LE(at) !== TIME) return null;
  const seconds = Number(bytes.readBigUInt64LE(at + 4) / 10_000_000n) - SECONDS_TO_1970;
  // Templates begin with a date before there were such files.
  return seconds <= 0 || seconds > 253_402_300_799
    ? null
    : fileDate(new Date(seconds * 1_000).toISOString());
}

/** What an old Office file says of itself; nothing where the stream is missing or damaged. */
export async function readProperties(compound: CompoundFile): Promise<FileMetadata> {
  if (!compound.has(STREAM)) return NO_METADATA;
  const bytes = await compound.read(STREAM);
  const places = placesOf(bytes);
  const page = places.get(CODE_PAGE);
  const codePage =
    page !== undefined && page + 6 <= bytes.length && bytes.readUInt32LE(page) === SHORT
      ? bytes.readUInt16LE(page + 4)
      : 0;
  const text = (property: number): string | null =>
    orNull(decodeLine(textAt(bytes, places.get(property), codePage).split('\0', 1)[0]!));
  const author = text(AUTHOR);
  return {
    ...NO_METADATA,
    title: text(TITLE),
    creators: author === null ? [] : [author],
    issued: dayAt(bytes, places.get(CREATED)),
  };
}
