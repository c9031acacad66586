import { Worker } from 'node:worker_threads';
import type { Poster } from '../poster.ts';

const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 };

/**
 * The PDF of a poster, made in a thread of its own as papers are. `madeAt`: an ISO time, the one its
 * file says it was made at. Throws what the library threw.
 */
export async function makePoster(poster: Poster, madeAt: string): Promise<Buffer> {
  const source = import.meta.url.endsWith('.ts');
  const thread = new Worker(new URL(`./poster-worker.${source ? 'ts' : 'js'}`, import.meta.url), {
    workerData: { poster, madeAt },
    execArgv: source ? ['-C', 'source', '--disable-warning=ExperimentalWarning'] : [],
    resourceLimits: LIMITS,
  });
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      thread.once('message', (bytes: Uint8Array) =>
        resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
      );
      thread.once('error', reject);
      thread.once('exit', () => reject(new Error('the thread of a poster ended')));
    });
  } finally {
    await thread.terminate();
  }
}
