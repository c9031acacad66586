import type { Connection } from 'mongoose';
import { model, words } from './model.ts';

/** `_id` is the key or name. */
export interface FactRow {
  readonly _id: string;
  readonly value: string;
}

export const keepingModels = (connection: Connection) => ({
  facts: model<FactRow>(connection, 'facts', { value: words }),
});
