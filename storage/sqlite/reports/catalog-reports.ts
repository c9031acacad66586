import { setImmediate } from 'node:timers/promises';
import { AppError } from '#server/base/errors.ts';
import { beginningOf } from '#server/base/vietnam-time.ts';
import { dayBefore } from '#server/figures/visit.ts';
import type { ReportPeriod } from '#server/holdings/holding-report.ts';
import type { ReportCatalog, ReportItems, ReportRecord } from '#server/reports/report-catalog.ts';
import type { ItemFacts, ItemStep } from '#server/reports/report-figures.ts';
import type { UnitReport } from '#server/reports/report.ts';
import type { ReportRound } from '#server/reports/round.ts';
import { putNotice } from '../catalog-workflow.ts';
import type { Database } from '../database.ts';
import { findDocument, listDocuments } from '../documents.ts';

/** Items read before other requests have their turn. */
const TOGETHER = 200;

const putRound = (db: Database, round: ReportRound): void => {
  db.run(
    'INSERT OR REPLACE INTO report_round (id, version, until, doc) VALUES (?, ?, ?, ?)',
    round.id,
    round.version,
    round.to,
    JSON.stringify(round),
  );
};
const putReport = (db: Database, report: UnitReport): void => {
  db.run(
    'INSERT OR REPLACE INTO unit_report (id, round_id, unit_id, state, version, doc) VALUES (?, ?, ?, ?, ?, ?)',
    report.id,
    report.roundId,
    report.unitId,
    report.state,
    report.version,
    JSON.stringify(report),
  );
};
const putItems = (db: Database, items: ReportItems): void => {
  db.run(
    'INSERT OR REPLACE INTO report_item (report_id, edition, doc) VALUES (?, ?, ?)',
    items.reportId,
    items.edition,
    JSON.stringify(items),
  );
};

const findRound = (db: Database, id: string): ReportRound | null =>
  findDocument(db, 'SELECT doc FROM report_round WHERE id = ?', id);
const findReport = (db: Database, id: string): UnitReport | null =>
  findDocument(db, 'SELECT doc FROM unit_report WHERE id = ?', id);

function mustBeAt(id: string, given: number, stored: { readonly version: number } | null): void {
  if ((stored?.version ?? 0) !== given) throw new AppError('stale-version', { id });
}

function saveRound(db: Database, round: ReportRound, freezes: boolean): ReportRound {
  return db.transaction(() => {
    mustBeAt(round.id, round.version, findRound(db, round.id));
    const waits = `SELECT id FROM unit_report WHERE round_id = ? AND state = 'sent' LIMIT 1`;
    if (freezes && db.get<{ id: string }>(waits, round.id) !== undefined)
      throw new AppError('wrong-state', { id: round.id });
    const saved = { ...round, version: round.version + 1 };
    putRound(db, saved);
    return saved;
  });
}

const saveReport = (
  db: Database,
  report: UnitReport,
  { items, notices = [] }: NonNullable<Parameters<ReportCatalog['saveReport']>[1]>,
): UnitReport =>
  db.transaction(() => {
    const stored = findReport(db, report.id);
    mustBeAt(report.id, report.version, stored);
    const corrects = report.edition === (stored?.edition ?? 1) + 1;
    if (findRound(db, report.roundId)?.state === 'frozen' && !corrects)
      throw new AppError('wrong-state', { id: report.id });
    const saved = { ...report, version: report.version + 1 };
    putReport(db, saved);
    if (items !== undefined) putItems(db, { reportId: report.id, edition: report.edition, items });
    for (const notice of notices) putNotice(db, notice);
    return saved;
  });

interface FactRow {
  readonly id: string;
  readonly title: string;
  readonly subject: string;
  readonly genre: string;
  readonly publishedAt: string | null;
  readonly steps: string;
  readonly reads: number;
  readonly downloads: number;
}

