import type { ClientSession } from 'mongoose';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import type { Notice } from '#server/items/notice.ts';
import type { NoticeList } from '#server/workflow/notice.ts';
import type { Catalog } from '#server/ports.ts';
import type { Page } from '#server/base/page.ts';
import type { Models } from './models.ts';
import type { NoticeRow } from './rows.ts';

type NoticeMethods = Pick<
  Catalog,
  'listNotices' | 'countUnreadNotices' | 'readNotices' | 'forgetNotices'
>;

const rowOf = (notice: Notice): NoticeRow => ({
  _id: notice.id,
  accountId: notice.accountId,
  at: notice.at,
  unread: notice.readAt === null,
  notice,
});

/** Inserts or replaces by id; inside a running transaction. */
export async function putNotices(
  { notices }: Models,
  some: readonly Notice[],
  session: ClientSession,
): Promise<void> {
  for (const notice of some)
    await notices.replaceOne({ _id: notice.id }, rowOf(notice), {
      upsert: true,
      session,
      runValidators: true,
    });
}

async function listNotices(
  { notices }: Models,
  { accountId, limit, after }: NoticeList,
): Promise<Page<Notice>> {
  const beyond = after === null ? {} : { _id: { $lt: readCursor(after, ['string'])[0] as string } };
  const found = await notices
    .find({ accountId, ...beyond }, { notice: 1 }, { sort: { _id: -1 }, limit: limit + 1 })
    .lean();
  const rows = found.slice(0, limit).map((row) => row.notice as Notice);
  return { rows, next: found.length > limit ? writeCursor([rows.at(-1)!.id]) : null };
}

/** What people have to know of items. */
export const catalogNotices = (models: Models): NoticeMethods => ({
  listNotices: (list) => listNotices(models, list),
  countUnreadNotices: (accountId, most) =>
    models.notices.countDocuments({ accountId, unread: true }, { limit: most }),
  readNotices: async (accountId, upTo, at) => {
    await models.notices.updateMany(
      { accountId, unread: true, _id: { $lte: upTo } },
      { $set: { unread: false, 'notice.readAt': at } },
    );
  },
  forgetNotices: async (before) => {
    await models.notices.deleteMany({ at: { $lt: before } });
  },
});
