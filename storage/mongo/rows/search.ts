import type { Connection } from 'mongoose';
import { model, text, number } from './model.ts';

/** `_id` is the folded query. */
export interface EmptyQueryRow {
  readonly _id: string;
  readonly count: number;
  readonly lastAt: string;
}

export const searchModels = (connection: Connection) => ({
  emptyQueries: model<EmptyQueryRow>(connection, 'empty-queries', { count: number, lastAt: text }, [
    { keys: { count: -1, lastAt: -1, _id: 1 } },
  ]),
});
