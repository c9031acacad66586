import type { EmptyQuery, QueryCatalog } from '#server/search/query-catalog.ts';
import type { Models } from './models.ts';
import type { EmptyQueryRow } from './rows/search.ts';

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

export const catalogSearch = ({ emptyQueries }: Models): QueryCatalog => ({
  noteEmptyQuery: async (folded, at) => {
    await emptyQueries.updateOne(
      { _id: folded },
      { $inc: { count: 1 }, $set: { lastAt: at } },
      { upsert: true },
    );
  },
  emptyQueries: async (limit) =>
    limit <= 0
      ? []
      : (
          await emptyQueries
            .find({}, null, { sort: { count: -1, lastAt: -1, _id: 1 }, limit })
            .lean()
        ).map((row) => emptyQueryOf(row)),
  forgetEmptyQueries: async (before) => {
    await emptyQueries.deleteMany({ lastAt: { $lt: before } });
  },
});
