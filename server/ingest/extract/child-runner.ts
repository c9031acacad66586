import { fork, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { AppError } from '#server/base/errors.ts';
import type { ChildReply, ChildRequest } from './child-protocol.ts';
import type { TaskName } from './tasks.ts';

// Same file extension as this module: '.ts' from source (tests, development), '.js' once built.
const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
const ENTRY = fileURLToPath(new URL(`./child${extension}`, import.meta.url));
const FLAGS = [
  ...(extension === '.ts' ? ['-C', 'source', '--disable-warning=ExperimentalWarning'] : []),
  '--max-old-space-size=512',
];

/** How a child uses memory. */
export interface MemoryUse {
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Chapters make much short-lived garbage: a larger nursery saves a twentieth of the time. */
export const FAST: MemoryUse = { flags: ['--max-semi-space-size=32'], env: {} };
/**
 * Models take and free megabytes at every page. The C library keeps them unless it is told what is
 * large: a hundred megabytes after five pages (glibc, `mallopt`; others pass over these).
 */
export const SPARING: MemoryUse = {
  flags: ['--max-semi-space-size=4', '--expose-gc'],
  env: {
    MALLOC_ARENA_MAX: '1',
    MALLOC_MMAP_THRESHOLD_: '2097152',
    MALLOC_TRIM_THRESHOLD_: '8388608',
  },
};

const MEMORY_LIMIT = 900 * 2 ** 20;
/** A child this large after its work is replaced before the next. */
const RECYCLE_FROM = 500 * 2 ** 20;
const WATCH_EVERY = 250;
const CLOSED = 'closed';

interface Running {
  readonly id: number;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** Why the child was killed, when it was. */
  reason: string | null;
}

/** Resident bytes of a process where the system tells (Linux), else null. */
async function residentBytes(pid: number): Promise<number | null> {
  try {
    const kilobytes = /^VmRSS:\s+(\d+)/mu.exec(
      await readFile(`/proc/${pid}/status`, 'latin1'),
    )?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1_024;
  } catch {
    return null;
  }
}

/** Its pipe for errors is a socket, which by itself keeps a process alive as the child does. */
const handlesOf = (child: ChildProcess): readonly { ref(): unknown; unref(): unknown }[] =>
  [child, child.channel, child.stderr as Socket | null].filter((handle) => handle != null);

const hold = (child: ChildProcess): void => handlesOf(child).forEach((handle) => handle.ref());
const letGo = (child: ChildProcess): void => handlesOf(child).forEach((handle) => handle.unref());

/**
 * One child process, started when there is work, one request at a time, killed and replaced when a
 * file takes it down.
 */
export class ChildRunner {
  readonly #idle: number;
  readonly #memory: MemoryUse;
  #child: ChildProcess | null = null;
  #running: Running | null = null;
  #reserved = false;
  #idleTimer: NodeJS.Timeout | undefined;
  #errors = '';
  #count = 0;

  constructor({ idle, memory }: { readonly idle: number; readonly memory: MemoryUse }) {
    this.#idle = idle;
    this.#memory = memory;
  }

  get busy(): boolean {
    return this.#reserved;
  }

  get running(): boolean {
    return this.#child !== null;
  }

  async run(task: TaskName, input: unknown, limit: number): Promise<unknown> {
    this.#reserved = true;
    clearTimeout(this.#idleTimer);
    const child = this.#child ?? this.#start();
    hold(child);
    const timer = setTimeout(() => this.#kill(`longer than ${limit} ms`), limit);
    const watch = setInterval(() => void this.#watchMemory(child), WATCH_EVERY);
    try {
      return await this.#ask(child, task, input);
    } finally {
      clearTimeout(timer);
      clearInterval(watch);
      this.#reserved = false;
      this.#rest();
    }
  }

  async stop(): Promise<void> {
    clearTimeout(this.#idleTimer);
    const child = this.#child;
    if (child === null) return;
    // Keeps this process alive until the child is really gone.
    child.ref();
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    this.#kill(CLOSED);
    await gone;
  }

  #ask(child: ChildProcess, task: TaskName, input: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const request: ChildRequest = { id: ++this.#count, task, input };
      this.#running = { id: request.id, resolve, reject, reason: null };
      child.send(request, (error) => {
        // The exit handler answers for a child that is gone.
        if (error !== null && child.connected) this.#kill('not reachable');
      });
    });
  }

  #start(): ChildProcess {
    // None of the shelf's environment: a hostile file must not find its passwords there.
    const child = fork(ENTRY, [], {
      execArgv: [...FLAGS, ...this.#memory.flags],
      env: this.#memory.env,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#errors = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(-4_000);
    });
    child.on('message', (reply: ChildReply) => this.#settle(reply));
    // No process could be started at all: not the file's fault, and no exit will follow.
    child.on('error', (error) => {
      if (child.pid === undefined)
        this.#lost(child, new AppError('internal', {}, { cause: error }));
    });
    child.once('exit', (code, signal) => this.#ended(child, code, signal));
    this.#child = child;
    return child;
  }

  #settle(reply: ChildReply): void {
    const running = this.#running;
    if (running === null || running.id !== reply.id) return;
    this.#running = null;
    if (reply.rss > RECYCLE_FROM) this.#retire();
    if ('output' in reply) running.resolve(reply.output);
    // What is no AppError is a parser stumbling over the file.
    else
      running.reject(
        new AppError(reply.error.code ?? 'file-broken', reply.error.details, {
          cause: reply.error.message,
        }),
      );
  }

  #ended(child: ChildProcess, code: number | null, signal: NodeJS.Signals | null): void {
    const running = this.#child === child ? this.#running : null;
    if (running === null) return this.#lost(child, null);
    const outOfMemory =
      signal === 'SIGABRT' ||
      signal === 'SIGKILL' ||
      code === 134 ||
      /heap out of memory/u.test(this.#errors);
    // Shutting down says nothing about the file: the job is tried again.
    if (running.reason === CLOSED)
      return this.#lost(child, new AppError('storage-busy', { reason: CLOSED }));
    const details = {
      reason: running.reason ?? (outOfMemory ? 'out of memory' : 'crashed'),
      exit: signal ?? code,
    };
    this.#lost(
      child,
      new AppError(
        running.reason !== null || outOfMemory ? 'file-too-slow' : 'file-broken',
        details,
        { cause: this.#errors.slice(-1_000) },
      ),
    );
  }

  #lost(child: ChildProcess, error: AppError | null): void {
    if (this.#child !== child) return;
    const running = this.#running;
    this.#child = null;
    this.#running = null;
    if (error !== null) running?.reject(error);
  }

  async #watchMemory(child: ChildProcess): Promise<void> {
    const bytes = child.pid === undefined ? null : await residentBytes(child.pid);
    if (bytes !== null && bytes > MEMORY_LIMIT && this.#child === child)
      this.#kill(`more than ${MEMORY_LIMIT} bytes of memory`);
  }

  #kill(reason: string): void {
    if (this.#running !== null) this.#running.reason ??= reason;
    this.#child?.kill('SIGKILL');
  }

  /** Lets a child go without waiting for it; the next request starts a fresh one. */
  #retire(): void {
    const child = this.#child;
    this.#child = null;
    child?.kill('SIGKILL');
  }

  /** A resting child keeps neither this process alive nor, after a while, its own memory. */
  #rest(): void {
    const child = this.#child;
    if (child === null) return;
    letGo(child);
    this.#idleTimer = setTimeout(() => this.#retire(), this.#idle);
    this.#idleTimer.unref();
  }
}
