import type { Connection } from 'mongoose';
import { QUERY_OUTCOMES, type QueryOutcome } from '#server/search/query-catalog.ts';
import { model, number, text, words } from './model.ts';

/** `_id` is the folded query. */
export interface EmptyQueryRow {
  readonly _id: string;
  readonly count: number;
  readonly lastAt: string;
}

/** `_id` is `day/outcome/folded`. */
export interface AskedQueryRow {
  readonly _id: string;
  readonly day: string;
  readonly folded: string;
  readonly outcome: QueryOutcome;
  readonly count: number;
}

/** `_id` is the query's key. */
export interface FrequentQueryRow {
  readonly _id: string;
  readonly shown: string;
  readonly count: number;
  readonly day: string;
}

export const searchModels = (connection: Connection) => ({
  emptyQueries: model<EmptyQueryRow>(connection, 'empty-queries', { count: number, lastAt: text }, [
    { keys: { count: -1, lastAt: -1, _id: 1 } },
  ]),
  askedQueries: model<AskedQueryRow>(
    connection,
    'asked-queries',
    { day: text, folded: words, outcome: { ...text, enum: QUERY_OUTCOMES }, count: number },
    [{ keys: { day: 1, folded: 1, outcome: 1 } }, { keys: { folded: 1, day: 1 } }],
  ),
  frequentQueries: model<FrequentQueryRow>(
    connection,
    'frequent-queries',
    { shown: words, count: number, day: text },
    [{ keys: { count: -1, shown: 1 } }, { keys: { day: 1 } }],
  ),
});
