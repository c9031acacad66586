import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { WorkbookMessage, WorkbookSheet } from './workbook-sheet.ts';

/** Rows handed over at once: copying them must not hold up others. */
const TOGETHER = 25;
const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 512 };

function startThread(sheets: readonly WorkbookSheet[]): Worker {
  const source = import.meta.url.endsWith('.ts');
  return new Worker(new URL(`./workbook-worker.${source ? 'ts' : 'js'}`, import.meta.url), {
    workerData: sheets,
    execArgv: source ? ['-C', 'source', '--disable-warning=ExperimentalWarning'] : [],
    resourceLimits: LIMITS,
  });
}

/**
 * An XLSX file (ECMA-376), made in a thread of its own: requests go on meanwhile. `more`: rows that
 * follow those of the first sheet, taken as they come.
 */
export async function writeWorkbook(
  sheets: readonly WorkbookSheet[],
  more: AsyncIterable<WorkbookSheet['rows'][number]> | WorkbookSheet['rows'] = [],
): Promise<Buffer> {
  const thread = startThread(sheets);
  const tell = (message: WorkbookMessage): void => thread.postMessage(message);
  const made = new Promise<Buffer>((resolve, reject) => {
    thread.once('message', (bytes: Uint8Array) =>
      resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
    );
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the thread of a workbook ended')));
  });
  // It may end while rows are still read; whoever waits for it below is told.
  made.catch(() => undefined);
  try {
    let batch: WorkbookSheet['rows'][number][] = [];
    for await (const row of more) {
      if (batch.push(row) < TOGETHER) continue;
      tell({ rows: batch });
      batch = [];
      await setImmediate();
    }
    tell({ rows: batch });
    tell({ end: true });
    return await made;
  } finally {
    await thread.terminate();
  }
}
