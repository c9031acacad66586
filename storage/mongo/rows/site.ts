import type { Connection } from 'mongoose';
import type { Collection } from '#server/site/collection.ts';
import { model, number, whole } from './model.ts';

/** `_id` is the slug. */
export interface CollectionRow {
  readonly _id: string;
  readonly rank: number;
  readonly collected: Collection;
}

export const siteModels = (connection: Connection) => ({
  collections: model<CollectionRow>(connection, 'collections', { rank: number, collected: whole }, [
    { keys: { rank: 1, _id: 1 } },
  ]),
});
