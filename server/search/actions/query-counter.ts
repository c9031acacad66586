import { createHash, randomBytes } from 'node:crypto';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { AskedQuery, FrequentQuery, QueryCatalog, QueryOutcome } from '../query-catalog.ts';

/** Of one day; more are no longer told apart by who asked. */
const MOST_OF_A_DAY = 20_000;
const LONGEST_SHOWN = 60;
/** A single word is no query worth offering; a long one is hardly asked twice. */
const FEWEST_WORDS = 2;
const MOST_WORDS = 12;
const FREQUENT_KNOWN = 500;
const LOOK_AGAIN_MS = 60_000;

interface CounterDeps {
  readonly catalog: QueryCatalog;
  readonly now: () => string;
  readonly log: { warn(facts: object, message: string): void };
}

/** One search of a reader. */
export interface NotedSearch {
  readonly outcome: QueryOutcome;
  /** Without what is nobody's business (`readableQuery`); '' where it says nothing. */
  readonly folded: string;
  /** As it was read, with marks. */
  readonly shown: string;
  /** Where it came from: told apart for a day, never kept. */
  readonly address: string;
}

const digestOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 22);

/**
 * Counts searches in memory and adds them to the catalogue in one go: no search waits for a write.
 * Who asked is told apart by a salt of the day that leaves this process never, so that one person
 * makes no query frequent.
 */
export class QueryCounter {
  readonly #deps: CounterDeps;
  #asked = new Map<string, AskedQuery>();
  #frequent = new Map<string, FrequentQuery>();
  #flushing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #day = '';
  #salt = '';
  #seen = new Set<string>();
  #known: Promise<readonly FrequentQuery[]> | null = null;
  #knownAt = -Infinity;

  constructor(deps: CounterDeps) {
    this.#deps = deps;
  }

  note({ outcome, folded, shown, address }: NotedSearch): void {
    const day = dayInVietnam(this.#deps.now());
    this.#count({ day, folded: '', outcome, count: 1 });
    if (folded === '') return;
    if (outcome === 'found') this.#countFound(day, folded, shown, address);
    else this.#count({ day, folded, outcome, count: 1 });
  }

  #count(asked: AskedQuery): void {
    const key = `${asked.day} ${asked.outcome} ${asked.folded}`;
    const count = (this.#asked.get(key)?.count ?? 0) + asked.count;
    this.#asked.set(key, { ...asked, count });
  }

  #countFound(day: string, folded: string, shown: string, address: string): void {
    const words = folded.split(' ').length;
    if (words < FEWEST_WORDS || words > MOST_WORDS || shown.length > LONGEST_SHOWN) return;
    if (day !== this.#day) {
      [this.#day, this.#salt, this.#seen] = [day, randomBytes(32).toString('base64'), new Set()];
    }
    const visitor = digestOf(this.#salt, folded, address);
    if (this.#seen.has(visitor) || this.#seen.size >= MOST_OF_A_DAY) return;
    this.#seen.add(visitor);
    this.#countFrequent({ key: digestOf(folded), shown, count: 1, day });
  }

  #countFrequent(asked: FrequentQuery): void {
    const count = (this.#frequent.get(asked.key)?.count ?? 0) + asked.count;
    this.#frequent.set(asked.key, { ...asked, count });
  }

  /** Adds what waits; what cannot be added now waits on. Never throws. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#add());
    return this.#flushing;
  }

  async #add(): Promise<void> {
    const [asked, frequent] = [this.#asked, this.#frequent];
    [this.#asked, this.#frequent] = [new Map(), new Map()];
    try {
      if (asked.size > 0) await this.#deps.catalog.addQueries([...asked.values()]);
      asked.clear();
      if (frequent.size > 0) await this.#deps.catalog.addFrequentQueries([...frequent.values()]);
      frequent.clear();
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'searches not counted yet');
      for (const one of asked.values()) this.#count(one);
      for (const one of frequent.values()) this.#countFrequent(one);
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

  /** What several visitors asked and found, the most asked first; a minute old at most. */
  frequent(): Promise<readonly FrequentQuery[]> {
    if (this.#known === null || performance.now() - this.#knownAt > LOOK_AGAIN_MS) {
      this.#knownAt = performance.now();
      this.#known = this.#deps.catalog.frequentQueries(FREQUENT_KNOWN).catch((error: unknown) => {
        this.#known = null;
        this.#deps.log.warn({ err: error }, 'frequent searches not read');
        return [];
      });
    }
    return this.#known;
  }
}
