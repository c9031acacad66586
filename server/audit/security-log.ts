import type { ToldEvent } from './security-event.ts';

/** Where everybody tells what happened. */
export interface SecurityLog {
  /**
   * Kept when the promise is: written durably before the act is answered. Never rejects: a log that
   * cannot be written loses no act, and says so in the program's own log and in its next row.
   */
  record(...events: readonly ToldEvent[]): Promise<void>;
  /**
   * As {@link record}, but the same thing within a minute is one row, in all processes together.
   */
  recordOnce(key: string, event: ToldEvent): Promise<void>;
  /** What was told is kept, and the alerts that it caused. */
  settled(): Promise<void>;
  /** How many rows this process wrote, by kind and outcome (`sign-in done`), and could not write. */
  counts(): { readonly kept: ReadonlyMap<string, number>; readonly missed: number };
}
