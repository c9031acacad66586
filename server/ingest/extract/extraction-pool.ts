import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '#server/base/errors.ts';
import { FairTurns, type Asker, type TurnLimits } from '#server/base/fair-turns.ts';
import type { Extraction } from '#server/items/extraction.ts';
import { ChildRunner, FAST, SPARING, type MemoryUse } from './child-runner.ts';
import type { FileToExtract } from './extract.ts';
import {
  LANES,
  TASKS,
  type ChildTasks,
  type Lane,
  type PageTasks,
  type TaskName,
} from './tasks.ts';

/** Where a pool has its children from, and where they go when it closes. */
export interface ChildSupply {
  take(use: { readonly idle: number; readonly memory: MemoryUse }): ChildRunner;
  /** After this nothing that the child was asked for is still being done. */
  giveBack(runner: ChildRunner): Promise<void>;
}

const OWN_CHILDREN: ChildSupply = {
  take: (use) => new ChildRunner(use),
  giveBack: (runner) => runner.stop(),
};

export interface ExtractionPoolOptions {
  /** Child processes that read whole files, at most; each may take 900 MB. */
  readonly size?: number;
  /** Child processes that recognise pages, at most; each takes a core and 400 MB. */
  readonly recognisers?: number;
  /** Folder under which every extraction gets an empty folder of its own for a book's pictures. */
  readonly workRoot: string;
  /** Milliseconds that a task may take. */
  readonly timeouts?: Partial<Readonly<Record<Lane, number>>>;
  /** Milliseconds without work after which a child ends. */
  readonly idle?: number;
  /** For whom the work at hand is done; null for nobody in particular. */
  readonly asker?: () => Asker | null;
  /** Its own, ended with it, if nothing else is given. */
  readonly children?: ChildSupply;
}

/** The tasks, done in child processes with limits of memory and time. */
export interface ExtractionPool extends Omit<ChildTasks, 'extract'>, Pick<PageTasks, 'drawInTurn'> {
  /**
   * The pictures of a book lie under `workRoot` until {@link discardResources}; `path` must be
   * absolute.
   */
  extract(file: Omit<FileToExtract, 'workDir'>): Promise<Extraction>;
  /** Refuses what waits, ends the children. May be called twice. */
  close(): Promise<void>;
}

/** Milliseconds that a task of a lane may take. */
const LIMITS: Readonly<Record<Lane, number>> = {
  read: 120_000,
  draw: 30_000,
  look: 30_000,
  recognise: 120_000,
};

/** Of the short lanes: one asker's hostile file leaves a child to the others. */
const SHORT_SIZE = 2;
/** A page of covers over one connection asks for some forty pictures. */
const SHORT: TurnLimits = { waitingEach: 64, waitingAll: 512, atOnce: SHORT_SIZE - 1 };
/** Only jobs read whole files and recognise pages. */
const READING: TurnLimits = { ...SHORT, atOnce: Infinity };

const closed = (): AppError => new AppError('storage-busy', { reason: 'closed' });

interface LaneOptions {
  readonly size: number;
  readonly turns: TurnLimits;
  readonly limit: number;
  readonly idle: number;
  readonly memory?: MemoryUse;
}

/** Children for one kind of work, shared among those who ask turn by turn. */
class Children {
  readonly #supply: ChildSupply;
  readonly #runners: readonly ChildRunner[];
  readonly #turns: FairTurns<ChildRunner>;
  readonly #limit: number;
  /** The child of the turn in which somebody already is. */
  readonly #held = new AsyncLocalStorage<ChildRunner>();

  constructor(supply: ChildSupply, { size, turns, limit, idle, memory = FAST }: LaneOptions) {
    this.#supply = supply;
    this.#runners = Array.from({ length: Math.max(1, size) }, () => supply.take({ idle, memory }));
    this.#turns = new FairTurns(this.#runners, turns);
    this.#limit = limit;
  }

  run(task: TaskName, input: unknown, asker: Asker | null): Promise<unknown> {
    return this.#inTurn(asker, (runner) => runner.run(task, input, this.#limit));
  }

  /** All that `work` asks of this lane is done in one turn. */
  together<T>(asker: Asker | null, work: () => Promise<T>): Promise<T> {
    return this.#inTurn(asker, (runner) => this.#held.run(runner, work));
  }

  #inTurn<T>(asker: Asker | null, work: (runner: ChildRunner) => Promise<T>): Promise<T> {
    const held = this.#held.getStore();
    return held === undefined ? this.#turns.inTurn(asker, work) : work(held);
  }

  async close(): Promise<void> {
    this.#turns.close(closed());
    await Promise.all(this.#runners.map((r) => this.#supply.giveBack(r)));
  }
}

type Lanes = Readonly<Record<Lane, Children>>;

/** Structured cloning hands a Buffer over as a plain Uint8Array in some cases. */
const withBuffers = (output: unknown): unknown =>
  output instanceof Uint8Array && !Buffer.isBuffer(output)
    ? Buffer.from(output.buffer, output.byteOffset, output.byteLength)
    : output;

/** Every task of the table, asked of the children of its lane. */
const tasksOf = (lanes: Lanes, asker: () => Asker | null): ChildTasks =>
  Object.fromEntries(
    (Object.keys(TASKS) as TaskName[]).map((task) => [
      task,
      async (input: unknown) =>
        withBuffers(await lanes[TASKS[task].lane].run(task, input, asker())),
    ]),
  ) as unknown as ChildTasks;

/** Opens a pool; no process is started before the first request. */
export function openExtractionPool({
  size = 1,
  recognisers = 1,
  workRoot,
  timeouts = {},
  idle = 30_000,
  asker = () => null,
  children = OWN_CHILDREN,
}: ExtractionPoolOptions): ExtractionPool {
  const limits = { ...LIMITS, ...timeouts };
  const open = (options: Omit<LaneOptions, 'idle'>): Children =>
    new Children(children, { ...options, idle });
  const short = { size: SHORT_SIZE, turns: SHORT };
  const long = { turns: READING };
  const lanes: Lanes = {
    read: open({ ...long, size, limit: limits.read }),
    draw: open({ ...short, limit: limits.draw }),
    look: open({ ...short, limit: limits.look }),
    recognise: open({ ...long, size: recognisers, limit: limits.recognise, memory: SPARING }),
  };
  const tasks = tasksOf(lanes, asker);
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
    drawInTurn: (work, drawer) => lanes.draw.together(drawer, work),
    close: async () => {
      await Promise.all(LANES.map((lane) => lanes[lane].close()));
    },
  };
}

/** Removes the pictures of an extraction once they are stored. */
export async function discardResources(extraction: Extraction): Promise<void> {
  const folders = new Set(extraction.resources.map((r) => dirname(r.path)));
  await Promise.all([...folders].map((folder) => rm(folder, { recursive: true, force: true })));
}
