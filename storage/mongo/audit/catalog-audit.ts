import type { ClientSession, Connection, QueryFilter } from 'mongoose';
import type { Alert } from '#server/audit/alert.ts';
import type { AuditCatalog, DeedList, SecurityList } from '#server/audit/audit-catalog.ts';
import {
  CHAIN_HEAD,
  contentOf,
  headOf,
  rowOf,
  type ChainHead,
  type Seal,
  type SecurityEvent,
  type SecurityRow,
} from '#server/audit/security-event.ts';
import { storedEvent, type WorkflowEvent } from '#server/items/workflow-event.ts';
import { putNotices } from '../catalog-workflow.ts';
import type { Models } from '../models.ts';
import { insertJobs } from '../queue.ts';
import type { SecurityEventRow } from '../rows/audit.ts';
import type { EventRow } from '../rows/items.ts';
import { inTransaction } from '../transactions.ts';

const DIGITS = 12;
export const sequenceKey = (sequence: number): string =>
  String(Math.max(0, sequence)).padStart(DIGITS, '0');

export const securityRowOf = ({ content, previous, hash }: SecurityEventRow): SecurityRow =>
  rowOf(content, previous, hash);

export const securityEventRow = (row: SecurityRow): SecurityEventRow => ({
  _id: sequenceKey(row.sequence),
  at: row.at,
  kind: row.kind,
  people: [row.actorId, row.targetKind === 'account' ? row.targetId : null].filter(
    (id) => id !== null,
  ),
  unitId: row.unitId,
  content: contentOf(row),
  previous: row.previous,
  hash: row.hash,
});

const head = async ({ facts }: Models, session: ClientSession | null = null): Promise<ChainHead> =>
  headOf((await facts.findById(CHAIN_HEAD, null, { session }).lean())?.value ?? null);

/** Two that add at once write the same sequence: one of them begins anew behind the other. */
const MOST_ATTEMPTS = 100;

const addEvents = (
  connection: Connection,
  models: Models,
  events: readonly SecurityEvent[],
  seal: Seal,
): Promise<SecurityRow[]> =>
  inTransaction(
    connection,
    async (session) => {
      let last = await head(models, session);
      const rows = events.map((event) => {
        const row = seal(last, event);
        last = { sequence: row.sequence, hash: row.hash };
        return row;
      });
      await models.securityEvents.insertMany(rows.map(securityEventRow), { session });
      await models.facts.replaceOne(
        { _id: CHAIN_HEAD },
        { _id: CHAIN_HEAD, value: JSON.stringify(last) },
        { upsert: true, session, runValidators: true },
      );
      return rows;
    },
    MOST_ATTEMPTS,
  );

/**
 * Clocks of several processes differ by less than what this many rows take: rows by instant lie
 * between the first and the last of their time, give or take so many.
 */
const OUT_OF_ORDER = 500;

/** Where a time begins or ends among the rows; null when it has none. */
async function edge(
  { securityEvents }: Models,
  at: { readonly $gte: string } | { readonly $lt: string },
  direction: 1 | -1,
): Promise<number | null> {
  const row = await securityEvents
    .findOne({ at }, { _id: 1 }, { sort: { at: direction, _id: direction } })
    .lean();
  return row === null ? null : Number(row._id);
}

/** The rows of a list: its days as a range of sequences, so that paging is a seek; null for none. */
async function filterOf(
  models: Models,
  { kind, personId, unitIds, from, until, order, after }: SecurityList,
): Promise<QueryFilter<SecurityEventRow> | null> {
  const first = from === null ? null : await edge(models, { $gte: from }, 1);
  const last = until === null ? null : await edge(models, { $lt: until }, -1);
  if ((from !== null && first === null) || (until !== null && last === null)) return null;
  const ids: QueryFilter<SecurityEventRow>[] = [
    ...(first === null ? [] : [{ _id: { $gte: sequenceKey(first - OUT_OF_ORDER) } }]),
    ...(last === null ? [] : [{ _id: { $lte: sequenceKey(last + OUT_OF_ORDER) } }]),
    ...(after === null
      ? []
      : [{ _id: order === 'newest' ? { $lt: sequenceKey(after) } : { $gt: sequenceKey(after) } }]),
  ];
  return {
    ...(kind === null ? {} : { kind }),
    ...(personId === null ? {} : { people: personId }),
    ...(unitIds === null ? {} : { unitId: { $in: [...unitIds] } }),
    ...(from === null && until === null
      ? {}
      : {
          at: {
            ...(from === null ? {} : { $gte: from }),
            ...(until === null ? {} : { $lt: until }),
          },
        }),
    ...(ids.length === 0 ? {} : { $and: ids }),
  };
}

async function listRows(models: Models, list: SecurityList): Promise<SecurityRow[]> {
  const filter = await filterOf(models, list);
  if (filter === null) return [];
  const rows = await models.securityEvents
    .find(filter, null, { sort: { _id: list.order === 'newest' ? -1 : 1 }, limit: list.limit })
    .lean();
  return rows.map((row) => securityRowOf(row as SecurityEventRow));
}

async function listDeeds({ events }: Models, list: DeedList): Promise<WorkflowEvent[]> {
  const { personId, unitIds, action, itemId, from, until, after, limit } = list;
  const filter: QueryFilter<EventRow> = {
    ...(personId === null ? {} : { 'event.actorId': personId }),
    ...(unitIds === null ? {} : { 'event.unitId': { $in: [...unitIds] } }),
    ...(action === null ? {} : { 'event.action': action }),
    ...(itemId === null ? {} : { itemId }),
    $and: [
      ...(from === null ? [] : [{ 'event.at': { $gte: from } }]),
      ...(until === null ? [] : [{ 'event.at': { $lt: until } }]),
      ...(after === null
        ? []
        : [
            { 'event.at': { $lte: after.at } },
            { $or: [{ 'event.at': { $lt: after.at } }, { _id: { $lt: after.id } }] },
          ]),
      {},
    ],
  };
  const rows = await events
    .find(filter, { event: 1 }, { sort: { 'event.at': -1, _id: -1 }, limit })
    .lean();
  return rows.map((row) => storedEvent(row.event as WorkflowEvent));
}

/** The security log and the alerts that last. */
export const catalogAudit = (connection: Connection, models: Models): AuditCatalog => ({
  addSecurityEvents: (events, seal) => addEvents(connection, models, events, seal),
  securityHead: () => head(models),
  listSecurityRows: (list) => listRows(models, list),
  listDeeds: (list) => listDeeds(models, list),
  forgetSecurityRows: async (through) =>
    (await models.securityEvents.deleteMany({ _id: { $lte: sequenceKey(through) } })).deletedCount,
  beginAlert: (alert, notices, jobs) =>
    inTransaction(connection, async (session) => {
      const { alerts } = models;
      const open = await alerts.findOneAndUpdate(
        { _id: alert.cause },
        { $set: { 'alert.lastAt': alert.lastAt } },
        { session },
      );
      if (open !== null) return false;
      await alerts.insertMany([{ _id: alert.cause, alert }], { session });
      await putNotices(models, notices, session);
      await insertJobs(models, jobs, alert.lastAt, session);
      return true;
    }),
  endAlert: async (cause) => (await models.alerts.deleteOne({ _id: cause })).deletedCount === 1,
  listAlerts: async () =>
    (await models.alerts.find({}, null, { sort: { _id: 1 } }).lean()).map(
      (row) => row.alert as Alert,
    ),
});
