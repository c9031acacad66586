import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { DeskCatalog } from '../desk-catalog.ts';
import type { DeskScan } from '../scan.ts';

interface CounterDeps {
  readonly catalog: DeskCatalog;
  readonly now: () => string;
  readonly log: { warn(facts: object, message: string): void };
}

/**
 * Counts in memory and adds to the catalogue in one go, as visits are counted: nobody who follows a
 * code waits for a write. A crash loses what has not been flushed (docs/decisions/011).
 */
export class ScanCounter {
  readonly #deps: CounterDeps;
  #waiting = new Map<string, DeskScan>();
  #flushing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: CounterDeps) {
    this.#deps = deps;
  }

  note(unitId: string, procedure: string): void {
    this.#count({ day: dayInVietnam(this.#deps.now()), unitId, procedure, count: 1 });
  }

  #count(scan: DeskScan): void {
    const key = `${scan.day} ${scan.unitId} ${scan.procedure}`;
    const before = this.#waiting.get(key)?.count ?? 0;
    this.#waiting.set(key, { ...scan, count: before + scan.count });
  }

  /** Adds what waits; what cannot be added now waits on. Never throws. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#add());
    return this.#flushing;
  }

  async #add(): Promise<void> {
    if (this.#waiting.size === 0) return;
    const taken = [...this.#waiting.values()];
    this.#waiting = new Map();
    try {
      await this.#deps.catalog.addDeskScans(taken);
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'scans of desks not added yet');
      for (const scan of taken) this.#count(scan);
    }
  }

  /** Flushes again and again until {@link stop}. */
  start(everyMs: number): void {
    this.#timer = setInterval(() => void this.flush(), everyMs).unref();
  }

  /** Ends the timer and adds what waits. */
  stop(): Promise<void> {
    clearInterval(this.#timer);
    return this.flush();
  }
}
