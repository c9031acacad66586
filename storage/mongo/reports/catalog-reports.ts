import type { ClientSession, Connection } from 'mongoose';
import { AppError } from '#server/base/errors.ts';
import { beginningOf } from '#server/base/vietnam-time.ts';
import { dayBefore } from '#server/figures/visit.ts';
import type { ReportPeriod } from '#server/holdings/holding-report.ts';
import type { Item } from '#server/items/item.ts';
import type { ReportCatalog, ReportItems, ReportRecord } from '#server/reports/report-catalog.ts';
import type { ItemFacts } from '#server/reports/report-figures.ts';
import type { UnitReport } from '#server/reports/report.ts';
import type { ReportRound } from '#server/reports/round.ts';
import { putNotices } from '../catalog-workflow.ts';
import type { Models } from '../models.ts';
import type { ReportItemsRow, RoundRow, UnitReportRow } from '../rows/reports.ts';
import { inTransaction } from '../transactions.ts';

/** Items looked up at once. */
const TOGETHER = 500;
const SHOWING_STEPS = ['publish', 'bulk-publish', 'withdraw', 'restore'];

const roundRow = (round: ReportRound): RoundRow => ({
  _id: round.id,
  version: round.version,
  until: round.to,
  round,
});
const reportRow = (report: UnitReport, freezes = 0): UnitReportRow => ({
  _id: report.id,
  roundId: report.roundId,
  unitId: report.unitId,
  state: report.state,
  version: report.version,
  freezes,
  report,
});
const itemsRow = (items: ReportItems): ReportItemsRow => ({
  _id: `${items.reportId}\n${items.edition}`,
  items,
});

async function findRound(
  { reportRounds }: Models,
  id: string,
  session: ClientSession | null = null,
): Promise<ReportRound | null> {
  const row = (await reportRounds.findById(id).session(session).lean()) as RoundRow | null;
  return row?.round ?? null;
}

async function saveRound(
  models: Models,
  round: ReportRound,
  freezes: boolean,
  session: ClientSession,
): Promise<ReportRound> {
  const { reportRounds, unitReports } = models;
  const stored = await findRound(models, round.id, session);
  if ((stored?.version ?? 0) !== round.version)
    throw new AppError('stale-version', { id: round.id });
  if (freezes) {
    const waits = await unitReports
      .exists({ roundId: round.id, state: 'sent' })
      .session(session)
      .lean();
    if (waits !== null) throw new AppError('wrong-state', { id: round.id });
    // Whoever saves one of them at the same moment writes the same row: one of both begins again.
    await unitReports.updateMany({ roundId: round.id }, { $inc: { freezes: 1 } }, { session });
  }
  const saved = { ...round, version: round.version + 1 };
  if (stored === null) await reportRounds.create([roundRow(saved)], { session });
  else
    await reportRounds.replaceOne({ _id: round.id }, roundRow(saved), {
      session,
      runValidators: true,
    });
  return saved;
}

async function saveReport(
  models: Models,
  report: UnitReport,
  { items, notices = [] }: NonNullable<Parameters<ReportCatalog['saveReport']>[1]>,
  session: ClientSession,
): Promise<UnitReport> {
  const { unitReports, reportItems } = models;
  const stored = (await unitReports
    .findById(report.id)
    .session(session)
    .lean()) as UnitReportRow | null;
  if ((stored?.version ?? 0) !== report.version)
    throw new AppError('stale-version', { id: report.id });
  const corrects = report.edition === (stored?.report.edition ?? 1) + 1;
  const round = await findRound(models, report.roundId, session);
  if (round?.state === 'frozen' && !corrects) throw new AppError('wrong-state', { id: report.id });
  const saved = { ...report, version: report.version + 1 };
  if (stored === null) await unitReports.create([reportRow(saved)], { session });
  else
    await unitReports.replaceOne({ _id: report.id }, reportRow(saved, stored.freezes), {
      session,
      runValidators: true,
    });
  if (items !== undefined) {
    const row = itemsRow({ reportId: report.id, edition: report.edition, items });
    await reportItems.replaceOne({ _id: row._id }, row, { upsert: true, session });
  }
  await putNotices(models, notices, session);
  return saved;
}

/** The showing steps and the visits of some items, by item. */
async function factsOf(
  { events, visits }: Models,
  ids: readonly string[],
  { from, to }: ReportPeriod,
) {
  const those = { $in: [...ids] };
  const steps = await events.aggregate<{ itemId: string; at: string; action: string }>([
    {
      $match: {
        itemId: those,
        'event.action': { $in: SHOWING_STEPS },
        'event.at': { $lt: beginningOf(dayBefore(to, -1)) },
      },
    },
    { $sort: { _id: 1 } },
    { $project: { _id: 0, itemId: 1, at: '$event.at', action: '$event.action' } },
  ]);
  const read = await visits.aggregate<{ _id: string; reads: number; downloads: number }>([
    { $match: { itemId: those, day: { $gte: from, $lte: to } } },
    {
      $group: {
        _id: '$itemId',
        reads: { $sum: { $cond: [{ $in: ['$kind', ['view', 'read']] }, '$count', 0] } },
        downloads: { $sum: { $cond: [{ $eq: ['$kind', 'download'] }, '$count', 0] } },
      },
    },
  ]);
  return {
    steps: Map.groupBy(steps, ({ itemId }) => itemId),
    read: new Map(read.map((one) => [one._id, one])),
  };
}