const VISITS = `(SELECT coalesce(sum(count), 0) FROM visit v WHERE v.item_id = i.id AND v.day BETWEEN ?2 AND ?3 AND v.kind`;
const FACTS = `
  SELECT i.id AS id, i.doc ->> '$.title' AS title, coalesce(i.doc ->> '$.subjects[0]', '') AS subject, i.genre AS genre,
    i.doc ->> '$.publishedAt' AS publishedAt,
    (SELECT json_group_array(json_array(e.doc ->> '$.at', e.doc ->> '$.action') ORDER BY e.id) FROM event e
     WHERE e.item_id = i.id AND e.doc ->> '$.at' < ?4 AND e.doc ->> '$.action' IN ('publish', 'bulk-publish', 'withdraw', 'restore')) AS steps,
    ${VISITS} IN ('view', 'read')) AS reads, ${VISITS} = 'download') AS downloads
  FROM item i WHERE i.id IN (SELECT value FROM json_each(?1)) ORDER BY i.id`;

async function itemFacts(
  db: Database,
  unitIds: readonly string[],
  { from, to }: ReportPeriod,
): Promise<ItemFacts[]> {
  const ids = db
    .all<{ id: string }>(
      `SELECT id FROM item WHERE unit_id IN (SELECT value FROM json_each(?)) AND state IN ('published', 'withdrawn') ORDER BY id`,
      JSON.stringify(unitIds),
    )
    .map(({ id }) => id);
  const facts: ItemFacts[] = [];
  for (let at = 0; at < ids.length; at += TOGETHER) {
    const rows = db.all<FactRow>(
      FACTS,
      JSON.stringify(ids.slice(at, at + TOGETHER)),
      from,
      to,
      beginningOf(dayBefore(to, -1)),
    );
    for (const row of rows) {
      const steps = JSON.parse(row.steps) as readonly (readonly [string, string])[];
      facts.push({
        ...row,
        steps: steps.map(([when, action]): ItemStep => ({
          at: when,
          shows: action !== 'withdraw',
        })),
      });
    }
    await setImmediate();
  }
  return facts;
}

/** Rounds of reports, what units reported, and the items behind it. */
export const catalogReports = (db: Database): ReportCatalog => ({
  saveRound: async (round) => saveRound(db, round, false),
  freezeRound: async (round) => saveRound(db, round, true),
  findRound: async (id) => findRound(db, id),
  listRounds: async () => listDocuments(db, 'SELECT doc FROM report_round ORDER BY until DESC, id'),
  saveReport: async (report, more = {}) => saveReport(db, report, more),
  findReport: async (id) => findReport(db, id),
  listReports: async (roundId) =>
    listDocuments(db, 'SELECT doc FROM unit_report WHERE round_id = ? ORDER BY unit_id', roundId),
  findReportItems: async (reportId, edition) =>
    findDocument(
      db,
      'SELECT doc FROM report_item WHERE report_id = ? AND edition = ?',
      reportId,
      edition,
    ),
  itemFacts: (unitIds, period) => itemFacts(db, unitIds, period),
});

/** Inserts or replaces by key, as backups and moves bring them; in a running transaction. */
export function putReportRecord(db: Database, record: ReportRecord): void {
  if ('round' in record) putRound(db, record.round);
  else if ('report' in record) putReport(db, record.report);
  else putItems(db, record.items);
}

/** Rounds, then reports, then the items behind them, each by key. */
export function* reportRecords(db: Database): Iterable<ReportRecord> {
  const each = <T>(sql: string): Iterable<T> =>
    db.raw
      .prepare(sql)
      .iterate()
      .map((row) => JSON.parse((row as { doc: string }).doc) as T);
  for (const round of each<ReportRound>('SELECT doc FROM report_round ORDER BY id'))
    yield { round };
  for (const report of each<UnitReport>('SELECT doc FROM unit_report ORDER BY id'))
    yield { report };
  for (const items of each<ReportItems>('SELECT doc FROM report_item ORDER BY report_id, edition'))
    yield { items };
}
