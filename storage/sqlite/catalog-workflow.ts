import { readCursor, writeCursor } from '#server/base/cursor.ts';
import type { Page } from '#server/base/page.ts';
import type { Notice } from '#server/items/notice.ts';
import { storedItem, type Item } from '#server/items/item.ts';
import type { NoticeList } from '#server/workflow/notice.ts';
import type { WaitingList, WorkflowCatalog } from '#server/workflow/workflow-catalog.ts';
import type { Database, SqlValue } from './database.ts';
import { findDocument } from './documents.ts';

type Which = Pick<WaitingList, 'stage' | 'unitIds' | 'holderId'>;

interface Waiting {
  readonly since: string;
  readonly id: string;
}

/** One seek of an index for each unit: the query reads no row of another unit. */
function seeks({
  stage,
  unitIds,
  holderId,
}: Which): readonly (readonly [where: string, values: readonly SqlValue[]])[] {
  const holder: readonly [string, SqlValue[]] =
    holderId === null
      ? ['stage = ?', [stage]]
      : [`holder = ? AND holder <> '' AND stage = ?`, [holderId, stage]];
  return unitIds === null
    ? [holder]
    : [...new Set(unitIds)].map(
        (unit) => [`${holder[0]} AND unit_id = ?`, [...holder[1], unit]] as const,
      );
}

function listWaiting(db: Database, list: WaitingList): Page<Item> {
  const [since, id] =
    list.after === null
      ? ['', '']
      : (readCursor(list.after, ['string', 'string']) as [string, string]);
  const waiting = seeks(list).flatMap(([where, values]) =>
    db.all<Waiting>(
      `SELECT since, id FROM item WHERE ${where} AND (since, id) > (?, ?) ORDER BY since, id LIMIT ?`,
      ...values,
      since,
      id,
      list.limit + 1,
    ),
  );
  const found = waiting
    .toSorted((a, b) => (a.since === b.since ? (a.id < b.id ? -1 : 1) : a.since < b.since ? -1 : 1))
    .slice(0, list.limit + 1);
  const rows = found
    .slice(0, list.limit)
    .map(({ id: itemId }) =>
      storedItem(findDocument<Item>(db, 'SELECT doc FROM item WHERE id = ?', itemId)!),
    );
  const last = found[list.limit - 1];
  return {
    rows,
    next: found.length > list.limit && last ? writeCursor([last.since, last.id]) : null,
  };
}

function countWaiting(
  db: Database,
  which: Which,
  before: string | null,
  most: number,
  from = '',
): number {
  let count = 0;
  for (const [where, values] of seeks(which)) {
    if (count >= most) break;
    count += db.get<{ n: number }>(
      `SELECT count(*) AS n FROM (SELECT 1 FROM item WHERE ${where} AND since >= ? ${before === null ? '' : 'AND since < ?'} LIMIT ?)`,
      ...values,
      from,
      ...(before === null ? [] : [before]),
      most - count,
    )!.n;
  }
  return count;
}

interface NoticeRow {
  readonly read_at: string | null;
  readonly doc: string;
}

export const noticeOf = (row: NoticeRow): Notice => ({
  ...(JSON.parse(row.doc) as Notice),
  readAt: row.read_at,
});

/** Inserts or replaces by id; inside a running transaction. */
export const putNotice = (db: Database, notice: Notice): void => {
  db.run(
    'INSERT OR REPLACE INTO notice (id, account_id, at, read_at, doc) VALUES (?, ?, ?, ?, ?)',
    notice.id,
    notice.accountId,
    notice.at,
    notice.readAt,
    JSON.stringify(notice),
  );
};

function listNotices(db: Database, { accountId, limit, after }: NoticeList): Page<Notice> {
  const beyond = after === null ? null : (readCursor(after, ['string'])[0] as string);
  const found = db.all<NoticeRow>(
    `SELECT read_at, doc FROM notice WHERE account_id = ? ${beyond === null ? '' : 'AND id < ?'} ORDER BY id DESC LIMIT ?`,
    accountId,
    ...(beyond === null ? [] : [beyond]),
    limit + 1,
  );
  const rows = found.slice(0, limit).map(noticeOf);
  return { rows, next: found.length > limit ? writeCursor([rows.at(-1)!.id]) : null };
}

/** Queues of the four-step process, and notices. */
export const catalogWorkflow = (db: Database): WorkflowCatalog => ({
  listWaiting: async (list) => listWaiting(db, list),
  countWaiting: async (which, before, most, from) => countWaiting(db, which, before, most, from),
  addNotices: async (notices) =>
    db.transaction(() => {
      for (const notice of notices) putNotice(db, notice);
    }),
  listNotices: async (list) => listNotices(db, list),
  countUnreadNotices: async (accountId, most) =>
    db.get<{ n: number }>(
      'SELECT count(*) AS n FROM (SELECT 1 FROM notice WHERE account_id = ? AND read_at IS NULL LIMIT ?)',
      accountId,
      most,
    )!.n,
  readNotices: async (accountId, upTo, at) => {
    db.run(
      'UPDATE notice SET read_at = ? WHERE account_id = ? AND id <= ? AND read_at IS NULL',
      at,
      accountId,
      upTo,
    );
  },
  forgetNotices: async (before) => {
    db.run('DELETE FROM notice WHERE at < ?', before);
  },
});
