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
import type { Database } from '../database.ts';
import { documentOf, type DocRow } from '../documents.ts';
import { insertJobs } from '../queue.ts';
import { bumpRevision } from '../revision.ts';

const OF_PAGE = 'item_id = ? AND sha256 = ? AND page = ?';
const keyOf = ({ itemId, sha256, page }: CorrectedPageKey) => [itemId, sha256, page] as const;

function putCorrection(db: Database, correction: PageCorrection): void {
  db.run(
    'INSERT OR REPLACE INTO page_correction (item_id, sha256, page, version, done, doc) VALUES (?, ?, ?, ?, ?, ?)',
    ...keyOf(correction),
    correction.version,
    correction.done === null ? 0 : 1,
    JSON.stringify(correction),
  );
}

function putEvent(db: Database, event: CorrectionEvent): void {
  db.run(
    'INSERT OR REPLACE INTO correction_event (id, item_id, sha256, page, doc) VALUES (?, ?, ?, ?, ?)',
    event.id,
    ...keyOf(event),
    JSON.stringify(event),
  );
}

/** Inserts or replaces; inside a running transaction where there is one. */
export function putTextReport(db: Database, report: TextReport): void {
  db.run(
    'INSERT OR REPLACE INTO text_report (id, item_id, sha256, page, doc) VALUES (?, ?, ?, ?, ?)',
    report.id,
    ...keyOf(report),
    JSON.stringify(report),
  );
}

/** Takes a page in with its history, as a backup or move carries it. */
export function putCorrectionRecord(db: Database, { correction, events }: CorrectionRecord): void {
  putCorrection(db, correction);
  for (const event of events) putEvent(db, event);
}

/** What is kept of the pages of an item, as a backup or move carries it. */
export function* correctionRecords(db: Database, itemId: string): Iterable<CorrectionRecord> {
  const rows = db.raw
    .prepare('SELECT doc FROM page_correction WHERE item_id = ? ORDER BY sha256, page')
    .iterate(itemId) as unknown as Iterable<DocRow>;
  for (const row of rows) {
    const correction = documentOf<PageCorrection>(row);
    const events = db
      .all<DocRow>(
        `SELECT doc FROM correction_event WHERE ${OF_PAGE} ORDER BY id`,
        ...keyOf(correction),
      )
      .map((event) => documentOf<CorrectionEvent>(event));
    yield { correction, events };
  }
}

export const textReportsOf = (db: Database, itemId: string): TextReport[] =>
  db
    .all<DocRow>('SELECT doc FROM text_report WHERE item_id = ? ORDER BY sha256, page, id', itemId)
    .map((row) => documentOf<TextReport>(row));

/** Forgets what was made of files that the item does not name any more. */
export function dropCorrectionsOfGone(db: Database, { id, attachments }: Item): void {
  const known = JSON.stringify(attachments.map((a) => a.sha256));
  for (const table of ['page_correction', 'correction_event', 'page_hold', 'text_report'])
    db.run(
      `DELETE FROM ${table} WHERE item_id = ? AND sha256 NOT IN (SELECT value FROM json_each(?))`,
      id,
      known,
    );
}

function save(db: Database, { correction, events, jobs, settled = [] }: CorrectionChange): void {
  db.transaction(() => {
    const stored = db.get<{ version: number }>(
      `SELECT version FROM page_correction WHERE ${OF_PAGE}`,
      ...keyOf(correction),
    );
    if ((stored?.version ?? 0) !== correction.version) throw new AppError('stale-version');
    putCorrection(db, { ...correction, version: correction.version + 1 });
    for (const event of events) putEvent(db, event);
    for (const id of settled) db.run('DELETE FROM text_report WHERE id = ?', id);
    insertJobs(db, jobs, new Date().toISOString());
    bumpRevision(db);
  });
}

function hold(db: Database, key: CorrectedPageKey, holder: PageHold, now: string): PageHold {
  return db.transaction(() => {
    const other = db.get<PageHold>(
      `SELECT account_id AS accountId, name, until FROM page_hold WHERE ${OF_PAGE} AND account_id <> ? AND until > ?`,
      ...keyOf(key),
      holder.accountId,
      now,
    );
    if (other !== undefined) return { ...other };
    db.run(
      'INSERT OR REPLACE INTO page_hold (item_id, sha256, page, account_id, name, until) VALUES (?, ?, ?, ?, ?, ?)',
      ...keyOf(key),
      holder.accountId,
      holder.name,
      holder.until,
    );
    return holder;
  });
}

