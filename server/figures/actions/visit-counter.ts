import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { ReaderCatalog } from '../reader-catalog.ts';
import { dayBefore, visitTotal, type VisitCount, type VisitKind } from '../visit.ts';

/** Page views, readings, downloads and plays together, up to and with `day`. */
export interface VisitTotals {
  readonly day: string;
  readonly month: number;
  readonly all: number;
}

export const DAYS_OF_MONTH = 30;

interface CounterDeps {
  readonly catalog: ReaderCatalog;
  readonly now: () => string;
  readonly log: { warn(facts: object, message: string): void };
}

/**
 * Counts visits in memory and adds them to the catalogue in one go: no request waits for a write. A
 * crash loses what has not been flushed, seconds of counts and nothing else (docs/decisions/011).
 */
export class VisitCounter {
  readonly #deps: CounterDeps;
  #waiting = new Map<string, VisitCount>();
  #flushing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #totals: VisitTotals | null = null;
  #loading: Promise<void> | null = null;

  constructor(deps: CounterDeps) {
    this.#deps = deps;
  }

  note(itemId: string, kind: VisitKind): void {
    const day = dayInVietnam(this.#deps.now());
    const key = `${day} ${kind} ${itemId}`;
    this.#waiting.set(key, { day, itemId, kind, count: (this.#waiting.get(key)?.count ?? 0) + 1 });
  }

  /** Adds what waits; what cannot be added now waits on. Never throws. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#add());
    return this.#flushing;
  }

  async #add(): Promise<void> {
    if (this.#waiting.size === 0) return;
    const taken = this.#waiting;
    this.#waiting = new Map();
    try {
      await this.#deps.catalog.addVisits([...taken.values()]);
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'visits not added yet');
      for (const [key, visit] of taken)
        this.#waiting.set(key, {
          ...visit,
          count: visit.count + (this.#waiting.get(key)?.count ?? 0),
        });
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

  /**
   * Whole days only: a number that changes with every visit would make every kept page stale. Null
   * until {@link refresh}.
   */
  get totals(): VisitTotals | null {
    return this.#totals;
  }

  /** Reads the totals anew when a day has ended; costs nothing otherwise. */
  async refresh(): Promise<void> {
    const day = dayBefore(dayInVietnam(this.#deps.now()), 1);
    if (this.#totals?.day === day) return;
    this.#loading ??= this.#load(day).finally(() => {
      this.#loading = null;
    });
    await this.#loading;
  }

  async #load(day: string): Promise<void> {
    await this.flush();
    const { catalog } = this.#deps;
    const [month, all] = [
      await catalog.sumVisits(null, { from: dayBefore(day, DAYS_OF_MONTH - 1), to: day }),
      await catalog.sumVisits(null, { from: null, to: day }),
    ];
    this.#totals = { day, month: visitTotal(month), all: visitTotal(all) };
  }
}
