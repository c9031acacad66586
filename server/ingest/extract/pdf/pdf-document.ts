import { open, readFile, type FileHandle } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import {
  getDocument,
  PDFDataRangeTransport,
  VerbosityLevel,
  type PDFDocumentProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AppError } from '#server/base/errors.ts';
import { withoutAttachmentLock } from './locked-attachments.ts';

const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** Files above this are read piece by piece, so memory follows what is looked at, not the file. */
const LAZY_FROM = 32 * 2 ** 20;
const RANGE = 2 ** 18;

/** Serves pdf.js the byte ranges it asks for from the open file. */
class FileRanges extends PDFDataRangeTransport {
  readonly #handle: FileHandle;
  readonly #fail: (error: unknown) => void;

  constructor(handle: FileHandle, size: number, fail: (error: unknown) => void) {
    super(size, null);
    this.#handle = handle;
    this.#fail = fail;
  }

  override requestDataRange(begin: number, end: number): void {
    void this.#send(begin, end);
  }

  async #send(begin: number, end: number): Promise<void> {
    try {
      const bytes = new Uint8Array(end - begin);
      const { bytesRead } = await this.#handle.read(bytes, 0, bytes.length, begin);
      if (bytesRead < bytes.length) throw new AppError('file-broken');
      this.onDataRange(begin, bytes);
    } catch (error) {
      this.#fail(error);
    }
  }
}

/** pdf.js exceptions are no Error objects, so they are known by name and words only. */
export function pdfError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { name = '', message = '' } = (error ?? {}) as { name?: string; message?: string };
  if (name === 'PasswordException') return new AppError('file-encrypted', {}, { cause: message });
  return new AppError('file-broken', { name, message: String(message).slice(0, 300) });
}

const OPTIONS = {
  cMapUrl: `${root}/cmaps/`,
  cMapPacked: true,
  standardFontDataUrl: `${root}/standard_fonts/`,
  wasmUrl: `${root}/wasm/`,
  iccUrl: `${root}/iccs/`,
  useSystemFonts: false,
  disableFontFace: true,
  enableXfa: false,
  stopAtErrors: false,
  verbosity: VerbosityLevel.ERRORS,
} as const;

/** What opening a file told. */
export interface OpenedPdf {
  /** Files attached to it are encrypted; its own text is not. */
  readonly lockedAttachments: boolean;
}

/**
 * Opens a PDF, lends it to `use`, and frees everything afterwards. Small files are read whole,
 * large ones by ranges. Without `pictures` none is decoded; `fontNames` costs memory and gives what
 * fonts are called, which is empty otherwise.
 * @throws AppError file-empty | file-encrypted | file-broken
 */
export async function withPdf<T>(
  path: string,
  use: (doc: PDFDocumentProxy, opened: OpenedPdf) => Promise<T>,
  {
    pictures = true,
    fontNames = false,
  }: { readonly pictures?: boolean; readonly fontNames?: boolean } = {},
): Promise<T> {
  const options = {
    ...OPTIONS,
    maxImageSize: pictures ? -1 : 0,
    fontExtraProperties: fontNames,
  };
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    if (size === 0) throw new AppError('file-empty');
    if (size <= LAZY_FROM) {
      const bytes = new Uint8Array(await readFile(path));
      const unlocked = withoutAttachmentLock(bytes);
      const opened = { lockedAttachments: unlocked !== null };
      return await run(getDocument({ ...options, data: unlocked ?? bytes }), (doc) =>
        use(doc, opened),
      );
    }
    const { promise: failed, reject } = Promise.withResolvers<never>();
    const range = new FileRanges(handle, size, reject);
    const task = getDocument({
      ...options,
      range,
      rangeChunkSize: RANGE,
      disableAutoFetch: true,
      disableStream: true,
    });
    return await Promise.race([run(task, (doc) => use(doc, { lockedAttachments: false })), failed]);
  } finally {
    await handle.close();
  }
}

async function run<T>(
  task: ReturnType<typeof getDocument>,
  use: (doc: PDFDocumentProxy) => Promise<T>,
): Promise<T> {
  try {
    return await use(await task.promise);
  } catch (error) {
    throw pdfError(error);
  } finally {
    await task.destroy();
  }
}
