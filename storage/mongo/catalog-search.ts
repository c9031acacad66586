import type { Connection } from 'mongoose';
import {
  SEVERAL,
  type AskedQuery,
  type EmptyQuery,
  type FrequentQuery,
  type QueryCatalog,
  type QueryOutcome,
  type WeakQuery,
} from '#server/search/query-catalog.ts';
import type { Models } from './models.ts';
import type { AskedQueryRow, EmptyQueryRow, FrequentQueryRow } from './rows/search.ts';
import { inTransaction } from './transactions.ts';

export const emptyQueryOf = ({ _id, count, lastAt }: EmptyQueryRow): EmptyQuery => ({
  folded: _id,
  count,
  lastAt,
});
export const emptyQueryRow = ({ folded, count, lastAt }: EmptyQuery): EmptyQueryRow => ({
  _id: folded,
  count,
  lastAt,
});

export const askedQueryOf = ({ day, folded, outcome, count }: AskedQueryRow): AskedQuery => ({
  day,
  folded,
  outcome,
  count,
});
export const askedQueryRow = (asked: AskedQuery): AskedQueryRow => ({
  _id: `${asked.day}/${asked.outcome}/${asked.folded}`,
  ...asked,
});

export const frequentQueryOf = ({ _id, shown, count, day }: FrequentQueryRow): FrequentQuery => ({
  key: _id,
  shown,
  count,
  day,
});
export const frequentQueryRow = ({ key, ...query }: FrequentQuery): FrequentQueryRow => ({
  _id: key,
  ...query,
});

async function addQueries(
  connection: Connection,
  { askedQueries }: Models,
  asked: readonly AskedQuery[],
): Promise<void> {
  if (asked.length === 0) return;
  await inTransaction(connection, async (session) => {
    await askedQueries.bulkWrite(
      asked.map((one) => {
        const { _id, count, ...row } = askedQueryRow(one);
        return {
          updateOne: {
            filter: { _id },
            update: { $inc: { count }, $setOnInsert: row },
            upsert: true,
          },
        };
      }),
      { session },
    );
  });
}

const weakQueries = async (
  { askedQueries }: Models,
  from: string,
  limit: number,
): Promise<WeakQuery[]> =>
  limit <= 0
    ? []
    : (
        await askedQueries.aggregate<WeakQuery & { _id: string }>([
          { $match: { day: { $gte: from }, folded: { $gt: '' } } },
          {
            $group: {
              _id: '$folded',
              count: { $sum: '$count' },
              empty: { $sum: { $cond: [{ $eq: ['$outcome', 'empty'] }, '$count', 0] } },
              lastDay: { $max: '$day' },
            },
          },
          { $sort: { count: -1, lastDay: -1, _id: 1 } },
          { $limit: limit },
        ])
      ).map(({ _id, count, empty, lastDay }) => ({ folded: _id, count, empty, lastDay }));

type Counted = Pick<
  QueryCatalog,
  'addQueries' | 'weakQueries' | 'countQueries' | 'addFrequentQueries' | 'frequentQueries'
>;

/** Counts of days and of frequent queries. */
const counted = (connection: Connection, models: Models): Counted => ({
  addQueries: (asked) => addQueries(connection, models, asked),
  weakQueries: (from, limit) => weakQueries(models, from, limit),
  countQueries: async ({ from, to }) => {
    const rows = await models.askedQueries.aggregate<{ _id: QueryOutcome; n: number }>([
      { $match: { folded: '', day: { $gte: from, $lte: to } } },
      { $group: { _id: '$outcome', n: { $sum: '$count' } } },
    ]);
    const of = (outcome: QueryOutcome): number => rows.find(({ _id }) => _id === outcome)?.n ?? 0;
    return { found: of('found'), weak: of('weak'), empty: of('empty') };
  },
  addFrequentQueries: async (asked) => {
    for (const { key, shown, count, day } of asked)
      await models.frequentQueries.updateOne(
        { _id: key },
        [
          {
            $set: {
              count: { $add: [{ $ifNull: ['$count', 0] }, count] },
              day: { $max: ['$day', day] },
            },
          },
          // The words are data here, whatever signs they begin with.
          {
            $set: { shown: { $cond: [{ $gte: ['$count', SEVERAL] }, { $literal: shown }, ''] } },
          },
        ],
        { upsert: true, updatePipeline: true },
      );
  },
  frequentQueries: async (limit) =>
    limit <= 0
      ? []
      : (
          await models.frequentQueries
            .find({ shown: { $gt: '' } }, null, { sort: { count: -1, shown: 1 }, limit })
            .lean()
        ).map((row) => frequentQueryOf(row)),
});

export const catalogSearch = (connection: Connection, models: Models): QueryCatalog => ({
  ...counted(connection, models),
  noteEmptyQuery: async (folded, at) => {
    await models.emptyQueries.updateOne(
      { _id: folded },
      { $inc: { count: 1 }, $set: { lastAt: at } },
      { upsert: true },
    );
  },
  emptyQueries: async (limit) =>
    limit <= 0
      ? []
      : (
          await models.emptyQueries
            .find({}, null, { sort: { count: -1, lastAt: -1, _id: 1 }, limit })
            .lean()
        ).map((row) => emptyQueryOf(row)),
  forgetEmptyQueries: async (before) => {
    await models.emptyQueries.deleteMany({ lastAt: { $lt: before } });
  },
  settleQuery: async (folded) => {
    if (folded === '') return;
    await models.askedQueries.deleteMany({ folded });
    await models.emptyQueries.deleteMany({ _id: folded });
  },
  forgetQueries: async (before) => {
    await models.askedQueries.deleteMany({ day: { $lt: before }, folded: { $gt: '' } });
    await models.frequentQueries.deleteMany({ day: { $lt: before } });
  },
});
