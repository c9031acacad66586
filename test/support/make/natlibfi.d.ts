/** What tests use of the Finnish National Library's MARC libraries, which carry no types. */
declare module '@natlibfi/marc-record' {
  export class MarcRecord {
    constructor(record: unknown);
    readonly leader: string;
    readonly fields: readonly Readonly<Record<string, unknown>>[];
  }
}
declare module '@natlibfi/marc-record-serializers' {
  import type { MarcRecord } from '@natlibfi/marc-record';

  export const ISO2709: { to(record: MarcRecord): string; from(text: string): Promise<MarcRecord> };
  export const MARCXML: {
    to(record: MarcRecord): Promise<string>;
    from(text: string): Promise<MarcRecord>;
  };
}
