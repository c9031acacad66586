import { isAscii, isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { foreignMessages as say } from './foreign-messages.ts';

/** A field of MARC 21: a control field has a value, every other one subfields. */
export interface MarcField {
  readonly tag: string;
  readonly value: string;
  readonly subfields: readonly (readonly [code: string, value: string])[];
}

export interface MarcRecord {
  /** 24 signs. */
  readonly leader: string;
  readonly fields: readonly MarcField[];
}

export type MarcReading =
  | { readonly record: MarcRecord; readonly notes: readonly string[] }
  | { readonly fault: string };

/** ISO 2709:2008: what ends a record and a field, what begins a subfield. */
const RECORD_END = 0x1d;
const FIELD_END = 0x1e;
const SUBFIELD = '\u001f';
const LEADER = 24;
const ENTRY = 12;
/** Five digits say how long a record is. */
const LONGEST = 99_999;

const digits = (bytes: Buffer, from: number, to: number): number | null => {
  const text = bytes.toString('latin1', from, to);
  return /^\d+$/u.test(text) ? Number(text) : null;
};

function fieldOf(tag: string, text: string): MarcField {
  if (tag.startsWith('00')) return { tag, value: text, subfields: [] };
  const [, ...rest] = text.split(SUBFIELD);
  return {
    tag,
    value: '',
    subfields: rest.filter((part) => part !== '').map((part) => [part[0]!, part.slice(1)] as const),
  };
}

/** How the text is written, as a note; null when it cannot be read. */
function encodingNotes(bytes: Buffer): readonly string[] | { readonly fault: string } {
  const unicode = bytes[9] === 0x61;
  if (unicode) return isUtf8(bytes) ? [] : { fault: say.notUtf8 };
  const escapes = bytes.includes(0x1b);
  if (isAscii(bytes) && !escapes) return [];
  // Letters with marks in MARC-8 are no UTF-8: the mark comes before its letter.
  return isUtf8(bytes) && !escapes ? [say.utf8Unsaid] : { fault: say.marc8 };
}

function fieldsOf(bytes: Buffer, base: number): readonly MarcField[] | { readonly fault: string } {
  const fields: MarcField[] = [];
  for (let at = LEADER; at < base - 1; at += ENTRY) {
    const tag = bytes.toString('latin1', at, at + 3);
    const [length, start] = [digits(bytes, at + 3, at + 7), digits(bytes, at + 7, at + ENTRY)];
    if (length === null || start === null || !/^[0-9A-Za-z]{3}$/u.test(tag))
      return { fault: say.wrongDirectory(bytes.toString('latin1', at, at + ENTRY)) };
    const end = base + start + length - 1;
    if (length < 1 || end >= bytes.length - 1 || bytes[end] !== FIELD_END)
      return { fault: say.fieldBeyond(tag) };
    const before = base + start - 1;
    if (bytes[before] !== FIELD_END) return { fault: say.fieldBeyond(tag) };
    fields.push(fieldOf(tag, bytes.toString('utf8', base + start, end)));
  }
  return fields;
}

/** One record with its terminator. */
export function readMarcRecord(bytes: Buffer): MarcReading {
  if (bytes.length < LEADER + 2) return { fault: say.tooShort };
  if (digits(bytes, 0, 5) !== bytes.length)
    return { fault: say.wrongLength(bytes.toString('latin1', 0, 5), bytes.length) };
  const base = digits(bytes, 12, 17);
  const fits =
    base !== null &&
    base > LEADER &&
    base < bytes.length &&
    bytes[base - 1] === FIELD_END &&
    (base - 1 - LEADER) % ENTRY === 0;
  if (!fits) return { fault: say.wrongBase(bytes.toString('latin1', 12, 17)) };
  const notes = encodingNotes(bytes);
  if ('fault' in notes) return notes;
  const fields = fieldsOf(bytes, base);
  if ('fault' in fields) return fields;
  return { record: { leader: bytes.toString('latin1', 0, LEADER), fields }, notes };
}

const BLANK = new Set([0x0a, 0x0d, 0x20, 0x00, 0x1a]);
const isBlank = (bytes: Buffer): boolean => bytes.every((byte) => BLANK.has(byte));

/** Without line ends that some systems write between records. */
function trimmed(bytes: Buffer): Buffer {
  let from = 0;
  while (from < bytes.length && BLANK.has(bytes[from]!)) from++;
  return bytes.subarray(from);
}

/**
 * Reads records one by one from their terminators, so that one that lies about its length costs
 * only itself. Never more than one record is held.
 */
export async function* readIso2709(path: string): AsyncGenerator<MarcReading> {
  let parts: Buffer[] = [];
  let held = 0;
  let tooLong = false;
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    let rest = chunk as Buffer;
    for (let end = rest.indexOf(RECORD_END); end >= 0; end = rest.indexOf(RECORD_END)) {
      const record = trimmed(Buffer.concat([...parts, rest.subarray(0, end + 1)]));
      yield tooLong || record.length > LONGEST
        ? { fault: say.recordTooLong }
        : readMarcRecord(record);
      [parts, held, tooLong, rest] = [[], 0, false, rest.subarray(end + 1)];
    }
    held += rest.length;
    tooLong ||= held > LONGEST;
    if (tooLong) parts = [];
    else parts.push(rest);
  }
  const last = Buffer.concat(parts);
  if (tooLong) yield { fault: say.recordTooLong };
  else if (!isBlank(last)) yield { fault: say.cutOff };
}
