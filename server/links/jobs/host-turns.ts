export interface HostTurnsDeps {
  readonly clock: () => number;
  readonly sleep: (ms: number, stopping: AbortSignal) => Promise<void>;
}

const PAUSE_MS = 2_000;

/** Lets one request at a time go to a host, two seconds after the end of the one before. */
export class HostTurns {
  readonly #deps: HostTurnsDeps;
  readonly #hosts = new Map<
    string,
    { last: Promise<unknown>; endedAt: number | null; turns: number }
  >();

  constructor(deps: HostTurnsDeps) {
    this.#deps = deps;
  }

  take<T>(host: string, stopping: AbortSignal, work: () => Promise<T>): Promise<T> {
    this.#forgetRested();
    const entry = this.#hosts.get(host) ?? { last: Promise.resolve(), endedAt: null, turns: 0 };
    entry.turns++;
    const turn = entry.last
      .then(async () => {
        const { clock, sleep } = this.#deps;
        const wait = entry.endedAt === null ? 0 : entry.endedAt + PAUSE_MS - clock();
        if (wait > 0) await sleep(wait, stopping);
        stopping.throwIfAborted();
        try {
          return await work();
        } finally {
          entry.endedAt = clock();
        }
      })
      .finally(() => {
        entry.turns--;
      });
    entry.last = turn.catch(() => undefined);
    this.#hosts.set(host, entry);
    return turn;
  }

  #forgetRested(): void {
    const rested = this.#deps.clock() - PAUSE_MS;
    for (const [host, { endedAt, turns }] of this.#hosts)
      if (turns === 0 && (endedAt ?? 0) < rested) this.#hosts.delete(host);
  }
}
