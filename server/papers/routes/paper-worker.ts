import { parentPort, workerData } from 'node:worker_threads';
import type { PaperOrder } from './make-paper.ts';

/** The thread that makes a paper: its libraries are loaded here alone, and go with it. */
const { paper, form, madeAt } = workerData as PaperOrder;

const bytes =
  form === 'docx'
    ? await (await import('./write-docx.ts')).docxOf(paper)
    : await (await import('./write-pdf.ts')).pdfOf(paper, new Date(madeAt));
const own = new Uint8Array(bytes);
parentPort!.postMessage(own, [own.buffer]);
