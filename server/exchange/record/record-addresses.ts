/** Where a record and what belongs to it is found; all addresses are absolute. */
export interface RecordAddresses {
  /** `oai:{namespace}:{item id}`: the name harvesters know it by, for ever. */
  readonly oai: string;
  /** The item's page. */
  readonly page: string;
  /** A JPEG of its cover. */
  readonly cover: string;
  /** The same, small. */
  readonly thumbnail: string;
  /** The bytes of one of its files, by the file's id. */
  readonly file: (fileId: string) => string;
}

/** An address on the web as others may follow it; null for anything else somebody may have written. */
export function webAddress(given: string | null): string | null {
  const address = (given ?? '').trim();
  if (!/^https?:\/\//iu.test(address) || !URL.canParse(address)) return null;
  return new URL(address).href;
}
