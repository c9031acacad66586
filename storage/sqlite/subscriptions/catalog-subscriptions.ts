import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { AppError } from '#server/base/errors.ts';
import type { NewJob } from '#server/base/job.ts';
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
import type { Database } from '../database.ts';
import { emptyLog, findDocument, listDocuments, writingOver } from '../documents.ts';
import { insertJobs } from '../queue.ts';

/** Inserts or replaces by id; inside a running transaction where there is one. */
export function putSubscriber(db: Database, subscriber: Subscriber): void {
  db.run(
    `INSERT INTO subscriber (id, address, secret_hash, rhythm, told_until, erase_at, version, doc) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET address = excluded.address, secret_hash = excluded.secret_hash, rhythm = excluded.rhythm,
       told_until = excluded.told_until, erase_at = excluded.erase_at, version = excluded.version, doc = excluded.doc`,
    subscriber.id,
    addressKey(subscriber.email),
    subscriber.secretHash,
    subscriber.rhythm,
    subscriber.toldUntil,
    subscriber.eraseAt,
    subscriber.version,
    JSON.stringify(subscriber),
  );
}

const byId = (db: Database, id: string): Subscriber | null =>
  findDocument(db, 'SELECT doc FROM subscriber WHERE id = ?', id);

const countOf = (db: Database, sql: string, ...values: readonly string[]): number =>
  db.get<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`, ...values)!.n;

function addWish(
  db: Database,
  wish: Wish,
  { ofAddress, ofAll }: { readonly ofAddress: number; readonly ofAll: number },
  jobs: readonly NewJob[],
): boolean {
  const address = addressKey(wish.email);
  return db.transaction(() => {
    if (countOf(db, 'wish WHERE address = ?', address) >= ofAddress || countOf(db, 'wish') >= ofAll)
      return false;
    db.run(
      'INSERT INTO wish (id, address, secret_hash, erase_at, doc) VALUES (?, ?, ?, ?, ?)',
      wish.id,
      address,
      wish.secretHash,
      wish.eraseAt,
      JSON.stringify(wish),
    );
    insertJobs(db, jobs, new Date().toISOString());
    return true;
  });
}

/** Throws `stale-version` where another version is stored, or another has the address. */
function saveNext(db: Database, subscriber: Subscriber): Subscriber {
  const { id, version, email } = subscriber;
  const other = db.get<{ id: string }>(
    'SELECT id FROM subscriber WHERE address = ? AND id <> ?',
    addressKey(email),
    id,
  );
  if (other !== undefined || (byId(db, id)?.version ?? 0) !== version)
    throw new AppError('stale-version', { id });
  const saved = { ...subscriber, version: version + 1 };
  putSubscriber(db, saved);
  return saved;
}

function confirm(db: Database, wishId: string, subscriber: Subscriber): Subscriber {
  const saved = writingOver(db, () => {
    if (countOf(db, 'wish WHERE id = ?', wishId) === 0)
      throw new AppError('stale-version', { id: wishId });
    db.run('DELETE FROM wish WHERE id = ?', wishId);
    return saveNext(db, subscriber);
  });
  emptyLog(db);
  return saved;
}

function erase(db: Database, table: 'wish' | 'subscriber', id: string): void {
  writingOver(db, () => db.run(`DELETE FROM ${table} WHERE id = ?`, id));
  emptyLog(db);
}

function eraseDue(db: Database, now: string): number {
  const due = (table: 'wish' | 'subscriber'): number =>
    countOf(db, `${table} WHERE erase_at <= ?`, now);
  const count = due('wish') + due('subscriber');
  if (count === 0) return 0;
  writingOver(db, () => {
    db.run('DELETE FROM wish WHERE erase_at <= ?', now);
    db.run('DELETE FROM subscriber WHERE erase_at <= ?', now);
  });
  emptyLog(db);
  return count;
}

const note = (db: Database, ids: readonly string[], change: Note): void =>
  writingOver(db, () => {
    for (const id of ids) {
      const subscriber = byId(db, id);
      if (subscriber !== null)
        putSubscriber(db, { ...subscriber, ...change, version: subscriber.version + 1 });
    }
  });

function listDue(db: Database, { rhythm, until, limit, after }: DueList): Page<Subscriber> {
  const [from = ''] = after === null ? [] : (readCursor(after, ['string']) as string[]);
  const found = listDocuments<Subscriber>(
    db,
    `SELECT doc FROM subscriber WHERE erase_at IS NULL AND rhythm = ? AND told_until < ? AND id > ? ORDER BY id LIMIT ?`,
    rhythm,
    until,
    from,
    limit + 1,
  );
  const rows = found.slice(0, limit);
  return { rows, next: found.length > limit ? writeCursor([rows.at(-1)!.id]) : null };
}

const counts = (db: Database): SubscriptionCounts => ({
  weekly: countOf(db, `subscriber WHERE erase_at IS NULL AND rhythm = 'weekly'`),
  atOnce: countOf(db, `subscriber WHERE erase_at IS NULL AND rhythm = 'at-once'`),
  setAside: countOf(db, 'subscriber WHERE erase_at IS NOT NULL'),
  unconfirmed: countOf(db, 'wish'),
});

/** Who wants word, and of what. */
export const catalogSubscriptions = (db: Database): SubscriptionCatalog => ({
  addWish: async (wish, limits, jobs) => addWish(db, wish, limits, jobs),
  findWish: async (id) => findDocument(db, 'SELECT doc FROM wish WHERE id = ?', id),
  findWishBySecret: async (hash) =>
    findDocument(db, 'SELECT doc FROM wish WHERE secret_hash = ?', hash),
  eraseWish: async (id) => erase(db, 'wish', id),
  confirmWish: async (wishId, subscriber) => confirm(db, wishId, subscriber),
  findSubscriber: async (id) => byId(db, id),
  findSubscriberBySecret: async (hash) =>
    findDocument(db, 'SELECT doc FROM subscriber WHERE secret_hash = ?', hash),
  findSubscriberByAddress: async (email) =>
    findDocument(db, 'SELECT doc FROM subscriber WHERE address = ?', addressKey(email)),
  saveSubscriber: async (subscriber) => writingOver(db, () => saveNext(db, subscriber)),
  noteSubscribers: async (ids, change) => note(db, ids, change),
  eraseSubscriber: async (id) => erase(db, 'subscriber', id),
  listDue: async (list) => listDue(db, list),
  eraseSubscriptions: async (now) => eraseDue(db, now),
  countSubscriptions: async () => counts(db),
  countTopics: async (limit) =>
    db.all<TopicCount>(
      `SELECT wanted.value AS topic, count(*) AS subscribers FROM subscriber, json_each(doc, '$.topics') AS wanted
       WHERE erase_at IS NULL GROUP BY topic ORDER BY subscribers DESC, topic LIMIT ?`,
      limit,
    ),
});

/** All of them by id, as backups and moves carry them. */
export function* subscriberRecords(db: Database): Iterable<Subscriber> {
  const rows = db.raw.prepare('SELECT doc FROM subscriber ORDER BY id').iterate();
  for (const row of rows) yield JSON.parse((row as { doc: string }).doc) as Subscriber;
}
