import type { Connection } from 'mongoose';
import type { ReaderCatalog } from '#server/figures/reader-catalog.ts';
import type { Rating, RatingAnswer, RatingCounts } from '#server/figures/rating.ts';
import {
  VISIT_KINDS,
  type ItemVisits,
  type VisitCount,
  type VisitKind,
  type VisitPeriod,
  type VisitSums,
} from '#server/figures/visit.ts';
import type { Models } from './models.ts';
import { duplicateOf } from './mongo-errors.ts';
import type { RatingRow, VisitRow } from './rows/figures-readers.ts';
import { inTransaction } from './transactions.ts';

export const ratingOf = ({ _id, itemId, day, answer, comment }: RatingRow): Rating => ({
  id: _id,
  itemId,
  day,
  answer,
  comment,
});

const ofItem = (itemId: string | null): { itemId?: string } => (itemId === null ? {} : { itemId });
const ofDays = ({ from, to }: VisitPeriod): { day: { $gte: string; $lte: string } } => ({
  day: { $gte: from ?? '', $lte: to },
});

/** A sum for each kind, within a `$group`. */
const SUMS = Object.fromEntries(
  VISIT_KINDS.map((kind) => [kind, { $sum: { $cond: [{ $eq: ['$kind', kind] }, '$count', 0] } }]),
);

export const sumsOf = (row: Partial<Record<VisitKind, number>> | undefined): VisitSums => ({
  view: row?.view ?? 0,
  read: row?.read ?? 0,
  download: row?.download ?? 0,
  play: row?.play ?? 0,
  embed: row?.embed ?? 0,
});

/** Counts by answer; zeros where there are none. */
export function ratingCounts(
  rows: readonly { readonly _id: RatingAnswer; readonly n: number }[],
): RatingCounts {
  const count = (answer: RatingAnswer): number => rows.find((row) => row._id === answer)?.n ?? 0;
  return { yes: count('yes'), partly: count('partly'), no: count('no') };
}

export const ratingRow = ({ id, ...rating }: Rating): RatingRow => ({
  _id: id,
  ...rating,
  commented: rating.comment !== '',
});

const visitKey = ({ itemId, day, kind }: Omit<VisitCount, 'count'>): string =>
  `${itemId}/${day}/${kind}`;

export const visitRow = (visit: VisitCount): VisitRow => ({ _id: visitKey(visit), ...visit });

async function countRatings({ ratings }: Models, itemId: string | null): Promise<RatingCounts> {
  const rows = await ratings.aggregate<{ _id: RatingAnswer; n: number }>([
    { $match: ofItem(itemId) },
    { $group: { _id: '$answer', n: { $sum: 1 } } },
  ]);
  return ratingCounts(rows);
}

const answers = (
  models: Models,
): Pick<
  ReaderCatalog,
  | 'addRating'
  | 'countRatings'
  | 'ratingComments'
  | 'findRating'
  | 'clearRatingComment'
  | 'forgetRatingComments'
> => ({
  addRating: async (rating) => {
    try {
      await models.ratings.insertMany([ratingRow(rating)]);
    } catch (error) {
      if (duplicateOf(error) === null) throw error;
    }
  },
  countRatings: (itemId) => countRatings(models, itemId),
  ratingComments: async (itemId, limit) =>
    limit <= 0
      ? []
      : (
          (await models.ratings
            .find({ ...ofItem(itemId), commented: true }, null, {
              sort: { day: -1, _id: -1 },
              limit,
            })
            .lean()) as RatingRow[]
        ).map(ratingOf),
  findRating: async (id) => {
    const row = (await models.ratings.findById(id).lean()) as RatingRow | null;
    return row === null ? null : ratingOf(row);
  },
  clearRatingComment: async (id) => {
    await models.ratings.updateOne({ _id: id }, { $set: { comment: '', commented: false } });
  },
  forgetRatingComments: async (day) => {
    await models.ratings.updateMany(
      { commented: true, day: { $lt: day } },
      { $set: { comment: '', commented: false } },
    );
  },
});

const counters = (
  connection: Connection,
  { visits }: Models,
): Pick<ReaderCatalog, 'addVisits' | 'sumVisits' | 'mostVisited'> => ({
  addVisits: async (added) => {
    if (added.length === 0) return;
    await inTransaction(connection, async (session) => {
      await visits.bulkWrite(
        added.map(({ itemId, day, kind, count }) => ({
          updateOne: {
            filter: { _id: visitKey({ itemId, day, kind }) },
            update: { $inc: { count }, $setOnInsert: { itemId, day, kind } },
            upsert: true,
          },
        })),
        { session },
      );
    });
  },
  sumVisits: async (itemId, period) =>
    sumsOf(
      (
        await visits.aggregate<VisitSums>([
          { $match: { ...ofItem(itemId), ...ofDays(period) } },
          { $group: { _id: null, ...SUMS } },
        ])
      )[0],
    ),
  mostVisited: async (period, limit) =>
    limit <= 0
      ? []
      : (
          await visits.aggregate<VisitSums & { _id: string }>([
            { $match: { ...ofDays(period), itemId: { $ne: '' } } },
            { $group: { _id: '$itemId', ...SUMS, all: { $sum: '$count' } } },
            { $sort: { all: -1, _id: 1 } },
            { $limit: limit },
          ])
        ).map((row): ItemVisits => ({ itemId: row._id, ...sumsOf(row) })),
});

/** What readers answer and how often they come, without who they are. */
export const catalogReaders = (connection: Connection, models: Models): ReaderCatalog => ({
  ...answers(models),
  ...counters(connection, models),
});
