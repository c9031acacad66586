export type Encoding = 'br' | 'gzip' | 'identity';

export type PageHeaders = Readonly<Record<string, string>>;

export interface CachedPage {
  readonly revision: number;
  readonly etag: string;
  /** What the page says of itself besides: links, a policy of its own. */
  readonly headers: PageHeaders;
  readonly bodies: Map<Encoding, Buffer>;
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

  add(
    address: string,
    { revision, etag, headers }: Omit<CachedPage, 'bodies'>,
    encoding: Encoding,
    body: Buffer,
  ): void {
    const old = this.#pages.get(address);
    if (old && (old.revision !== revision || old.etag !== etag)) this.#drop(address, old);
    const page = this.#pages.get(address) ?? {
      revision,
      etag,
      headers,
      bodies: new Map<Encoding, Buffer>(),
    };
    if (page.bodies.has(encoding)) return;
    page.bodies.set(encoding, body);
    this.#pages.set(address, page);
    this.#bytes += body.length;
    for (const [oldest, entry] of this.#pages) {
      if (this.#bytes <= this.#maxBytes) break;
      this.#drop(oldest, entry);
    }
  }

  #drop(address: string, page: CachedPage): void {
    for (const body of page.bodies.values()) this.#bytes -= body.length;
    this.#pages.delete(address);
  }
}
