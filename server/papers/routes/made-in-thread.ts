import { Worker } from 'node:worker_threads';

/**
 * The bytes that a thread of its own posts: requests go on meanwhile, and what the libraries of Word
 * files and PDFs take in memory is given back. `worker`: name of the entry beside this file; `most`:
 * megabytes that it may hold. Throws what the thread threw.
 */
export async function madeInThread(
  worker: 'paper-worker' | 'poster-worker',
  workerData: object,
  most: number,
): Promise<Buffer> {
  const source = import.meta.url.endsWith('.ts');
  const thread = new Worker(new URL(`./${worker}.${source ? 'ts' : 'js'}`, import.meta.url), {
    workerData,
    execArgv: source ? ['-C', 'source', '--disable-warning=ExperimentalWarning'] : [],
    resourceLimits: { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: most },
  });
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      thread.once('message', (bytes: Uint8Array) =>
        resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
      );
      thread.once('error', reject);
      thread.once('exit', () => reject(new Error(`${worker} ended`)));
    });
  } finally {
    await thread.terminate();
  }
}
