import type { MarcDataField, MarcRecord } from './marc-record.ts';

const RECORD_END = 0x1d;
const FIELD_END = 0x1e;
const SUBFIELD = '\u001f';
const LEADER = 24;
const ENTRY = 12;
/** Four digits say how long a field is, five how long a record: bytes, not letters. */
const MOST_FIELD = 9_999;
const MOST_RECORD = 99_999;
const CUT = '…';

const encoder = new TextEncoder();
const bytesOf = (text: string): number => encoder.encode(text).length;
const digits = (value: number, length: number): string => String(value).padStart(length, '0');

/** The beginning of a text in so many bytes of UTF-8, never half a letter. */
function cutTo(text: string, most: number): string {
  if (bytesOf(text) <= most) return text;
  const room = most - bytesOf(CUT);
  let used = 0;
  let end = 0;
  for (const letter of text) {
    used += bytesOf(letter);
    if (used > room) break;
    end += letter.length;
  }
  return text.slice(0, end) + CUT;
}

/** A field in at most so many bytes, its end included. */
function written({ ind1, ind2, subfields }: MarcDataField, most: number): Uint8Array {
  let room = most - 1 - bytesOf(ind1 + ind2);
  const parts = subfields.map(([code, value]) => {
    const mark = `${SUBFIELD}${code}`;
    const text = room <= bytesOf(mark) + bytesOf(CUT) ? '' : cutTo(value, room - bytesOf(mark));
    if (text === '') return '';
    room -= bytesOf(mark) + bytesOf(text);
    return mark + text;
  });
  return encoder.encode(`${ind1}${ind2}${parts.join('')}\u001e`);
}

interface Field {
  readonly tag: string;
  readonly bytes: Uint8Array;
}

/** Longest fields, tried one after the other until the record is short enough. */
const FIELD_LIMITS = [MOST_FIELD, 4_000, 1_500, 500];
/** An address that is cut leads nowhere. */
const LINKS = '856';

const sizeOf = (fields: readonly Field[]): number =>
  LEADER + 2 + fields.reduce((sum, { bytes }) => sum + ENTRY + bytes.length, 0);

function fieldsWithin({ control, data }: MarcRecord, most: number): Field[] {
  return [
    ...control.map(({ tag, value }) => ({ tag, bytes: encoder.encode(`${value}\u001e`) })),
    ...data.map((field) => ({
      tag: field.tag,
      bytes: written(field, field.tag === LINKS ? MOST_FIELD : most),
    })),
  ];
}

function fieldsOf(record: MarcRecord): Field[] {
  let fields: Field[] = [];
  for (const most of FIELD_LIMITS) {
    fields = fieldsWithin(record, most);
    if (sizeOf(fields) <= MOST_RECORD) return fields;
  }
  // Hundreds of laws or files: the last ones find no room.
  while (sizeOf(fields) > MOST_RECORD) fields = fields.slice(0, -Math.ceil(fields.length / 20));
  return fields;
}

/**
 * A record as ISO 2709 in UTF-8 (leader/09 `a`), as library systems take files in. Texts longer than
 * the format has digits for are cut with an ellipsis.
 */
export function iso2709(record: MarcRecord): Uint8Array {
  const fields = fieldsOf(record);
  const base = LEADER + fields.length * ENTRY + 1;
  const length = base + fields.reduce((sum, { bytes }) => sum + bytes.length, 0) + 1;
  const leader = `${digits(length, 5)}${record.leader.slice(5, 12)}${digits(base, 5)}${record.leader.slice(17)}`;
  let at = 0;
  const directory = fields
    .map(({ tag, bytes }) => {
      const entry = `${tag}${digits(bytes.length, 4)}${digits(at, 5)}`;
      at += bytes.length;
      return entry;
    })
    .join('');
  const whole = new Uint8Array(length);
  whole.set(encoder.encode(leader + directory));
  whole[base - 1] = FIELD_END;
  let to = base;
  for (const { bytes } of fields) {
    whole.set(bytes, to);
    to += bytes.length;
  }
  whole[to] = RECORD_END;
  return whole;
}
