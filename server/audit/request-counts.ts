/** Upper ends of the buckets that durations are counted in, seconds. */
export const DURATION_BUCKETS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] as const;

export interface RouteDurations {
  /** Answers that took as long as each bucket or less; the last count is of all. */
  readonly buckets: readonly number[];
  readonly seconds: number;
}

/** There are some three hundred routes; a name more than these would be somebody's making. */
const MOST_ROUTES = 1_000;
const OTHER = 'other';

/**
 * Answers of this process by class of status, and how long they took by route: a number for each
 * bucket and route, nothing that grows with requests.
 */
export class RequestCounts {
  readonly #classes = new Map<string, number>();
  readonly #routes = new Map<string, { buckets: number[]; seconds: number }>();

  note(route: string, status: number, seconds: number): void {
    const kind = `${Math.floor(status / 100)}xx`;
    this.#classes.set(kind, (this.#classes.get(kind) ?? 0) + 1);
    const of = this.#of(route);
    of.seconds += seconds;
    const first = DURATION_BUCKETS.findIndex((most) => seconds <= most);
    const from = first === -1 ? DURATION_BUCKETS.length : first;
    for (let i = from; i < of.buckets.length; i++) of.buckets[i]! += 1;
  }

  #of(route: string): { buckets: number[]; seconds: number } {
    const name = this.#routes.has(route) || this.#routes.size < MOST_ROUTES ? route : OTHER;
    const known = this.#routes.get(name);
    if (known !== undefined) return known;
    const fresh = { buckets: Array<number>(DURATION_BUCKETS.length + 1).fill(0), seconds: 0 };
    this.#routes.set(name, fresh);
    return fresh;
  }

  /** `2xx` and so on. */
  get classes(): ReadonlyMap<string, number> {
    return this.#classes;
  }

  get routes(): ReadonlyMap<string, RouteDurations> {
    return this.#routes;
  }
}
