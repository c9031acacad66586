import type { Connection } from 'mongoose';
import type { Collection } from '#server/site/collection.ts';
import { model, number, text, whole, words } from './model.ts';
import type { UnitEntry } from '#server/site/unit-entry.ts';

/** `_id` is the slug. */
export interface CollectionRow {
  readonly _id: string;
  readonly rank: number;
  readonly collected: Collection;
}

/** `_id` is `list/id`. Days that are open stand before and after all others. */
export interface UnitEntryRow {
  readonly _id: string;
  readonly list: string;
  readonly id: string;
  readonly slug: string;
  readonly unitId: string;
  readonly state: string;
  readonly topic: string;
  readonly sortKey: string;
  readonly shownFrom: string;
  readonly shownTo: string;
  readonly version: number;
  readonly entry: UnitEntry;
}

/** `_id` is `list/id/version`. */
export interface UnitEntryVersionRow {
  readonly _id: string;
  readonly of: string;
  readonly version: number;
  readonly entry: UnitEntry;
}

export const siteModels = (connection: Connection) => ({
  collections: model<CollectionRow>(connection, 'collections', { rank: number, collected: whole }, [
    { keys: { rank: 1, _id: 1 } },
  ]),
  unitEntries: model<UnitEntryRow>(
    connection,
    'unit-entries',
    {
      list: text,
      id: text,
      slug: text,
      unitId: text,
      state: text,
      topic: words,
      sortKey: text,
      shownFrom: text,
      shownTo: text,
      version: number,
      entry: whole,
    },
    [
      { keys: { list: 1, slug: 1 }, unique: true },
      { keys: { list: 1, state: 1, sortKey: -1, id: -1 } },
      { keys: { list: 1, unitId: 1, sortKey: -1, id: -1 } },
    ],
  ),
  unitEntryVersions: model<UnitEntryVersionRow>(
    connection,
    'unit-entry-versions',
    { of: text, version: number, entry: whole },
    [{ keys: { of: 1, version: -1 } }],
  ),
});
