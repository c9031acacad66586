import type { ClientSession, Connection, Model } from 'mongoose';
import { AppError } from '#server/base/errors.ts';
import type { CorrectionCatalog, CorrectionChange } from '#server/correction/correction-catalog.ts';
import type {
  CorrectedPageKey,
  CorrectionEvent,
  PageCorrection,
  PageHold,
} from '#server/correction/page-correction.ts';
import type { TextReport } from '#server/correction/text-report.ts';
import type { AwaitingItem } from '#server/correction/trust.ts';
import type { Item } from '#server/items/item.ts';
import type { CorrectionRecord } from '#server/keeping/shelf-record.ts';
import type { Models } from '../models.ts';
import { insertJobs } from '../queue.ts';
import { bumpRevision } from '../revision.ts';
import type {
  CorrectionEventRow,
  CorrectionRow,
  HoldRow,
  TextReportRow,
} from '../rows/correction.ts';
import { inTransaction } from '../transactions.ts';

const idOf = ({ itemId, sha256, page }: CorrectedPageKey): string => `${itemId}/${sha256}/${page}`;
const keyOf = ({ itemId, sha256, page }: CorrectedPageKey) => ({ itemId, sha256, page });

const rowOf = (correction: PageCorrection): CorrectionRow => ({
  _id: idOf(correction),
  ...keyOf(correction),
  version: correction.version,
  isDone: correction.done !== null,
  correction,
});
const eventRow = (event: CorrectionEvent): CorrectionEventRow => ({
  _id: event.id,
  ...keyOf(event),
  event,
});

const UPSERT = { upsert: true, runValidators: true } as const;

async function putEvents(
  { correctionEvents }: Models,
  events: readonly CorrectionEvent[],
  session: ClientSession,
): Promise<void> {
  for (const event of events)
    await correctionEvents.replaceOne({ _id: event.id }, eventRow(event), { ...UPSERT, session });
}

/** Inserts or replaces, inside a running transaction. */
export async function putTextReport(
  { textReports }: Models,
  report: TextReport,
  session: ClientSession,
): Promise<void> {
  const row: TextReportRow = { _id: report.id, ...keyOf(report), report };
  await textReports.replaceOne({ _id: report.id }, row, { ...UPSERT, session });
}

/** Takes a page in with its history, as a backup or move carries it. */
export async function putCorrectionRecord(
  models: Models,
  { correction, events }: CorrectionRecord,
  session: ClientSession,
): Promise<void> {
  const row = rowOf(correction);
  await models.pageCorrections.replaceOne({ _id: row._id }, row, { ...UPSERT, session });
  await putEvents(models, events, session);
}

/** What is kept of the pages of an item, as a backup or move carries it. */
export async function correctionRecords(
  { pageCorrections, correctionEvents }: Models,
  itemId: string,
  session: ClientSession,
): Promise<CorrectionRecord[]> {
  const kept: CorrectionRecord[] = [];
  const rows = await pageCorrections
    .find({ itemId }, null, { session, sort: { sha256: 1, page: 1 } })
    .lean();
  for (const { correction } of rows as CorrectionRow[]) {
    const events = await correctionEvents
      .find(keyOf(correction), null, { session, sort: { _id: 1 } })
      .lean();
    kept.push({ correction, events: events.map((row) => (row as CorrectionEventRow).event) });
  }
  return kept;
}

export const textReportsOf = async (
  { textReports }: Models,
  itemId: string,
  session: ClientSession | null = null,
): Promise<TextReport[]> =>
  (
    await textReports
      .find({ itemId }, null, { session, sort: { sha256: 1, page: 1, _id: 1 } })
      .lean()
  ).map((row) => (row as TextReportRow).report);

/** Forgets what was made of files that the item does not name any more. */
export async function dropCorrectionsOfGone(
  { pageCorrections, correctionEvents, pageHolds, textReports }: Models,
  { id, attachments }: Item,
  session: ClientSession,
): Promise<void> {
  const gone = { itemId: id, sha256: { $nin: attachments.map((a) => a.sha256) } };
  await pageCorrections.deleteMany(gone, { session });
  await correctionEvents.deleteMany(gone, { session });
  await pageHolds.deleteMany(gone, { session });
  await textReports.deleteMany(gone, { session });
}

async function save(
  models: Models,
  { correction, events, jobs, settled = [] }: CorrectionChange,
  session: ClientSession,
): Promise<void> {
  const { pageCorrections, textReports } = models;
  const row = rowOf({ ...correction, version: correction.version + 1 });
  if (correction.version === 0) {
    const known = await pageCorrections.findById(row._id, { version: 1 }, { session }).lean();
    if (known !== null) throw new AppError('stale-version');
    await pageCorrections.create([row], { session });
  } else {
    const { matchedCount } = await pageCorrections.replaceOne(
      { _id: row._id, version: correction.version },
      row,
      { session, runValidators: true },
    );
    if (matchedCount === 0) throw new AppError('stale-version');
  }
  await putEvents(models, events, session);
  if (settled.length > 0) await textReports.deleteMany({ _id: { $in: settled } }, { session });
  await insertJobs(models, jobs, new Date().toISOString(), session);
  await bumpRevision(models, session);
}

