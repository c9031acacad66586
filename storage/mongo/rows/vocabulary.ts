import type { Connection } from 'mongoose';
import type { AuthorityEntry } from '#server/vocabulary/authority-list.ts';
import { AUTHORITY_LISTS } from '#server/ports.ts';
import { model, text, number, whole } from './model.ts';

/** `_id` is `list/id`. */
export interface AuthorityRow {
  readonly _id: string;
  readonly list: string;
  readonly rank: number;
  readonly version: number;
  readonly entry: AuthorityEntry;
}

/** `_id` is `list/id/version`. */
export interface AuthorityVersionRow {
  readonly _id: string;
  readonly of: string;
  readonly version: number;
  readonly entry: AuthorityEntry;
}

export const vocabularyModels = (connection: Connection) => ({
  authorityEntries: model<AuthorityRow>(
    connection,
    'kept',
    { list: { ...text, enum: AUTHORITY_LISTS }, rank: number, version: number, entry: whole },
    [{ keys: { list: 1, rank: 1, _id: 1 } }],
  ),
  authorityVersions: model<AuthorityVersionRow>(
    connection,
    'kept-versions',
    { of: text, version: number, entry: whole },
    [{ keys: { of: 1, version: -1 } }],
  ),
});
