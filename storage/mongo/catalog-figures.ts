import type { PipelineStage } from 'mongoose';
import type {
  FigureCatalog,
  FiguresAsked,
  GroupVisits,
  MonthVisits,
  UnitSteps,
} from '#server/figures/figure-catalog.ts';
import { beginningOf } from '#server/base/vietnam-time.ts';
import type { RatingAnswer, RatingCounts } from '#server/figures/rating.ts';
import { dayBefore, VISIT_KINDS, type ItemVisits, type VisitSums } from '#server/figures/visit.ts';
import { ratingCounts, sumsOf } from './catalog-figures-readers.ts';
import type { Models } from './models.ts';

const sums = (of: (kind: string) => unknown) =>
  Object.fromEntries(VISIT_KINDS.map((kind) => [kind, { $sum: of(kind) }]));
/** Sums of counters; SUMS adds up sums of an earlier stage. */
const COUNTERS = sums((kind) => ({ $cond: [{ $eq: ['$kind', kind] }, '$count', 0] }));
const SUMS = sums((kind) => `$${kind}`);

const daysOf = ({ period: { from, to } }: FiguresAsked) => ({ day: { $gte: from, $lte: to } });
/** A hint, because the planner would use the index by item and walk every day there was. */
const BY_DAY = { day: 1, itemId: 1, kind: 1, count: 1 } as const;
const visitsAsked = (asked: FiguresAsked): PipelineStage => ({
  $match: { ...daysOf(asked), itemId: { $ne: '' } },
});

/**
 * Adds an item's unit and genre to its sums: one lookup for each item, however often it was
 * visited.
 */
const withItem = (localField: string): PipelineStage[] => [
  {
    $lookup: {
      from: 'items',
      localField,
      foreignField: '_id',
      as: 'of',
      pipeline: [{ $project: { _id: 0, unitId: 1, genre: '$item.genre' } }],
    },
  },
  { $unwind: { path: '$of', preserveNullAndEmptyArrays: true } },
];
const ofUnits = (localField: string, { unitIds }: FiguresAsked): PipelineStage[] =>
  unitIds === null
    ? []
    : [...withItem(localField), { $match: { 'of.unitId': { $in: [...unitIds] } } }];
const orNone = (field: string) => ({ $ifNull: [field, ''] });

async function visitsByMonth({ visits }: Models, asked: FiguresAsked): Promise<MonthVisits[]> {
  const month = { $substrBytes: ['$day', 0, 7] };
  const stages: PipelineStage[] =
    asked.unitIds === null
      ? [{ $group: { _id: month, ...COUNTERS } }]
      : [
          { $group: { _id: { itemId: '$itemId', month }, ...COUNTERS } },
          {
            $group: {
              _id: '$_id.itemId',
              months: {
                $push: {
                  month: '$_id.month',
                  ...Object.fromEntries(VISIT_KINDS.map((kind) => [kind, `$${kind}`])),
                },
              },
            },
          },
          ...ofUnits('_id', asked),
          { $unwind: '$months' },
          { $replaceWith: '$months' },
          { $group: { _id: '$month', ...SUMS } },
        ];
  const rows = await visits
    .aggregate<VisitSums & { _id: string }>([visitsAsked(asked), ...stages, { $sort: { _id: 1 } }])
    .hint(BY_DAY);
  return rows.map((row) => ({ month: row._id, ...sumsOf(row) }));
}

async function visitsByGroup({ visits }: Models, asked: FiguresAsked): Promise<GroupVisits[]> {
  const rows = await visits
    .aggregate<VisitSums & { _id: { unitId: string; genre: string } }>([
      visitsAsked(asked),
      { $group: { _id: '$itemId', ...COUNTERS } },
      ...(asked.unitIds === null ? withItem('_id') : ofUnits('_id', asked)),
      { $group: { _id: { unitId: orNone('$of.unitId'), genre: orNone('$of.genre') }, ...SUMS } },
      { $sort: { '_id.unitId': 1, '_id.genre': 1 } },
    ])
    .hint(BY_DAY);
  return rows.map((row) => ({ unitId: row._id.unitId, genre: row._id.genre, ...sumsOf(row) }));
}

async function mostRead(
  { visits }: Models,
  asked: FiguresAsked,
  limit: number,
): Promise<ItemVisits[]> {
  if (limit <= 0) return [];
  const rows = await visits
    .aggregate<VisitSums & { _id: string }>([
      visitsAsked(asked),
      { $group: { _id: '$itemId', ...COUNTERS } },
      { $set: { reads: { $add: ['$view', '$read'] } } },
      { $match: { reads: { $gt: 0 } } },
      ...ofUnits('_id', asked),
      { $sort: { reads: -1, _id: 1 } },
      { $limit: limit },
    ])
    .hint(BY_DAY);
  return rows.map((row) => ({ itemId: row._id, ...sumsOf(row) }));
}

async function stepsByUnit({ events }: Models, asked: FiguresAsked): Promise<UnitSteps[]> {
  const sent = { $eq: ['$event.action', 'submit'] };
  const at = {
    $gte: beginningOf(asked.period.from),
    $lt: beginningOf(dayBefore(asked.period.to, -1)),
  };
  const rows = await events.aggregate<UnitSteps & { _id: string }>([
    { $match: { 'event.action': { $in: ['submit', 'publish', 'bulk-publish'] }, 'event.at': at } },
    {
      $group: {
        _id: '$itemId',
        sent: { $max: { $cond: [sent, 1, 0] } },
        published: { $max: { $cond: [sent, 0, 1] } },
      },
    },
    ...(asked.unitIds === null
      ? [...withItem('_id'), { $match: { of: { $exists: true } } }]
      : ofUnits('_id', asked)),
    { $group: { _id: '$of.unitId', sent: { $sum: '$sent' }, published: { $sum: '$published' } } },
    { $sort: { _id: 1 } },
  ]);
  return rows.map(({ _id, ...steps }) => ({
    unitId: _id,
    sent: steps.sent,
    published: steps.published,
  }));
}

async function ratingsWithin({ ratings }: Models, asked: FiguresAsked): Promise<RatingCounts> {
  const rows = await ratings.aggregate<{ _id: RatingAnswer; n: number }>([
    { $match: daysOf(asked) },
    ...ofUnits('itemId', asked),
    { $group: { _id: '$answer', n: { $sum: 1 } } },
  ]);
  return ratingCounts(rows);
}

/** Sums for reports. */
export const catalogFigures = (models: Models): FigureCatalog => ({
  visitsByMonth: (asked) => visitsByMonth(models, asked),
  visitsByGroup: (asked) => visitsByGroup(models, asked),
  mostRead: (asked, limit) => mostRead(models, asked, limit),
  stepsByUnit: (asked) => stepsByUnit(models, asked),
  ratingsWithin: (asked) => ratingsWithin(models, asked),
});
