import { Worker } from 'node:worker_threads';
import type { Paper } from '../paper.ts';

export interface PaperOrder {
  readonly paper: Paper;
  readonly form: 'docx' | 'pdf';
  /** An ISO time: the one its file says it was made at. */
  readonly madeAt: string;
}

export const PAPER_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;

const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 512 };

/**
 * The file of a paper, made in a thread of its own: requests go on meanwhile, and what the libraries
 * of Word files and PDFs take in memory is given back. Throws what the library threw.
 */
export async function makePaper(order: PaperOrder): Promise<Buffer> {
  const source = import.meta.url.endsWith('.ts');
  const thread = new Worker(new URL(`./paper-worker.${source ? 'ts' : 'js'}`, import.meta.url), {
    workerData: order,
    execArgv: source ? ['-C', 'source', '--disable-warning=ExperimentalWarning'] : [],
    resourceLimits: LIMITS,
  });
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      thread.once('message', (bytes: Uint8Array) =>
        resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
      );
      thread.once('error', reject);
      thread.once('exit', () => reject(new Error('the thread of a paper ended')));
    });
  } finally {
    await thread.terminate();
  }
}