async function itemFacts(
  models: Models,
  unitIds: readonly string[],
  period: ReportPeriod,
): Promise<ItemFacts[]> {
  const rows = (await models.items
    .find(
      { unitId: { $in: [...unitIds] }, state: { $in: ['published', 'withdrawn'] } },
      { 'item.title': 1, 'item.subjects': 1, 'item.genre': 1, 'item.publishedAt': 1 },
      { sort: { _id: 1 } },
    )
    .lean()) as {
    _id: string;
    item: Pick<Item, 'title' | 'subjects' | 'genre' | 'publishedAt'>;
  }[];
  const facts: ItemFacts[] = [];
  for (let at = 0; at < rows.length; at += TOGETHER) {
    const some = rows.slice(at, at + TOGETHER);
    const { steps, read } = await factsOf(
      models,
      some.map(({ _id }) => _id),
      period,
    );
    for (const { _id: id, item } of some)
      facts.push({
        id,
        title: item.title,
        subject: item.subjects[0] ?? '',
        genre: item.genre,
        publishedAt: item.publishedAt,
        steps: (steps.get(id) ?? []).map(({ at: when, action }) => ({
          at: when,
          shows: action !== 'withdraw',
        })),
        reads: read.get(id)?.reads ?? 0,
        downloads: read.get(id)?.downloads ?? 0,
      });
  }
  return facts;
}

/** As many units as send in the same second have to begin again. */
const MOST_ATTEMPTS = 50;

/** Rounds of reports, what units reported, and the items behind it. */
export const catalogReports = (connection: Connection, models: Models): ReportCatalog => ({
  saveRound: (round) =>
    inTransaction(connection, (session) => saveRound(models, round, false, session)),
  freezeRound: (round) =>
    inTransaction(connection, (session) => saveRound(models, round, true, session)),
  findRound: (id) => findRound(models, id),
  listRounds: async () =>
    (
      (await models.reportRounds
        .find({}, null, { sort: { until: -1, _id: 1 } })
        .lean()) as RoundRow[]
    ).map(({ round }) => round),
  saveReport: (report, more = {}) =>
    inTransaction(
      connection,
      (session) => saveReport(models, report, more, session),
      MOST_ATTEMPTS,
    ),
  findReport: async (id) =>
    ((await models.unitReports.findById(id).lean()) as UnitReportRow | null)?.report ?? null,
  listReports: async (roundId) =>
    (
      (await models.unitReports
        .find({ roundId }, null, { sort: { unitId: 1 } })
        .lean()) as UnitReportRow[]
    ).map(({ report }) => report),
  findReportItems: async (reportId, edition) =>
    ((await models.reportItems.findById(`${reportId}\n${edition}`).lean()) as ReportItemsRow | null)
      ?.items ?? null,
  itemFacts: (unitIds, period) => itemFacts(models, unitIds, period),
});

/** Inserts or replaces by key, as backups and moves bring them; inside a running transaction. */
export async function putReportRecord(
  { reportRounds, unitReports, reportItems }: Models,
  record: ReportRecord,
  session: ClientSession,
): Promise<void> {
  const how = { upsert: true, session, runValidators: true };
  if ('round' in record)
    await reportRounds.replaceOne({ _id: record.round.id }, roundRow(record.round), how);
  else if ('report' in record)
    await unitReports.replaceOne({ _id: record.report.id }, reportRow(record.report), how);
  else {
    const row = itemsRow(record.items);
    await reportItems.replaceOne({ _id: row._id }, row, how);
  }
}

/** Rounds, then reports, then the items behind them, each by key. */
export async function* reportRecords({
  reportRounds,
  unitReports,
  reportItems,
}: Models): AsyncIterable<ReportRecord> {
  for await (const { round } of reportRounds
    .find({}, null, { sort: { _id: 1 } })
    .lean()
    .cursor())
    yield { round: round as ReportRound };
  for await (const { report } of unitReports
    .find({}, null, { sort: { _id: 1 } })
    .lean()
    .cursor())
    yield { report: report as UnitReport };
  for await (const { items } of reportItems
    .find({}, null, { sort: { _id: 1 } })
    .lean()
    .cursor())
    yield { items: items as ReportItems };
}
