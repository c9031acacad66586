import { AppError, type ErrorCode } from '#server/base/errors.ts';
import { JOB_KINDS, SHORT_JOB_KINDS, type Job, type JobKind } from '#server/base/job.ts';
import type { JobOutcome, Queue } from '#server/ports.ts';
import type { JobHandler } from './room-jobs.ts';

export type JobHandlers = Readonly<Record<JobKind, JobHandler>>;

export interface JobRunnerOptions {
  readonly queue: Queue;
  readonly handlers: JobHandlers;
  /** Names this process in leases. */
  readonly worker: string;
  readonly now: () => string;
  /** Jobs at a time. */
  readonly width: number;
  /** Of some kinds fewer at a time in this process; 0 lets them wait. */
  readonly limits?: Readonly<Partial<Record<JobKind, number>>>;
  /** Looks whether the day's work is due; asked once a minute. */
  readonly routine: () => Promise<void>;
  readonly onError: (error: unknown, job: Job | null) => void;
}

/** How long the work of a killed process lies idle before another takes it. */
const LEASE_MS = 20_000;
const HEARTBEAT_MS = 5_000;
const IDLE_MS = 500;
const MOST_ATTEMPTS = 5;
/**
 * A server that is out of reach says nothing about the job: it is tried until the server is back,
 * every few minutes at last.
 */
const OUT_OF_REACH: readonly ErrorCode[] = [
  'scan-unavailable',
  'search-unavailable',
  'storage-busy',
];
const ROUTINE_MS = 60_000;

/** False, after a while; keeps no process alive. */
const after = (ms: number): Promise<false> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(false), ms).unref();
  });

const plus = (now: string, ms: number): string => new Date(Date.parse(now) + ms).toISOString();

/**
 * Takes jobs and runs them until stopped. A job that fails is tried again later, then kept as
 * failed with its reason; while a server is out of reach it is never given up.
 */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #stopping = new AbortController();
  #routineAt = 0;
  #loops: Promise<void>[] = [];
  #wakers = new Set<() => void>();
  readonly #running = new Map<string, string>();
  /** By kind, with those that may be claimed at this moment. */
  readonly #taken = new Map<JobKind, number>();

  constructor(options: JobRunnerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#loops = Array.from({ length: this.#options.width }, (_, i) =>
      // One takes short jobs only: files that take minutes keep no published item from being found.
      this.#loop(
        `${this.#options.worker}/${i}`,
        i === 0 && this.#options.width > 1 ? SHORT_JOB_KINDS : JOB_KINDS,
      ),
    );
  }

  /** Looks for work now instead of at the next glance. */
  wake(): void {
    for (const waker of this.#wakers) waker();
  }

  async #loop(worker: string, kinds: readonly JobKind[]): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      let took = false;
      try {
        await this.#routine();
        took = await this.runOne(worker, kinds);
      } catch (error) {
        this.#options.onError(error, null);
      }
      if (!took && !this.#stopping.signal.aborted) await this.#rest();
    }
  }

  async #routine(): Promise<void> {
    const at = Date.parse(this.#options.now());
    // A clock that is set back must not keep the day's work waiting until it has caught up.
    if (Math.abs(at - this.#routineAt) < ROUTINE_MS) return;
    this.#routineAt = at;
    await this.#options.routine();
  }

  #rest(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#wakers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, IDLE_MS);
      this.#wakers.add(done);
    });
  }

  /** Runs the next job, if any; false when there was none. */
  async runOne(
    worker = this.#options.worker,
    kinds: readonly JobKind[] = JOB_KINDS,
  ): Promise<boolean> {
    const { queue, now } = this.#options;
    const offered = this.#reserve(kinds);
    let job: Job | null = null;
    try {
      job = await queue.claim(offered, worker, now(), plus(now(), LEASE_MS));
    } finally {
      this.#release(offered.filter((kind) => kind !== job?.kind));
    }
    if (job === null) return false;
    try {
      return await this.#runClaimed(job, worker);
    } finally {
      this.#release([job.kind]);
    }
  }

  /** The kinds of which one more may run: each is counted until it is known that none was taken. */
  #reserve(kinds: readonly JobKind[]): readonly JobKind[] {
    const { limits = {} } = this.#options;
    const offered = kinds.filter(
      (kind) => (this.#taken.get(kind) ?? 0) < (limits[kind] ?? Infinity),
    );
    for (const kind of offered) this.#taken.set(kind, (this.#taken.get(kind) ?? 0) + 1);
    return offered;
  }

  #release(kinds: readonly JobKind[]): void {
    for (const kind of kinds) this.#taken.set(kind, this.#taken.get(kind)! - 1);
  }

  async #runClaimed(job: Job, worker: string): Promise<true> {
    const { queue, now } = this.#options;
    this.#running.set(job.id, worker);
    const heartbeat = setInterval(
      () =>
        void queue
          .heartbeat(job.id, worker, plus(now(), LEASE_MS))
          .catch((e: unknown) => this.#options.onError(e, job)),
      HEARTBEAT_MS,
    );
    try {
      await queue.finish(job.id, worker, await this.#run(job));
    } finally {
      clearInterval(heartbeat);
      this.#running.delete(job.id);
    }
    return true;
  }

  async #run(job: Job): Promise<JobOutcome> {
    try {
      return await this.#options.handlers[job.kind](job, this.#stopping.signal);
    } catch (error) {
      this.#options.onError(error, job);
      const reason = error instanceof AppError ? error.code : 'internal';
      const permanent = error instanceof AppError && error.kind === 'invalid';
      const outOfReach = error instanceof AppError && OUT_OF_REACH.includes(error.code);
      if (permanent || (job.attempts >= MOST_ATTEMPTS && !outOfReach))
        return { state: 'failed', reason };
      return {
        state: 'retry',
        reason,
        notBefore: plus(
          this.#options.now(),
          1_000 * 4 ** Math.min(job.attempts, MOST_ATTEMPTS - 1),
        ),
      };
    }
  }

  /**
   * Takes no new jobs and lets running ones end; long ones are told to put their work down. What
   * still runs after `graceMs` is handed back: another process begins it anew.
   */
  async stop(graceMs = Infinity): Promise<void> {
    this.#stopping.abort();
    this.wake();
    const ended = Promise.all(this.#loops).then(() => true);
    if (graceMs === Infinity || (await Promise.race([ended, after(graceMs)])))
      return void (await ended);
    for (const [id, worker] of this.#running)
      await this.#options.queue.finish(id, worker, { state: 'handed-back' });
  }
}
