import { AskedThread } from '#storage/asked-thread.ts';
import type { CheckpointSetup } from './checkpoint-worker.ts';

/**
 * Transactions after which the log is written into the file: a few megabytes of an import, as much
 * as SQLite itself would let come together.
 */
const AFTER_COMMITS = 100;
/** An import asks many times a minute, a quiet shelf a few times a day. */
const QUIET_MS = 10_000;

/**
 * Writes the log of `catalog.db` into the file in a thread of its own: the file has to be synced
 * for that, which would hold up every page and every import for as long as the disk takes.
 */
export class Checkpoints {
  readonly #thread: AskedThread;
  #commits = 0;
  #running: Promise<unknown> | null = null;

  constructor(path: string) {
    const setup: CheckpointSetup = { path };
    this.#thread = new AskedThread(import.meta.url, 'checkpoint-worker', setup, QUIET_MS);
  }

  committed(): void {
    if (++this.#commits < AFTER_COMMITS || this.#running !== null) return;
    this.#commits = 0;
    this.#running = this.#thread
      .ask('checkpoint')
      // The next one tries again, and SQLite does it itself when the log has grown large.
      .catch(() => undefined)
      .finally(() => {
        this.#running = null;
      });
  }

  async close(): Promise<void> {
    await this.#running;
    await this.#thread.close();
  }
}
