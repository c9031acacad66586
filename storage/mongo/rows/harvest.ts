import type { Connection } from 'mongoose';
import { model, text, texts } from './model.ts';

/** `_id` is the item's id; `key` its stamp and id, by which rows stand in order. */
export interface HarvestDocument {
  readonly _id: string;
  readonly key: string;
  readonly stamp: string;
  readonly deleted: boolean;
  readonly sets: readonly string[];
  readonly digest: string;
}

export const harvestModels = (connection: Connection) => ({
  harvest: model<HarvestDocument>(
    connection,
    'harvest',
    {
      key: text,
      stamp: text,
      deleted: { type: Boolean, required: true },
      sets: texts,
      digest: text,
    },
    [{ keys: { key: 1 } }, { keys: { sets: 1, key: 1 } }],
  ),
});
