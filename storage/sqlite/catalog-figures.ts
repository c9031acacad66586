import { setImmediate } from 'node:timers/promises';
import type {
  FigureCatalog,
  FiguresAsked,
  GroupVisits,
  MonthVisits,
  UnitSteps,
} from '#server/figures/figure-catalog.ts';
import { piecesOf } from '#server/figures/figures.ts';
import { beginningOf } from '#server/base/vietnam-time.ts';
import type { RatingAnswer, RatingCounts } from '#server/figures/rating.ts';
import { dayBefore, VISIT_KINDS, type ItemVisits, type VisitSums } from '#server/figures/visit.ts';
import { ratingCounts, sumsOf } from './catalog-figures-readers.ts';
import type { Database, SqlValue } from './database.ts';

/**
 * A year of a busy shelf is a million counters: other requests run between pieces of so many days.
 */
const DAYS_AT_ONCE = 7;

const SUMS = VISIT_KINDS.map(
  (kind) => `coalesce(sum(v.count) FILTER (WHERE v.kind = '${kind}'), 0) AS "${kind}"`,
).join(', ');
const plus = (a: VisitSums, b: VisitSums): VisitSums => ({
  view: a.view + b.view,
  read: a.read + b.read,
  download: a.download + b.download,
  play: a.play + b.play,
  embed: a.embed + b.embed,
});

/** An item's unit and genre, from the index alone: its document is long. */
const ITEM = 'JOIN item i INDEXED BY item_group ON i.id =';
const ofUnits = (
  itemId: string,
  unitIds: FiguresAsked['unitIds'],
): readonly [join: string, values: readonly SqlValue[]] =>
  unitIds === null
    ? ['', []]
    : [
        `${ITEM} ${itemId} AND i.unit_id IN (SELECT value FROM json_each(?))`,
        [JSON.stringify(unitIds)],
      ];

async function visitsByMonth(
  db: Database,
  { period, unitIds }: FiguresAsked,
): Promise<MonthVisits[]> {
  const [join, values] = ofUnits('v.item_id', unitIds);
  const months = new Map<string, VisitSums>();
  for (const { from, to } of piecesOf(period, DAYS_AT_ONCE)) {
    const [month, row] = [
      from.slice(0, 7),
      db.get<VisitSums & { n: number }>(
        `SELECT count(*) AS n, ${SUMS} FROM visit v ${join} WHERE v.day BETWEEN ? AND ? AND v.item_id <> ''`,
        ...values,
        from,
        to,
      )!,
    ];
    const before = months.get(month);
    if (row.n > 0) months.set(month, before === undefined ? sumsOf(row) : plus(before, row));
    await setImmediate();
  }
  return [...months].map(([month, sums]) => ({ month, ...sums }));
}

async function visitsByGroup(
  db: Database,
  { period, unitIds }: FiguresAsked,
): Promise<GroupVisits[]> {
  const [join, values] =
    unitIds === null ? [`LEFT ${ITEM} v.item_id`, []] : ofUnits('v.item_id', unitIds);
  const groups = new Map<string, GroupVisits>();
  for (const { from, to } of piecesOf(period, DAYS_AT_ONCE)) {
    const rows = db.all<GroupVisits>(
      `SELECT coalesce(i.unit_id, '') AS unitId, coalesce(i.genre, '') AS genre, ${SUMS} FROM visit v ${join} WHERE v.day BETWEEN ? AND ? AND v.item_id <> '' GROUP BY 1, 2`,
      ...values,
      from,
      to,
    );
    for (const row of rows) {
      const key = JSON.stringify([row.unitId, row.genre]);
      const before = groups.get(key);
      groups.set(key, {
        unitId: row.unitId,
        genre: row.genre,
        ...(before === undefined ? sumsOf(row) : plus(before, row)),
      });
    }
    await setImmediate();
  }
  return [...groups.values()].toSorted((a, b) =>
    a.unitId === b.unitId ? (a.genre < b.genre ? -1 : 1) : a.unitId < b.unitId ? -1 : 1,
  );
}

function mostRead(
  db: Database,
  { period: { from, to }, unitIds }: FiguresAsked,
  limit: number,
): ItemVisits[] {
  const [join, values] = ofUnits('r.item_id', unitIds);
  return db
    .all<VisitSums & { id: string }>(
      `
    WITH most (id, reads) AS (
      SELECT r.item_id, sum(r.count) FROM visit r ${join} WHERE r.day BETWEEN ? AND ? AND r.kind IN ('view', 'read') AND r.item_id <> '' GROUP BY r.item_id ORDER BY 2 DESC, 1 LIMIT ?
    )
    SELECT m.id, ${SUMS} FROM most m JOIN visit v ON v.item_id = m.id WHERE v.day BETWEEN ? AND ? GROUP BY m.id ORDER BY m.reads DESC, m.id`,
      ...values,
      from,
      to,
      limit,
      from,
      to,
    )
    .map((row) => ({ itemId: row.id, ...sumsOf(row) }));
}

/** The words of the index `event_step`. */
const [AT, ACTION] = [`json_extract(e.doc, '$.at')`, `json_extract(e.doc, '$.action')`];

const stepsByUnit = (db: Database, { period, unitIds }: FiguresAsked): UnitSteps[] => {
  const [join, values] =
    unitIds === null ? [`${ITEM} e.item_id`, []] : ofUnits('e.item_id', unitIds);
  return db
    .all<UnitSteps>(
      `
    SELECT i.unit_id AS unitId, count(DISTINCT e.item_id) FILTER (WHERE ${ACTION} = 'submit') AS sent, count(DISTINCT e.item_id) FILTER (WHERE ${ACTION} <> 'submit') AS published
    FROM event e INDEXED BY event_step ${join} WHERE ${AT} >= ? AND ${AT} < ? AND ${ACTION} IN ('submit', 'publish', 'bulk-publish') GROUP BY i.unit_id ORDER BY i.unit_id`,
      ...values,
      beginningOf(period.from),
      beginningOf(dayBefore(period.to, -1)),
    )
    .map((row) => ({ ...row }));
};

function ratingsWithin(
  db: Database,
  { period: { from, to }, unitIds }: FiguresAsked,
): RatingCounts {
  const [join, values] = ofUnits('r.item_id', unitIds);
  const rows = db.all<{ answer: RatingAnswer; n: number }>(
    `SELECT r.answer, count(*) AS n FROM rating r ${join} WHERE r.day BETWEEN ? AND ? GROUP BY r.answer`,
    ...values,
    from,
    to,
  );
  return ratingCounts(rows);
}

/** Sums for reports. */
export const catalogFigures = (db: Database): FigureCatalog => ({
  visitsByMonth: (asked) => visitsByMonth(db, asked),
  visitsByGroup: (asked) => visitsByGroup(db, asked),
  mostRead: async (asked, limit) => mostRead(db, asked, limit),
  stepsByUnit: async (asked) => stepsByUnit(db, asked),
  ratingsWithin: async (asked) => ratingsWithin(db, asked),
});
