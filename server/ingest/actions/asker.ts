import { AsyncLocalStorage } from 'node:async_hooks';
import type { Asker } from '#server/base/fair-turns.ts';

/**
 * For whom a request's work is done. It travels beside the calls: every action that has a file
 * looked at would else hand it on without using it.
 */
const asking = new AsyncLocalStorage<Asker>();

export const askAs = <T>(asker: Asker, work: () => T): T => asking.run(asker, work);

/** Null for jobs and commands. */
export const presentAsker = (): Asker | null => asking.getStore() ?? null;
