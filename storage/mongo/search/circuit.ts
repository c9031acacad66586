export interface CircuitOptions {
  /** Whether this error means that the server cannot be asked now. */
  readonly isDown: (error: unknown) => boolean;
  /** What callers are told while nobody asks the server. */
  readonly refuse: () => Error;
  /** Clock in milliseconds; only differences count. */
  readonly now?: () => number;
}

/** Failures in a row after which a server is left alone. */
const MOST_FAILURES = 3;
/** How long it is left alone before one caller tries again, in milliseconds. */
const REST_MS = 3_000;

/**
 * Leaves a server alone that does not answer: otherwise every reader waits for its own time-out,
 * and connections pile up until nothing is answered any more. After each rest one call goes
 * through; an answer opens the way for all. Source: M. Nygard, Release It! (2018), "Circuit
 * Breaker".
 */
export class Circuit {
  readonly #options: CircuitOptions;
  readonly #now: () => number;
  #failures = 0;
  #askAgainAt = 0;

  constructor(options: CircuitOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  /**
   * Runs `work`, or throws what `refuse` makes without running it. Errors of `work` pass as they
   * are.
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#failures >= MOST_FAILURES) {
      if (this.#now() < this.#askAgainAt) throw this.#options.refuse();
      // This one tries; should it take long, another may after the next rest.
      this.#askAgainAt = this.#now() + REST_MS;
    }
    try {
      const result = await work();
      this.#failures = 0;
      return result;
    } catch (error) {
      if (this.#options.isDown(error)) {
        this.#failures += 1;
        this.#askAgainAt = this.#now() + REST_MS;
      } else {
        // It answered, if only with a refusal.
        this.#failures = 0;
      }
      throw error;
    }
  }
}
