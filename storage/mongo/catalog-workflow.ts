import type { ClientSession, Connection, QueryFilter } from 'mongoose';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import type { Page } from '#server/base/page.ts';
import type { Notice } from '#server/items/notice.ts';
import { storedItem, type Item } from '#server/items/item.ts';
import type { NoticeList } from '#server/workflow/notice.ts';
import type { WaitingList, WorkflowCatalog } from '#server/workflow/workflow-catalog.ts';
import type { Models } from './models.ts';
import type { ItemRow } from './rows/items.ts';
import type { NoticeRow } from './rows/workflow.ts';
import { inTransaction } from './transactions.ts';

type Which = Pick<WaitingList, 'stage' | 'unitIds' | 'holderId'>;

/**
 * Equalities only, so that one index gives the order too; the server merges several units in order.
 */
const filterOf = ({ stage, unitIds, holderId }: Which): QueryFilter<ItemRow> => ({
  stage,
  ...(unitIds === null ? {} : { unitId: { $in: [...unitIds] } }),
  ...(holderId === null ? {} : { holderId }),
});

async function listWaiting({ items }: Models, list: WaitingList): Promise<Page<Item>> {
  const all: QueryFilter<ItemRow>[] = [filterOf(list)];
  if (list.after !== null) {
    const [since, id] = readCursor(list.after, ['string', 'string']) as [string, string];
    all.push(
      { since: { $gte: since } },
      { $or: [{ since: { $gt: since } }, { since, _id: { $gt: id } }] },
    );
  }
  const found = await items
    .find({ $and: all }, { item: 1 }, { sort: { since: 1, _id: 1 }, limit: list.limit + 1 })
    .lean();
  const rows = found.slice(0, list.limit).map((row) => storedItem(row.item as Item));
  const last = rows.at(-1);
  return {
    rows,
    next: found.length > list.limit && last ? writeCursor([last.work.since, last.id]) : null,
  };
}

/** Items saved before their step was stored wait at the step that their state names. */
export async function fillStages({ items }: Models): Promise<void> {
  await items.collection.updateMany({ stage: { $exists: false } }, [
    { $set: { stage: '$state', since: '$updatedAt', holderId: null } },
  ]);
}

const noticeRow = (notice: Notice): NoticeRow => ({
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
    await notices.replaceOne({ _id: notice.id }, noticeRow(notice), {
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

/** Queues of the four-step process, and notices. */
export const catalogWorkflow = (connection: Connection, models: Models): WorkflowCatalog => ({
  addNotices: (notices) =>
    inTransaction(connection, (session) => putNotices(models, notices, session)),
  listWaiting: (list) => listWaiting(models, list),
  countWaiting: (which, before, most, from = '') =>
    models.items.countDocuments(
      { ...filterOf(which), since: { $gte: from, ...(before === null ? {} : { $lt: before }) } },
      { limit: most },
    ),
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