interface AwaitingRow {
  readonly id: string;
  readonly published: number;
  readonly read: number;
  readonly done: number;
  readonly reports: number;
}

function awaiting(db: Database, unitIds: readonly string[] | null, limit: number): AwaitingItem[] {
  const of = unitIds === null ? '' : 'AND i.unit_id IN (SELECT value FROM json_each(?))';
  const rows = db.all<AwaitingRow>(
    `SELECT i.id, i.state = 'published' AS published, r.n AS read,
       (SELECT count(*) FROM page_correction c WHERE c.item_id = i.id AND c.done = 1) AS done,
       (SELECT count(*) FROM text_report t WHERE t.item_id = i.id) AS reports
     FROM (SELECT item_id, count(*) AS n FROM page_reading WHERE reason IS NULL GROUP BY item_id) r
     JOIN item i ON i.id = r.item_id WHERE (done < read OR reports > 0) ${of}
     ORDER BY published DESC, i.id DESC LIMIT ?`,
    ...(unitIds === null ? [] : [JSON.stringify(unitIds)]),
    limit,
  );
  return rows.map((row) => ({
    itemId: row.id,
    isPublished: row.published === 1,
    read: row.read,
    done: row.done,
    reports: row.reports,
  }));
}

const reports = (
  db: Database,
): Pick<
  CorrectionCatalog,
  'addTextReport' | 'listTextReports' | 'findTextReport' | 'forgetTextReports'
> => ({
  addTextReport: async (report, most) =>
    db.transaction(() => {
      const { n } = db.get<{ n: number }>(
        `SELECT count(*) AS n FROM text_report WHERE ${OF_PAGE}`,
        ...keyOf(report),
      )!;
      if (n >= most) return false;
      putTextReport(db, report);
      return true;
    }),
  listTextReports: async (itemId) => textReportsOf(db, itemId),
  forgetTextReports: async (day) => {
    db.run(`DELETE FROM text_report WHERE json_extract(doc, '$.day') < ?`, day);
  },
  findTextReport: async (id) => {
    const row = db.get<DocRow>('SELECT doc FROM text_report WHERE id = ?', id);
    return row === undefined ? null : documentOf<TextReport>(row);
  },
});

/** What people made of pages, with its history; who has which page; what readers reported. */
export const catalogCorrection = (db: Database): CorrectionCatalog => ({
  findCorrection: async (key) => {
    const row = db.get<DocRow>(`SELECT doc FROM page_correction WHERE ${OF_PAGE}`, ...keyOf(key));
    return row === undefined ? null : documentOf<PageCorrection>(row);
  },
  listCorrections: async (itemId, sha256) =>
    db
      .all<DocRow>(
        'SELECT doc FROM page_correction WHERE item_id = ? AND sha256 = ? ORDER BY page',
        itemId,
        sha256,
      )
      .map((row) => documentOf<PageCorrection>(row)),
  saveCorrection: async (change) => save(db, change),
  listDonePages: async (itemId) =>
    db
      .all<{ sha256: string; page: number }>(
        'SELECT sha256, page FROM page_correction WHERE item_id = ? AND done = 1 ORDER BY sha256, page',
        itemId,
      )
      .map((row) => ({ ...row })),
  listCorrectionEvents: async ({ itemId, page, limit, before }) =>
    db
      .all<DocRow>(
        `SELECT doc FROM correction_event WHERE item_id = ? ${page === null ? '' : 'AND sha256 = ? AND page = ?'} ${before === null ? '' : 'AND id < ?'} ORDER BY id DESC LIMIT ?`,
        itemId,
        ...(page === null ? [] : [page.sha256, page.page]),
        ...(before === null ? [] : [before]),
        limit,
      )
      .map((row) => documentOf<CorrectionEvent>(row)),
  findCorrectionEvent: async (id) => {
    const row = db.get<DocRow>('SELECT doc FROM correction_event WHERE id = ?', id);
    return row === undefined ? null : documentOf<CorrectionEvent>(row);
  },
  listAwaiting: async (unitIds, limit) => awaiting(db, unitIds, limit),
  holdPage: async (key, holder, now) => hold(db, key, holder, now),
  releasePage: async (key, accountId) => {
    db.run(`DELETE FROM page_hold WHERE ${OF_PAGE} AND account_id = ?`, ...keyOf(key), accountId);
  },
  ...reports(db),
});
