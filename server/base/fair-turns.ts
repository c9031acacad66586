import { AppError } from './errors.ts';

/** Somebody for whom work is done. */
export interface Asker {
  /** An account or a network; everybody of one name shares its turns. */
  readonly name: string;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

export interface TurnLimits {
  /** Turns of one asker that wait; more are refused. */
  readonly waitingEach: number;
  /** Turns of all askers that wait. */
  readonly waitingAll: number;
  /** Turns that one asker has at once. */
  readonly atOnce: number;
}

interface Waiting<Slot> {
  readonly grant: (slot: Slot) => void;
  readonly refuse: (error: AppError) => void;
}

/** What is done for nobody in particular: by jobs, which wait in a queue of their own. */
const NOBODY = '';

/**
 * Shares a few slots among many askers: each has one turn after the other, whoever asked how often.
 * A flood of one asker holds the others up by the turns that run, never by those that wait.
 */
export class FairTurns<Slot> {
  readonly #free: Slot[];
  readonly #limits: TurnLimits;
  /** In the order in which the askers have their next turn. */
  readonly #waiting = new Map<string, Waiting<Slot>[]>();
  readonly #running = new Map<string, number>();
  #count = 0;
  #ended: AppError | null = null;

  constructor(slots: readonly Slot[], limits: TurnLimits) {
    this.#free = [...slots];
    this.#limits = limits;
  }

  /**
   * Does `work` when its turn comes. Throws `too-busy` when too many turns wait, or when the asker
   * has gone before it came.
   */
  async inTurn<T>(asker: Asker | null, work: (slot: Slot) => Promise<T>): Promise<T> {
    const name = asker?.name ?? NOBODY;
    const slot = await this.#take(name, asker?.signal ?? null);
    try {
      // Closed between the grant and now.
      if (this.#ended !== null) throw this.#ended;
      return await work(slot);
    } finally {
      this.#free.push(slot);
      this.#end(name);
      this.#next();
    }
  }

  /** Refuses whoever waits, and whoever comes. */
  close(error: AppError): void {
    this.#ended = error;
    for (const { refuse } of [...this.#waiting.values()].flat()) refuse(error);
    this.#waiting.clear();
    this.#count = 0;
  }

  #take(name: string, signal: AbortSignal | null): Promise<Slot> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== null) return reject(this.#ended);
      if (signal?.aborted === true) return reject(new AppError('too-busy', { reason: 'gone' }));
      const line = this.#waiting.get(name) ?? [];
      const { waitingAll, waitingEach } = this.#limits;
      // A job that finds no room would be tried again only to wait anew.
      if (name !== NOBODY && (line.length >= waitingEach || this.#count >= waitingAll))
        return reject(new AppError('too-busy', { waiting: this.#count }));
      const leave = (): void => this.#leave(name, turn);
      const turn: Waiting<Slot> = {
        grant: (slot) => {
          signal?.removeEventListener('abort', leave);
          resolve(slot);
        },
        refuse: (error) => {
          signal?.removeEventListener('abort', leave);
          reject(error);
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      line.push(turn);
      this.#waiting.set(name, line);
      this.#count += 1;
      return this.#next();
    });
  }

  #leave(name: string, turn: Waiting<Slot>): void {
    const line = this.#waiting.get(name) ?? [];
    const at = line.indexOf(turn);
    if (at < 0) return;
    line.splice(at, 1);
    if (line.length === 0) this.#waiting.delete(name);
    this.#count -= 1;
    turn.refuse(new AppError('too-busy', { reason: 'gone' }));
  }

  #end(name: string): void {
    const left = (this.#running.get(name) ?? 1) - 1;
    if (left === 0) this.#running.delete(name);
    else this.#running.set(name, left);
  }

  #next(): void {
    while (this.#free.length > 0) {
      const name = [...this.#waiting.keys()].find(
        (one) => (this.#running.get(one) ?? 0) < this.#limits.atOnce,
      );
      if (name === undefined) return;
      const line = this.#waiting.get(name)!;
      const turn = line.shift()!;
      // Behind all others until its next turn.
      this.#waiting.delete(name);
      if (line.length > 0) this.#waiting.set(name, line);
      this.#count -= 1;
      this.#running.set(name, (this.#running.get(name) ?? 0) + 1);
      // The slot given back last: its child still runs.
      turn.grant(this.#free.pop()!);
    }
  }
}
