import {
  getDocument,
  PDFWorker,
  version,
  VerbosityLevel,
  type PDFDocumentProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
// Vite makes the address; the linter looks into the script itself.
// oxlint-disable-next-line import/default
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { pdfAssetsPath } from '#web/paths/reading.ts';
import { ByteRanges } from './byte-ranges.ts';

/**
 * Opening a file reads many ranges far apart and each costs a whole piece, so pieces are small;
 * neighbouring ones travel together.
 */
const PIECE = 2 ** 12;
/** A file of this size costs less in few large pieces than in waiting for many small ones. */
const SMALL_FILE = 2 ** 21;
const LARGE_PIECE = 2 ** 16;

export interface OpenDocument {
  /** Rejects with the fault that {@link refusalOf} names; waits while the line is broken. */
  readonly ready: Promise<PDFDocumentProxy>;
  /** Asks again for what was lost on the way. */
  retry(): void;
  close(): void;
}

export type Refusal = 'locked' | 'broken' | 'lost';

/** Why a file does not open, by the names of pdf.js: its exceptions are no classes of ours. */
export const refusalOf = (error: unknown): Refusal =>
  (error as { name?: string } | null)?.name === 'PasswordException' ? 'locked' : 'broken';

const parts = (kind: string): string => new URL(pdfAssetsPath(version, kind), location.href).href;

/**
 * Calls `onLost` when a piece of the file, or the script of the thread that reads it, did not come.
 */
export function openDocument(address: string, bytes: number, onLost: () => void): OpenDocument {
  const thread = new Worker(workerAddress, { type: 'module' });
  thread.addEventListener('error', onLost);
  const ranges = new ByteRanges(address, bytes, onLost);
  const task = getDocument({
    worker: PDFWorker.create({ port: thread }),
    range: ranges,
    rangeChunkSize: bytes <= SMALL_FILE ? LARGE_PIECE : PIECE,
    disableAutoFetch: true,
    disableStream: true,
    cMapUrl: parts('cmaps'),
    standardFontDataUrl: parts('standard_fonts'),
    wasmUrl: parts('wasm'),
    iccUrl: parts('iccs'),
    useWorkerFetch: true,
    enableXfa: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  let opened = false;
  return {
    ready: task.promise.then((pdf) => {
      opened = true;
      thread.removeEventListener('error', onLost);
      return pdf;
    }),
    retry: () => ranges.retry(),
    close: () => {
      ranges.abort();
      // Stopping a thread that is still opening the file would leave a fault in the console.
      if (opened) void task.destroy().finally(() => thread.terminate());
      else thread.terminate();
    },
  };
}
