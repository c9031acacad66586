import { describe, expect, test } from '@jest/globals';
import { ISO2709 } from '@natlibfi/marc-record-serializers';
import { iso2709 } from '#server/exchange/record/iso2709.ts';
import { marcRecord } from '#server/exchange/record/marc-record.ts';
import { addressesOf, aRecord, FULL, SOME_RECORDS } from '../../support/exchange/some-records.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });
const written = (record = aRecord(FULL)): Uint8Array =>
  iso2709(marcRecord(record, addressesOf(record)));
const number = (bytes: Uint8Array, from: number, length: number): number =>
  Number(decoder.decode(bytes.subarray(from, from + length)));

/** The fields that the directory leads to. */
function fieldsOf(bytes: Uint8Array): { tag: string; text: string }[] {
  const base = number(bytes, 12, 5);
  const fields = [];
  for (let at = 24; bytes[at] !== 0x1e; at += 12) {
    const [length, start] = [number(bytes, at + 3, 4), base + number(bytes, at + 7, 5)];
    expect(bytes[start + length - 1]).toBe(0x1e);
    fields.push({
      tag: decoder.decode(bytes.subarray(at, at + 3)),
      text: decoder.decode(bytes.subarray(start, start + length - 1)),
    });
  }
  return fields;
}

describe('a record as ISO 2709', () => {
  test.each(SOME_RECORDS)('%s has lengths that are true, in bytes', (_, record) => {
    const bytes = written(record);
    expect(number(bytes, 0, 5)).toBe(bytes.length);
    expect(bytes.at(-1)).toBe(0x1d);
    expect(bytes.length).toBeLessThanOrEqual(99_999);
    expect(fieldsOf(bytes).map(({ tag }) => tag)).toContain('245');
  });

  test('is read by a library of others as it was meant', async () => {
    const record = aRecord(FULL);
    const back = await ISO2709.from(Buffer.from(written(record)).toString('utf8'));
    const told = marcRecord(record, addressesOf(record));
    const title = back.fields.find(({ tag }) => tag === '245') as {
      readonly subfields: readonly { readonly value: string }[];
    };
    expect(title.subfields.map(({ value }) => value)).toEqual(
      told.data.find(({ tag }) => tag === '245')!.subfields.map(([, value]) => value),
    );
    expect(back.fields.length).toBe(told.control.length + told.data.length);
    expect(back.leader.slice(5, 12)).toBe('nam a22');
  });

  test('cuts texts that the format has no digits for, between letters, and keeps the links', () => {
    const [, record] = SOME_RECORDS.find(([name]) => name.includes('100,000 letters'))!;
    const fields = fieldsOf(written(record));
    const abstract = fields.find(({ tag }) => tag === '520')!.text;
    expect(abstract.endsWith('…')).toBe(true);
    expect(abstract).not.toContain('\ufffd');
    expect(fields.filter(({ tag }) => tag === '856').length).toBeGreaterThan(0);
  });
});
