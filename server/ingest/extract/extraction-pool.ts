import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '#server/base/errors.ts';
import type { Extraction } from '#server/items/extraction.ts';
import { ChildRunner } from './child-runner.ts';
import type { FileToExtract } from './extract.ts';
import { TASKS, type ChildTasks, type Pace, type TaskName } from './tasks.ts';

export interface ExtractionPoolOptions {
  /** Child processes at most; each may take 900 MB. */
  readonly size?: number;
  /** Folder under which every extraction gets an empty folder of its own for a book's pictures. */
  readonly workRoot: string;
  /** Milliseconds that a task may take. */
  readonly timeouts?: Partial<Readonly<Record<Pace, number>>>;
  /** Milliseconds without work after which a child ends. */
  readonly idle?: number;
}

/** The tasks, done in child processes with limits of memory and time. */
export interface ExtractionPool extends Omit<ChildTasks, 'extract'> {
  /**
   * The pictures of a book lie under `workRoot` until {@link discardResources}; `path` must be
   * absolute.
   */
  extract(file: Omit<FileToExtract, 'workDir'>): Promise<Extraction>;
  /** Refuses what waits, ends the children. May be called twice. */
  close(): Promise<void>;
}

const LIMITS: Readonly<Record<Pace, number>> = { 'whole-file': 120_000, 'somebody-waits': 30_000 };

interface Waiting {
  readonly task: TaskName;
  readonly input: unknown;
  readonly limit: number;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * First come, first served over at most `size` children; tasks for which somebody waits overtake
 * those that read whole files.
 */
class Pool {
  readonly #runners: ChildRunner[];
  readonly #waiting: Waiting[] = [];
  #closed = false;

  constructor(size: number, idle: number) {
    this.#runners = Array.from({ length: Math.max(1, size) }, () => new ChildRunner({ idle }));
  }

  run(task: TaskName, input: unknown, limit: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(new AppError('storage-busy', { reason: 'closed' }));
        return;
      }
      const slow = ({ task: name }: Pick<Waiting, 'task'>): boolean =>
        TASKS[name].pace === 'whole-file';
      const work: Waiting = { task, input, limit, resolve, reject };
      const at = slow(work) ? -1 : this.#waiting.findIndex(slow);
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
      .run(work.task, work.input, work.limit)
      .then(work.resolve, work.reject)
      .finally(() => this.#next());
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const work of this.#waiting.splice(0))
      work.reject(new AppError('storage-busy', { reason: 'closed' }));
    await Promise.all(this.#runners.map((r) => r.stop()));
  }
}

/** Structured cloning hands a Buffer over as a plain Uint8Array in some cases. */
const withBuffers = (output: unknown): unknown =>
  output instanceof Uint8Array && !Buffer.isBuffer(output)
    ? Buffer.from(output.buffer, output.byteOffset, output.byteLength)
    : output;

/** Every task of the table, asked of the pool. */
const tasksOf = (pool: Pool, limits: Readonly<Record<Pace, number>>): ChildTasks =>
  Object.fromEntries(
    (Object.keys(TASKS) as TaskName[]).map((task) => [
      task,
      async (input: unknown) => withBuffers(await pool.run(task, input, limits[TASKS[task].pace])),
    ]),
  ) as unknown as ChildTasks;

/** Opens a pool; no process is started before the first request. */
export function openExtractionPool({
  size = 1,
  workRoot,
  timeouts = {},
  idle = 30_000,
}: ExtractionPoolOptions): ExtractionPool {
  const pool = new Pool(size, idle);
  const tasks = tasksOf(pool, { ...LIMITS, ...timeouts });
  return {
    ...tasks,
    async extract(file) {
      const workDir = join(workRoot, randomUUID());
      await mkdir(workDir, { recursive: true });
      let keep = false;
      try {
        const extraction = await tasks.extract({ ...file, workDir });
        keep = extraction.resources.length > 0;
        return extraction;
      } finally {
        if (!keep) await rm(workDir, { recursive: true, force: true });
      }
    },
    close: () => pool.close(),
  };
}

/** Removes the pictures of an extraction once they are stored. */
export async function discardResources(extraction: Extraction): Promise<void> {
  const folders = new Set(extraction.resources.map((r) => dirname(r.path)));
  await Promise.all([...folders].map((folder) => rm(folder, { recursive: true, force: true })));
}
