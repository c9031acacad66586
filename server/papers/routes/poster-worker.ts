import { parentPort, workerData } from 'node:worker_threads';
import type { Poster } from '../poster.ts';
import { posterPdf } from './write-poster.ts';

/** The thread that makes a poster: the library of PDFs is loaded here alone, and goes with it. */
const { poster, madeAt } = workerData as { readonly poster: Poster; readonly madeAt: string };

const own = new Uint8Array(await posterPdf(poster, new Date(madeAt)));
parentPort!.postMessage(own, [own.buffer]);
