import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '#server/base/errors.ts';
import type { Extraction } from '#server/items/extraction.ts';
import type { ShareCard } from '#server/reading/share-card.ts';
import type { SheetContent, SheetToRead } from '#server/tables/sheet.ts';
import { ChildRunner } from './child-runner.ts';
import type { Work, WorkKind } from './child-protocol.ts';
import type { FileToExtract } from './extract.ts';
import type { PageImageRequest } from './pdf/page-image.ts';
import type { SniffedFile } from './sniff.ts';

export interface ExtractionTimeouts {
  /** Milliseconds for reading one file whole. */
  readonly extract: number;
  /** Milliseconds for drawing one page or picture, or for sniffing. */
  readonly pageImage: number;
}

export interface ExtractionPoolOptions {
  /** Child processes at most; each may take 900 MB. */
  readonly size?: number;
  /** Folder under which every extraction gets an empty folder of its own for a book's pictures. */
  readonly workRoot: string;
  readonly timeouts?: Partial<ExtractionTimeouts>;
  /** Milliseconds without work after which a child ends. */
  readonly idle?: number;
}

export interface ExtractionPool {
  /**
   * Reads a file in a child process. The pictures lie under `workRoot` until {@link discardResources}; `path` must be absolute.
   * @throws AppError of the file kind; file-too-slow on time-out or too much memory; file-broken when the file crashed the child
   */
  extract(file: Omit<FileToExtract, 'workDir'>): Promise<Extraction>;
  /** One PDF page as WebP. @throws AppError as `extract`, page-not-found */
  pageImage(request: PageImageRequest): Promise<Buffer>;
  /** A picture, smaller, upright, without EXIF, as WebP. */
  image(request: { readonly path: string; readonly width: number }): Promise<Buffer>;
  /** The picture other sites show of a page, 1200 × 630, as JPEG. */
  shareCard(card: ShareCard): Promise<Buffer>;
  /** An SVG of the shelf's own making as PNG. */
  svgPicture(request: { readonly svg: string; readonly width: number }): Promise<Buffer>;
  /** A table as text. @throws AppError as `extract`, invalid-sheet, sheet-old, sheet-too-large */
  readSheet(request: SheetToRead): Promise<SheetContent>;
  /** Names of the files in a ZIP. @throws AppError file-broken, file-bomb, file-unsafe-path */
  archiveNames(request: { readonly path: string }): Promise<readonly string[]>;
  sniff(file: { readonly path: string; readonly name: string }): Promise<SniffedFile>;
  /** Refuses what waits, ends the children. May be called twice. */
  close(): Promise<void>;
}

const DEFAULTS: ExtractionTimeouts = { extract: 120_000, pageImage: 30_000 };

interface Waiting {
  readonly kind: WorkKind;
  readonly input: unknown;
  readonly limit: number;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** First come, first served over at most `size` children; page images, for which somebody waits, overtake extractions. */
class Pool {
  readonly #runners: ChildRunner[];
  readonly #waiting: Waiting[] = [];
  #closed = false;

  constructor(size: number, idle: number) {
    this.#runners = Array.from({ length: Math.max(1, size) }, () => new ChildRunner({ idle }));
  }

  run<K extends WorkKind>(
    kind: K,
    input: Work[K]['input'],
    limit: number,
  ): Promise<Work[K]['output']> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(new AppError('storage-busy', { reason: 'closed' }));
        return;
      }
      const work: Waiting = { kind, input, limit, resolve, reject };
      const at = kind === 'extract' ? -1 : this.#waiting.findIndex((w) => w.kind === 'extract');
      if (at < 0) this.#waiting.push(work);
      else this.#waiting.splice(at, 0, work);
      this.#next();
    });
  }

  #next(): void {
    const runner =
      this.#runners.find((r) => !r.busy && r.running) ?? this.#runners.find((r) => !r.busy);
    if (runner === undefined) return;
    const work = this.#waiting.shift();
    if (work === undefined) return;
    void runner
      .run(work.kind, work.input, work.limit)
      .then((v) => work.resolve(v as never), work.reject)
      .finally(() => this.#next());
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const work of this.#waiting.splice(0))
      work.reject(new AppError('storage-busy', { reason: 'closed' }));
    await Promise.all(this.#runners.map((r) => r.stop()));
  }
}

/** Opens a pool; no process is started before the first request. */
export function openExtractionPool({
  size = 1,
  workRoot,
  timeouts = {},
  idle = 30_000,
}: ExtractionPoolOptions): ExtractionPool {
  const limits = { ...DEFAULTS, ...timeouts };
  const pool = new Pool(size, idle);
  return {
    async extract(file) {
      const workDir = join(workRoot, randomUUID());
      await mkdir(workDir, { recursive: true });
      let keep = false;
      try {
        const extraction = await pool.run('extract', { ...file, workDir }, limits.extract);
        keep = extraction.resources.length > 0;
        return extraction;
      } finally {
        if (!keep) await rm(workDir, { recursive: true, force: true });
      }
    },
    pageImage: async (request) => asBuffer(await pool.run('page', request, limits.pageImage)),
    image: async (request) => asBuffer(await pool.run('image', request, limits.pageImage)),
    shareCard: async (card) => asBuffer(await pool.run('card', card, limits.pageImage)),
    svgPicture: async (request) => asBuffer(await pool.run('svg', request, limits.pageImage)),
    readSheet: (request) => pool.run('sheet', request, limits.pageImage),
    archiveNames: (request) => pool.run('names', request, limits.pageImage),
    sniff: (file) => pool.run('sniff', file, limits.pageImage),
    close: () => pool.close(),
  };
}

/** Structured cloning hands a Buffer over as a plain Uint8Array in some cases. */
const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Removes the pictures of an extraction once they are stored. */
export async function discardResources(extraction: Extraction): Promise<void> {
  const folders = new Set(extraction.resources.map((r) => dirname(r.path)));
  await Promise.all([...folders].map((folder) => rm(folder, { recursive: true, force: true })));
}
