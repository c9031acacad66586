import { sortedJson } from '#server/base/sorted-json.ts';
import { RECORD_FORM } from '../harvest-row.ts';
import type { PublicRecord } from './public-record.ts';
import type { RecordAddresses } from './record-addresses.ts';

/** A record as JSON tells it. */
export interface JsonRecord {
  /** Grows when a field is told otherwise; who reads records refuses what is newer than itself. */
  readonly form: number;
  readonly addresses: {
    readonly oai: string;
    readonly page: string;
    readonly cover: string;
    /** Of the files that readers may have, by their ids. */
    readonly files: Readonly<Record<string, string>>;
  };
  readonly record: PublicRecord;
}

/**
 * The whole record, nothing cleaned or left out, with keys in order: one line of JSON. A lone
 * surrogate is written as an escape, so that it comes back as it was.
 */
export function jsonRecord(record: PublicRecord, addresses: RecordAddresses): string {
  const { oai, page, cover, file } = addresses;
  const files = Object.fromEntries(
    record.files.filter(({ open }) => open).map(({ id }) => [id, file(id)]),
  );
  const told: JsonRecord = { form: RECORD_FORM, addresses: { oai, page, cover, files }, record };
  return sortedJson(told);
}
