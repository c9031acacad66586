import { PDFDataRangeTransport } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The end of a file holds the way to everything else in it: it is asked for in one piece. */
const TAIL = 2 ** 14;

/**
 * Gives pdf.js the byte ranges it asks for and nothing more. Its own loader begins with a request
 * for the whole file, of which far more is under way than anybody wants by the time it is given up.
 */
export class ByteRanges extends PDFDataRangeTransport {
  readonly #address: string;
  readonly #onLost: () => void;
  readonly #end = new AbortController();
  #tail: Promise<Uint8Array> | null = null;
  #lost: (readonly [begin: number, end: number])[] = [];

  constructor(address: string, bytes: number, onLost: () => void) {
    super(bytes, null);
    this.#address = address;
    this.#onLost = onLost;
  }

  override requestDataRange(begin: number, end: number): void {
    void this.#give(begin, end);
  }

  /** Asks again for every range that was lost on the way. */
  retry(): void {
    const lost = this.#lost;
    this.#lost = [];
    for (const [begin, end] of lost) void this.#give(begin, end);
  }

  override abort(): void {
    this.#end.abort();
  }

  async #give(begin: number, end: number): Promise<void> {
    try {
      this.onDataRange(begin, await this.#bytes(begin, end));
    } catch {
      if (this.#end.signal.aborted) return;
      this.#lost.push([begin, end]);
      this.#onLost();
    }
  }

  async #bytes(begin: number, end: number): Promise<Uint8Array> {
    const from = Math.max(0, this.length - TAIL);
    if (begin < from) return this.#ask(begin, end);
    const tail = await (this.#tail ??= this.#ask(from, this.length).catch((error: unknown) => {
      this.#tail = null;
      throw error;
    }));
    return tail.slice(begin - from, end - from);
  }

  async #ask(begin: number, end: number): Promise<Uint8Array> {
    const answer = await fetch(this.#address, {
      headers: { range: `bytes=${begin}-${end - 1}` },
      signal: this.#end.signal,
    });
    // A refusal, or a proxy that sends the whole file: whatever it is, it is not read.
    if (answer.status !== 206) await answer.body?.cancel();
    const bytes =
      answer.status === 206 ? new Uint8Array(await answer.arrayBuffer()) : new Uint8Array();
    if (bytes.length !== end - begin)
      throw new Error(`range ${begin}-${end} answered with ${answer.status}`);
    return bytes;
  }
}
