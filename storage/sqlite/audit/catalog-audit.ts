import type { Alert } from '#server/audit/alert.ts';
import type { AuditCatalog, DeedList, SecurityList } from '#server/audit/audit-catalog.ts';
import {
  CHAIN_HEAD,
  contentOf,
  headOf,
  rowOf,
  type ChainHead,
  type SecurityRow,
} from '#server/audit/security-event.ts';
import { storedEvent, type WorkflowEvent } from '#server/items/workflow-event.ts';
import { putFact } from '../catalog-base.ts';
import { putNotice } from '../catalog-workflow.ts';
import type { Database, SqlValue } from '../database.ts';
import { findDocument, listDocuments } from '../documents.ts';
import { insertJobs } from '../queue.ts';

interface Row {
  readonly content: string;
  readonly previous: string;
  readonly hash: string;
}

export const securityRowOf = ({ content, previous, hash }: Row): SecurityRow =>
  rowOf(content, previous, hash);

/** Inserts or replaces by sequence; inside a running transaction. */
export const putSecurityRow = (db: Database, row: SecurityRow): void => {
  db.run(
    'INSERT OR REPLACE INTO security_event (sequence, at, kind, actor_id, account_id, unit_id, content, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    row.sequence,
    row.at,
    row.kind,
    row.actorId,
    row.targetKind === 'account' ? row.targetId : null,
    row.unitId,
    contentOf(row),
    row.previous,
    row.hash,
  );
};

const head = (db: Database): ChainHead =>
  headOf(
    db.get<{ value: string }>('SELECT value FROM fact WHERE key = ?', CHAIN_HEAD)?.value ?? null,
  );

/**
 * Clocks of several processes differ by less than what this many rows take: rows by instant lie
 * between the first and the last of their time, give or take so many.
 */
const OUT_OF_ORDER = 500;

/** The condition of a list: its days as a range of sequences, so that paging is a seek. */
function conditionOf({ kind, personId, unitIds, from, until, order, after }: SecurityList): {
  readonly where: string;
  readonly values: readonly SqlValue[];
} {
  const where = ['1'];
  const values: SqlValue[] = [];
  const add = (condition: string, ...given: readonly SqlValue[]): void => {
    where.push(condition);
    values.push(...given);
  };
  if (after !== null) add(order === 'newest' ? 'sequence < ?' : 'sequence > ?', after);
  if (kind !== null) add('kind = ?', kind);
  if (personId !== null) add('(actor_id = ? OR account_id = ?)', personId, personId);
  if (unitIds !== null) add(`unit_id IN (${unitIds.map(() => '?').join(', ')})`, ...unitIds);
  if (from !== null)
    add(
      `at >= ? AND sequence >= (SELECT sequence FROM security_event WHERE at >= ? ORDER BY at, sequence LIMIT 1) - ${OUT_OF_ORDER}`,
      from,
      from,
    );
  if (until !== null)
    add(
      `at < ? AND sequence <= (SELECT sequence FROM security_event WHERE at < ? ORDER BY at DESC, sequence DESC LIMIT 1) + ${OUT_OF_ORDER}`,
      until,
      until,
    );
  return { where: where.join(' AND '), values };
}

const AT = `json_extract(doc, '$.at')`;

/** As the indices of events write it. */
function deedsWhere({ personId, unitIds, action, itemId, from, until, after }: DeedList): {
  readonly where: string;
  readonly values: readonly SqlValue[];
} {
  const conditions: readonly (readonly [string, ...SqlValue[]] | null)[] = [
    personId === null ? null : [`json_extract(doc, '$.actorId') = ?`, personId],
    unitIds === null
      ? null
      : [`json_extract(doc, '$.unitId') IN (${unitIds.map(() => '?').join(', ')})`, ...unitIds],
    action === null ? null : [`json_extract(doc, '$.action') = ?`, action],
    itemId === null ? null : ['item_id = ?', itemId],
    from === null ? null : [`${AT} >= ?`, from],
    until === null ? null : [`${AT} < ?`, until],
    after === null ? null : [`(${AT}, id) < (?, ?)`, after.at, after.id],
  ];
  const given = conditions.filter((condition) => condition !== null);
  return {
    where: ['1', ...given.map(([text]) => text)].join(' AND '),
    values: given.flatMap(([, ...values]) => values),
  };
}

/** The security log and the alerts that last. */
export const catalogAudit = (db: Database): AuditCatalog => ({
  addSecurityEvents: async (events, seal) =>
    db.transaction(() => {
      let last = head(db);
      const rows = events.map((event) => {
        const row = seal(last, event);
        last = { sequence: row.sequence, hash: row.hash };
        return row;
      });
      for (const row of rows) putSecurityRow(db, row);
      putFact(db, { key: CHAIN_HEAD, value: JSON.stringify(last) });
      return rows;
    }),
  securityHead: async () => head(db),
  listSecurityRows: async (list) => {
    const { where, values } = conditionOf(list);
    return db
      .all<Row>(
        `SELECT content, previous, hash FROM security_event WHERE ${where} ORDER BY sequence ${list.order === 'newest' ? 'DESC' : ''} LIMIT ?`,
        ...values,
        list.limit,
      )
      .map(securityRowOf);
  },
  listDeeds: async (list) => {
    const { where, values } = deedsWhere(list);
    return listDocuments<WorkflowEvent>(
      db,
      `SELECT doc FROM event WHERE ${where} ORDER BY ${AT} DESC, id DESC LIMIT ?`,
      ...values,
      list.limit,
    ).map(storedEvent);
  },
  forgetSecurityRows: async (through) =>
    db.run('DELETE FROM security_event WHERE sequence <= ?', through).changes,
  beginAlert: async (alert, notices, jobs) =>
    db.transaction(() => {
      const open = findDocument<Alert>(db, 'SELECT doc FROM alert WHERE cause = ?', alert.cause);
      const doc = open === null ? alert : { ...open, lastAt: alert.lastAt };
      db.run(
        'INSERT OR REPLACE INTO alert (cause, doc) VALUES (?, ?)',
        alert.cause,
        JSON.stringify(doc),
      );
      if (open !== null) return false;
      for (const notice of notices) putNotice(db, notice);
      insertJobs(db, jobs, alert.lastAt);
      return true;
    }),
  endAlert: async (cause) => db.run('DELETE FROM alert WHERE cause = ?', cause).changes === 1,
  listAlerts: async () => listDocuments<Alert>(db, 'SELECT doc FROM alert ORDER BY cause'),
});
