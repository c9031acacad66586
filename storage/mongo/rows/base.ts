import type { Connection } from 'mongoose';
import { model, number, words } from './model.ts';

/** `_id` is the key or name. */
export interface FactRow {
  readonly _id: string;
  readonly value: string;
}

export interface CounterRow {
  readonly _id: string;
  readonly value: number;
}

export const baseModels = (connection: Connection) => ({
  facts: model<FactRow>(connection, 'facts', { value: words }),
  counters: model<CounterRow>(connection, 'counters', { value: number }),
});
