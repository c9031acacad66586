import type { Rating, RatingAnswer, RatingCounts } from '#server/figures/rating.ts';
import type { ReaderCatalog } from '#server/figures/reader-catalog.ts';
import {
  VISIT_KINDS,
  type ItemVisits,
  type VisitCount,
  type VisitPeriod,
  type VisitSums,
} from '#server/figures/visit.ts';
import type { Database, SqlValue } from './database.ts';

interface RatingRow {
  readonly id: string;
  readonly item_id: string;
  readonly day: string;
  readonly answer: RatingAnswer;
  readonly comment: string;
}

export const ratingOf = (row: RatingRow): Rating => ({
  id: row.id,
  itemId: row.item_id,
  day: row.day,
  answer: row.answer,
  comment: row.comment,
});

/** `AND item_id = ?` with its value, or nothing for the whole shelf. */
const ofItem = (itemId: string | null): readonly [sql: string, values: readonly SqlValue[]] =>
  itemId === null ? ['', []] : ['AND item_id = ?', [itemId]];

const SUMS = VISIT_KINDS.map(
  (kind) => `coalesce(sum(count) FILTER (WHERE kind = '${kind}'), 0) AS "${kind}"`,
).join(', ');
/** The empty string sorts before every day. */
const daysOf = ({ from, to }: VisitPeriod): readonly SqlValue[] => [from ?? '', to];

/** A row of sums without SQLite's prototype. */
export const sumsOf = (row: VisitSums): VisitSums => ({
  view: row.view,
  read: row.read,
  download: row.download,
  play: row.play,
  embed: row.embed,
});

/** Counts by answer; zeros where there are none. */
export function ratingCounts(
  rows: readonly { readonly answer: RatingAnswer; readonly n: number }[],
): RatingCounts {
  const count = (answer: RatingAnswer): number => rows.find((row) => row.answer === answer)?.n ?? 0;
  return { yes: count('yes'), partly: count('partly'), no: count('no') };
}

/** Inserts or replaces by id; inside a running transaction. */
export function putRating(db: Database, rating: Rating): void {
  db.run(
    'INSERT OR REPLACE INTO rating (id, item_id, day, answer, comment) VALUES (?, ?, ?, ?, ?)',
    rating.id,
    rating.itemId,
    rating.day,
    rating.answer,
    rating.comment,
  );
}

/** Inserts the counter or replaces it; inside a running transaction. */
export function putVisitCount(db: Database, visit: VisitCount): void {
  db.run(
    'INSERT OR REPLACE INTO visit (item_id, day, kind, count) VALUES (?, ?, ?, ?)',
    visit.itemId,
    visit.day,
    visit.kind,
    visit.count,
  );
}

function countRatings(db: Database, itemId: string | null): RatingCounts {
  const [of, values] = ofItem(itemId);
  const rows = db.all<{ answer: RatingAnswer; n: number }>(
    `SELECT answer, count(*) AS n FROM rating WHERE true ${of} GROUP BY answer`,
    ...values,
  );
  return ratingCounts(rows);
}

const ratings = (
  db: Database,
): Pick<
  ReaderCatalog,
  | 'addRating'
  | 'countRatings'
  | 'ratingComments'
  | 'findRating'
  | 'clearRatingComment'
  | 'forgetRatingComments'
> => ({
  addRating: async (r) => {
    db.run(
      'INSERT OR IGNORE INTO rating (id, item_id, day, answer, comment) VALUES (?, ?, ?, ?, ?)',
      r.id,
      r.itemId,
      r.day,
      r.answer,
      r.comment,
    );
  },
  countRatings: async (itemId) => countRatings(db, itemId),
  ratingComments: async (itemId, limit) => {
    const [of, values] = ofItem(itemId);
    return db
      .all<RatingRow>(
        `SELECT * FROM rating WHERE comment <> '' ${of} ORDER BY day DESC, id DESC LIMIT ?`,
        ...values,
        limit,
      )
      .map(ratingOf);
  },
  findRating: async (id) => {
    const row = db.get<RatingRow>('SELECT * FROM rating WHERE id = ?', id);
    return row === undefined ? null : ratingOf(row);
  },
  clearRatingComment: async (id) => {
    db.run(`UPDATE rating SET comment = '' WHERE id = ?`, id);
  },
  forgetRatingComments: async (day) => {
    db.run(`UPDATE rating SET comment = '' WHERE comment <> '' AND day < ?`, day);
  },
});

const visits = (db: Database): Pick<ReaderCatalog, 'addVisits' | 'sumVisits' | 'mostVisited'> => ({
  addVisits: async (added) => {
    db.transaction(() => {
      for (const v of added) {
        db.run(
          'INSERT INTO visit (item_id, day, kind, count) VALUES (?, ?, ?, ?) ON CONFLICT (item_id, day, kind) DO UPDATE SET count = count + excluded.count',
          v.itemId,
          v.day,
          v.kind,
          v.count,
        );
      }
    });
  },
  sumVisits: async (itemId, period) => {
    const [of, values] = ofItem(itemId);
    return sumsOf(
      db.get<VisitSums>(
        `SELECT ${SUMS} FROM visit WHERE day BETWEEN ? AND ? ${of}`,
        ...daysOf(period),
        ...values,
      )!,
    );
  },
  mostVisited: async (period, limit) =>
    db
      .all<VisitSums & { item_id: string }>(
        `SELECT item_id, ${SUMS} FROM visit WHERE day BETWEEN ? AND ? AND item_id <> '' GROUP BY item_id ORDER BY sum(count) DESC, item_id LIMIT ?`,
        ...daysOf(period),
        limit,
      )
      .map((row): ItemVisits => ({ itemId: row.item_id, ...sumsOf(row) })),
});

/** What readers answer and how often they come, without who they are. */
export const catalogReaders = (db: Database): ReaderCatalog => ({
  ...ratings(db),
  ...visits(db),
});
