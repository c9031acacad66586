import type { ClientSession, Connection, QueryFilter } from 'mongoose';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { AppError } from '#server/base/errors.ts';
import type { Page } from '#server/base/page.ts';
import {
  addressKey,
  type Note,
  type Subscriber,
  type Wish,
} from '#server/subscriptions/subscriber.ts';
import type {
  DueList,
  SubscriptionCatalog,
  SubscriptionCounts,
  TopicCount,
} from '#server/subscriptions/subscription-catalog.ts';
import type { Models } from '../models.ts';
import { insertJobs } from '../queue.ts';
import type { SubscriberRow, WishRow } from '../rows/subscriptions.ts';
import { inTransaction } from '../transactions.ts';

const rowOf = (subscriber: Subscriber): SubscriberRow => ({
  _id: subscriber.id,
  address: addressKey(subscriber.email),
  secretHash: subscriber.secretHash,
  rhythm: subscriber.rhythm,
  toldUntil: subscriber.toldUntil,
  eraseAt: subscriber.eraseAt,
  version: subscriber.version,
  subscriber,
});

/** Inserts or replaces by id, inside a running transaction. */
export async function putSubscriber(
  { subscribers }: Models,
  subscriber: Subscriber,
  session: ClientSession,
): Promise<void> {
  await subscribers.replaceOne({ _id: subscriber.id }, rowOf(subscriber), {
    upsert: true,
    runValidators: true,
    session,
  });
}

async function wishOf({ wishes }: Models, filter: QueryFilter<WishRow>): Promise<Wish | null> {
  const row = (await wishes.findOne(filter).lean()) as WishRow | null;
  return row?.wish ?? null;
}

async function subscriberOf(
  { subscribers }: Models,
  filter: QueryFilter<SubscriberRow>,
  session: ClientSession | null = null,
): Promise<Subscriber | null> {
  const row = (await subscribers.findOne(filter).session(session).lean()) as SubscriberRow | null;
  return row?.subscriber ?? null;
}

/** Throws `stale-version` where another version is stored, or another has the address. */
async function saveNext(
  models: Models,
  subscriber: Subscriber,
  session: ClientSession,
): Promise<Subscriber> {
  const { id, version, email } = subscriber;
  const other = await subscriberOf(
    models,
    { address: addressKey(email), _id: { $ne: id } },
    session,
  );
  const stored = await subscriberOf(models, { _id: id }, session);
  if (other !== null || (stored?.version ?? 0) !== version)
    throw new AppError('stale-version', { id });
  const saved = { ...subscriber, version: version + 1 };
  await putSubscriber(models, saved, session);
  return saved;
}

async function listDue(
  { subscribers }: Models,
  { rhythm, until, limit, after }: DueList,
): Promise<Page<Subscriber>> {
  const [from = ''] = after === null ? [] : (readCursor(after, ['string']) as string[]);
  const found = (await subscribers
    .find({ rhythm, toldUntil: { $lt: until }, eraseAt: null, _id: { $gt: from } }, null, {
      sort: { _id: 1 },
      limit: limit + 1,
    })
    .lean()) as SubscriberRow[];
  const rows = found.slice(0, limit).map(({ subscriber }) => subscriber);
  return { rows, next: found.length > limit ? writeCursor([rows.at(-1)!.id]) : null };
}

/** What is noted, beside the rows' own fields. */
function fieldsOf(note: Note): Record<string, unknown> {
  const { toldUntil, eraseAt } = note;
  return {
    ...Object.fromEntries(
      Object.entries(note).map(([name, value]) => [`subscriber.${name}`, value]),
    ),
    ...(toldUntil === undefined ? {} : { toldUntil }),
    ...(eraseAt === undefined ? {} : { eraseAt }),
  };
}

async function counts({ subscribers, wishes }: Models): Promise<SubscriptionCounts> {
  const told = (rhythm: string): Promise<number> =>
    subscribers.countDocuments({ rhythm, eraseAt: null });
  return {
    weekly: await told('weekly'),
    atOnce: await told('at-once'),
    setAside: await subscribers.countDocuments({ eraseAt: { $ne: null } }),
    unconfirmed: await wishes.countDocuments({}),
  };
}

async function countTopics({ subscribers }: Models, limit: number): Promise<TopicCount[]> {
  const rows = await subscribers.aggregate<{ _id: string; n: number }>([
    { $match: { eraseAt: null } },
    { $unwind: '$subscriber.topics' },
    { $group: { _id: '$subscriber.topics', n: { $sum: 1 } } },
    { $sort: { n: -1, _id: 1 } },
    { $limit: limit },
  ]);
  return rows.map(({ _id, n }) => ({ topic: _id, subscribers: n }));
}

const wishesOf = (
  connection: Connection,
  models: Models,
): Pick<
  SubscriptionCatalog,
  'addWish' | 'findWish' | 'findWishBySecret' | 'eraseWish' | 'confirmWish'
> => ({
  addWish: (wish, { ofAddress, ofAll }, jobs) =>
    inTransaction(connection, async (session) => {
      const address = addressKey(wish.email);
      const { wishes } = models;
      if ((await wishes.countDocuments({ address }).session(session)) >= ofAddress) return false;
      if ((await wishes.countDocuments({}).session(session)) >= ofAll) return false;
      const { id, secretHash, eraseAt } = wish;
      await wishes.create([{ _id: id, address, secretHash, eraseAt, wish }], { session });
      await insertJobs(models, jobs, new Date().toISOString(), session);
      return true;
    }),
  findWish: (id) => wishOf(models, { _id: id }),
  findWishBySecret: (secretHash) => wishOf(models, { secretHash }),
  eraseWish: async (id) => {
    await models.wishes.deleteOne({ _id: id });
  },
  confirmWish: (wishId, subscriber) =>
    inTransaction(connection, async (session) => {
      const { deletedCount } = await models.wishes.deleteOne({ _id: wishId }, { session });
      if (deletedCount === 0) throw new AppError('stale-version', { id: wishId });
      return saveNext(models, subscriber, session);
    }),
});

/** Who wants word, and of what. */
export const catalogSubscriptions = (
  connection: Connection,
  models: Models,
): SubscriptionCatalog => ({
  ...wishesOf(connection, models),
  findSubscriber: (id) => subscriberOf(models, { _id: id }),
  findSubscriberBySecret: (secretHash) => subscriberOf(models, { secretHash }),
  findSubscriberByAddress: (email) => subscriberOf(models, { address: addressKey(email) }),
  saveSubscriber: (subscriber) =>
    inTransaction(connection, (session) => saveNext(models, subscriber, session)),
  noteSubscribers: async (ids, note) => {
    await models.subscribers.updateMany(
      { _id: { $in: [...ids] } },
      {
        $set: fieldsOf(note),
        $inc: { version: 1, 'subscriber.version': 1 },
      },
    );
  },
  eraseSubscriber: async (id) => {
    await models.subscribers.deleteOne({ _id: id });
  },
  listDue: (list) => listDue(models, list),
  eraseSubscriptions: async (now) => {
    const due = { eraseAt: { $ne: null, $lte: now } };
    const wishes = await models.wishes.deleteMany({ eraseAt: { $lte: now } });
    const subscribers = await models.subscribers.deleteMany(due);
    return wishes.deletedCount + subscribers.deletedCount;
  },
  countSubscriptions: () => counts(models),
  countTopics: (limit) => countTopics(models, limit),
});
