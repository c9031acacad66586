import { readCursor, writeCursor } from '#server/base/cursor.ts';
import type { Notice } from '#server/items/notice.ts';
import type { NoticeList } from '#server/workflow/notice.ts';
import type { Catalog } from '#server/ports.ts';
import type { Page } from '#server/base/page.ts';
import type { Database } from './database.ts';

type NoticeMethods = Pick<
  Catalog,
  'listNotices' | 'countUnreadNotices' | 'readNotices' | 'forgetNotices'
>;

export interface NoticeRow {
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

/** What people have to know of items. */
export const catalogNotices = (db: Database): NoticeMethods => ({
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
