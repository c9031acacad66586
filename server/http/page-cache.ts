/** What an entry costs besides its texts: objects, the map's slots. */
const ENTRY_BYTES = 400;
/** Longer addresses are those of searches, and of whoever tries; no page of ours has one. */
const LONGEST_ADDRESS = 1_000;

export type Encoding = 'br' | 'gzip' | 'identity';

export type PageHeaders = Readonly<Record<string, string>>;

export interface CachedPage {
  readonly revision: number;
  readonly etag: string;
  /** What the page says of itself besides: links, a policy of its own. */
  readonly headers: PageHeaders;
  readonly bodies: Map<Encoding, Buffer>;
}

/** Strings count two bytes a letter, as V8 may hold them. */
const entryBytes = (address: string, { etag, headers }: Pick<CachedPage, 'etag' | 'headers'>) =>
  ENTRY_BYTES +
  2 * (address.length + etag.length) +
  2 * Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + value.length, 0);

/**
 * The bytes alone: a short buffer is a slice of a block that Node shares out, a compressed one of
 * the 16 KB that zlib writes into, and would hold all of it as long as it is kept.
 */
function withoutSlack(body: Buffer): Buffer {
  if (body.buffer.byteLength === body.length) return body;
  const own = Buffer.allocUnsafeSlow(body.length);
  body.copy(own);
  return own;
}

/**
 * Whole rendered pages for readers without a session, by address, least recently used out first. A
 * page is good as long as the catalog's public revision stands.
 */
export class PageCache {
  readonly #pages = new Map<string, CachedPage>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Bytes that all entries take, addresses included. */
  get bytes(): number {
    return this.#bytes;
  }

  find(address: string, revision: number): CachedPage | null {
    const page = this.#pages.get(address);
    if (page === undefined) return null;
    if (page.revision !== revision) {
      this.#drop(address, page);
      return null;
    }
    this.#pages.delete(address);
    this.#pages.set(address, page);
    return page;
  }

  /** Nothing under a long address; else the oldest pages leave until all fit, this one too. */
  add(
    address: string,
    { revision, etag, headers }: Omit<CachedPage, 'bodies'>,
    encoding: Encoding,
    body: Buffer,
  ): void {
    if (address.length > LONGEST_ADDRESS) return;
    const old = this.#pages.get(address);
    if (old && (old.revision !== revision || old.etag !== etag)) this.#drop(address, old);
    const page = this.#pages.get(address) ?? {
      revision,
      etag,
      headers,
      bodies: new Map<Encoding, Buffer>(),
    };
    if (page.bodies.has(encoding)) return;
    page.bodies.set(encoding, withoutSlack(body));
    if (!this.#pages.has(address)) this.#bytes += entryBytes(address, page);
    this.#pages.set(address, page);
    this.#bytes += body.length;
    for (const [oldest, entry] of this.#pages) {
      if (this.#bytes <= this.#maxBytes) break;
      this.#drop(oldest, entry);
    }
  }

  #drop(address: string, page: CachedPage): void {
    this.#bytes -= entryBytes(address, page);
    for (const body of page.bodies.values()) this.#bytes -= body.length;
    this.#pages.delete(address);
  }
}
