import { dublinCore, OAI_DC } from '../record/dublin-core.ts';
import { marcXml, MARCXML } from '../record/marcxml.ts';
import { mods, MODS } from '../record/mods.ts';
import type { PublicRecord } from '../record/public-record.ts';
import type { RecordAddresses } from '../record/record-addresses.ts';

/** A form in which records are told. */
export interface OaiFormat {
  readonly prefix: string;
  readonly namespace: string;
  readonly schema: string;
  readonly write: (record: PublicRecord, addresses: RecordAddresses) => string;
}

/** The same MARCXML under the two names that harvesters ask for it by. */
export const OAI_FORMATS: readonly OaiFormat[] = [
  { prefix: 'oai_dc', ...OAI_DC, write: dublinCore },
  { prefix: 'marc21', ...MARCXML, write: marcXml },
  { prefix: 'marcxml', ...MARCXML, write: marcXml },
  { prefix: 'mods', ...MODS, write: mods },
];

export const findFormat = (prefix: string): OaiFormat | undefined =>
  OAI_FORMATS.find((format) => format.prefix === prefix);
