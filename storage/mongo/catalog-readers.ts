import type { Connection } from 'mongoose';
import type { Catalog } from '#server/ports.ts';
import type { Rating, RatingAnswer, RatingCounts } from '#server/figures/rating.ts';
import {
  VISIT_KINDS,
  type ItemVisits,
  type VisitKind,
  type VisitPeriod,
  type VisitSums,
} from '#server/figures/visit.ts';
import type { Models } from './models.ts';
import { duplicateOf } from './mongo-errors.ts';
import type { RatingRow } from './rows.ts';
import { inTransaction } from './transactions.ts';

type ReaderMethods = Pick<
  Catalog,
  | 'addRating'
  | 'countRatings'
  | 'ratingComments'
  | 'clearRatingComment'
  | 'addVisits'
  | 'sumVisits'
  | 'mostVisited'
>;

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

const sumsOf = (row: Partial<Record<VisitKind, number>> | undefined): VisitSums => ({
  view: row?.view ?? 0,
  read: row?.read ?? 0,
  download: row?.download ?? 0,
  play: row?.play ?? 0,
});

async function countRatings({ ratings }: Models, itemId: string | null): Promise<RatingCounts> {
  const rows = await ratings.aggregate<{ _id: RatingAnswer; n: number }>([
    { $match: ofItem(itemId) },
    { $group: { _id: '$answer', n: { $sum: 1 } } },
  ]);
  const count = (answer: RatingAnswer): number => rows.find((row) => row._id === answer)?.n ?? 0;
  return { yes: count('yes'), partly: count('partly'), no: count('no') };
}

/** What readers say and how often they come, without who they are. */
export function catalogReaders(connection: Connection, models: Models): ReaderMethods {
  const { ratings, visits } = models;
  return {
    addRating: async ({ id, ...rating }) => {
      try {
        await ratings.insertMany([{ _id: id, ...rating, commented: rating.comment !== '' }]);
      } catch (error) {
        if (duplicateOf(error) === null) throw error;
      }
    },
    countRatings: (itemId) => countRatings(models, itemId),
    ratingComments: async (itemId, limit) =>
      limit <= 0
        ? []
        : (
            (await ratings
              .find({ ...ofItem(itemId), commented: true }, null, {
                sort: { day: -1, _id: -1 },
                limit,
              })
              .lean()) as RatingRow[]
          ).map(ratingOf),
    clearRatingComment: async (id) => {
      await ratings.updateOne({ _id: id }, { $set: { comment: '', commented: false } });
    },
    addVisits: async (added) => {
      if (added.length === 0) return;
      await inTransaction(connection, async (session) => {
        await visits.bulkWrite(
          added.map(({ itemId, day, kind, count }) => ({
            updateOne: {
              filter: { _id: `${itemId}/${day}/${kind}` },
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
  };
}