async function hold(
  { pageHolds }: Models,
  key: CorrectedPageKey,
  holder: PageHold,
  now: string,
  session: ClientSession,
): Promise<PageHold> {
  const _id = idOf(key);
  const known = (await pageHolds.findById(_id, null, { session }).lean()) as HoldRow | null;
  if (known !== null && known.accountId !== holder.accountId && known.until > now)
    return { accountId: known.accountId, name: known.name, until: known.until };
  await pageHolds.replaceOne({ _id }, { _id, ...keyOf(key), ...holder }, { ...UPSERT, session });
  return holder;
}

/** How many rows of a collection each item has. */
async function perItem<Row>(
  model: Model<Row>,
  match: Record<string, unknown>,
): Promise<ReadonlyMap<string, number>> {
  const rows = await model.aggregate<{ _id: string; n: number }>([
    { $match: match },
    { $group: { _id: '$itemId', n: { $sum: 1 } } },
  ]);
  return new Map(rows.map(({ _id, n }) => [_id, n]));
}

async function awaiting(
  { pageReadings, pageCorrections, textReports, items }: Models,
  unitIds: readonly string[] | null,
  limit: number,
): Promise<AwaitingItem[]> {
  const read = await perItem(pageReadings, { reason: null });
  const done = await perItem(pageCorrections, { isDone: true });
  const reported = await perItem(textReports, {});
  const waiting = [...read].flatMap(([itemId, n]) =>
    (done.get(itemId) ?? 0) < n || reported.has(itemId) ? [itemId] : [],
  );
  const of = unitIds === null ? {} : { unitId: { $in: [...unitIds] } };
  const found = await items
    .find({ _id: { $in: waiting }, ...of }, { state: 1 }, { sort: { _id: -1 } })
    .lean();
  return found
    .map(({ _id, state }) => ({
      itemId: _id,
      isPublished: state === 'published',
      read: read.get(_id)!,
      done: done.get(_id) ?? 0,
      reports: reported.get(_id) ?? 0,
    }))
    .toSorted((a, b) => Number(b.isPublished) - Number(a.isPublished))
    .slice(0, limit);
}

const reports = (
  connection: Connection,
  models: Models,
): Pick<
  CorrectionCatalog,
  'addTextReport' | 'listTextReports' | 'findTextReport' | 'forgetTextReports'
> => ({
  addTextReport: (report, most) =>
    inTransaction(connection, async (session) => {
      const known = await models.textReports.countDocuments(keyOf(report)).session(session);
      if (known >= most) return false;
      await putTextReport(models, report, session);
      return true;
    }),
  listTextReports: (itemId) => textReportsOf(models, itemId),
  forgetTextReports: async (day) => {
    await models.textReports.deleteMany({ 'report.day': { $lt: day } });
  },
  findTextReport: async (id) =>
    ((await models.textReports.findById(id).lean()) as TextReportRow | null)?.report ?? null,
});

const events = ({
  correctionEvents,
}: Models): Pick<CorrectionCatalog, 'listCorrectionEvents' | 'findCorrectionEvent'> => ({
  listCorrectionEvents: async ({ itemId, page, limit, before }) =>
    (
      await correctionEvents
        .find({ itemId, ...page, ...(before === null ? {} : { _id: { $lt: before } }) }, null, {
          sort: { _id: -1 },
          limit,
        })
        .lean()
    ).map((row) => (row as CorrectionEventRow).event),
  findCorrectionEvent: async (id) =>
    ((await correctionEvents.findById(id).lean()) as CorrectionEventRow | null)?.event ?? null,
});

/** What people made of pages, with its history; who has which page; what readers reported. */
export function catalogCorrection(connection: Connection, models: Models): CorrectionCatalog {
  const { pageCorrections, pageHolds } = models;
  return {
    findCorrection: async (key) =>
      ((await pageCorrections.findById(idOf(key)).lean()) as CorrectionRow | null)?.correction ??
      null,
    listCorrections: async (itemId, sha256) =>
      (await pageCorrections.find({ itemId, sha256 }, null, { sort: { page: 1 } }).lean()).map(
        (row) => (row as CorrectionRow).correction,
      ),
    saveCorrection: (change) =>
      inTransaction(connection, (session) => save(models, change, session)),
    listDonePages: async (itemId) =>
      (
        await pageCorrections
          .find({ itemId, isDone: true }, { sha256: 1, page: 1 }, { sort: { sha256: 1, page: 1 } })
          .lean()
      ).map(({ sha256, page }) => ({ sha256, page })),
    listAwaiting: (unitIds, limit) => awaiting(models, unitIds, limit),
    holdPage: (key, holder, now) =>
      inTransaction(connection, (session) => hold(models, key, holder, now, session)),
    releasePage: async (key, accountId) => {
      await pageHolds.deleteOne({ _id: idOf(key), accountId });
    },
    ...events(models),
    ...reports(connection, models),
  };
}
