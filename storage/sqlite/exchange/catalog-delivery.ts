import { AppError } from '#server/base/errors.ts';
import type { DeliveryCatalog } from '#server/delivery/delivery-catalog.ts';
import { isOpen, type Delivery, type DeliveryEntry } from '#server/delivery/delivery.ts';
import type { SentItem } from '#server/delivery/sent-item.ts';
import type { Target } from '#server/delivery/target.ts';
import type { Database } from '../database.ts';
import { findDocument, listDocuments } from '../documents.ts';
import { insertJobs } from '../queue.ts';

type Versioned = { readonly id: string; readonly version: number };

function refuseStale(db: Database, table: 'target' | 'delivery', { id, version }: Versioned): void {
  const row = db.get<{ version: number }>(`SELECT version FROM ${table} WHERE id = ?`, id);
  const stored = row?.version ?? 0;
  if (stored !== version) throw new AppError('stale-version', { id, stored, given: version });
}

export const putTarget = (db: Database, target: Target): void =>
  void db.run(
    'INSERT OR REPLACE INTO target (id, version, doc) VALUES (?, ?, ?)',
    target.id,
    target.version,
    JSON.stringify(target),
  );

export const putDelivery = (db: Database, delivery: Delivery): void =>
  void db.run(
    'INSERT OR REPLACE INTO delivery (id, target_id, number, open, version, doc) VALUES (?, ?, ?, ?, ?, ?)',
    delivery.id,
    delivery.targetId,
    delivery.number,
    isOpen(delivery) ? 1 : 0,
    delivery.version,
    JSON.stringify(delivery),
  );

export const putSentItem = (db: Database, sent: SentItem): void =>
  void db.run(
    'INSERT OR REPLACE INTO sent_item (target_id, item_id, state, at, doc) VALUES (?, ?, ?, ?, ?)',
    sent.targetId,
    sent.itemId,
    sent.state,
    sent.at,
    JSON.stringify(sent),
  );

/** The target's next number, where none of its deliveries is open. */
function nextNumber(db: Database, targetId: string): number {
  const { last, open } = db.get<{ last: number | null; open: number | null }>(
    'SELECT max(number) AS last, max(open) AS open FROM delivery WHERE target_id = ?',
    targetId,
  )!;
  if (open === 1) throw new AppError('delivery-open', { targetId });
  return (last ?? 0) + 1;
}

function targets(db: Database): Pick<DeliveryCatalog, 'listTargets' | 'findTarget' | 'saveTarget'> {
  return {
    listTargets: async () => listDocuments<Target>(db, 'SELECT doc FROM target ORDER BY id'),
    findTarget: async (id) => findDocument<Target>(db, 'SELECT doc FROM target WHERE id = ?', id),
    saveTarget: async (target) =>
      db.transaction(() => {
        refuseStale(db, 'target', target);
        const saved = { ...target, version: target.version + 1 };
        putTarget(db, saved);
        return saved;
      }),
  };
}

function sentItems(
  db: Database,
): Pick<
  DeliveryCatalog,
  'findSentItems' | 'saveSentItems' | 'listSentItems' | 'listRefusedItems' | 'countSentItems'
> {
  return {
    findSentItems: async (targetId, itemIds) =>
      itemIds.flatMap((id) =>
        listDocuments<SentItem>(
          db,
          'SELECT doc FROM sent_item WHERE target_id = ? AND item_id = ?',
          targetId,
          id,
        ),
      ),
    saveSentItems: async (items) => {
      db.transaction(() => {
        for (const sent of items) putSentItem(db, sent);
      });
    },
    listSentItems: async (targetId, states, after, limit) =>
      states
        .flatMap((state) =>
          listDocuments<SentItem>(
            db,
            'SELECT doc FROM sent_item WHERE target_id = ? AND state = ? AND item_id > ? ORDER BY item_id LIMIT ?',
            targetId,
            state,
            after,
            limit,
          ),
        )
        .toSorted((a, b) => (a.itemId < b.itemId ? -1 : 1))
        .slice(0, limit),
    listRefusedItems: async (limit) =>
      listDocuments<SentItem>(
        db,
        "SELECT doc FROM sent_item WHERE state = 'refused' ORDER BY at DESC, target_id, item_id LIMIT ?",
        limit,
      ),
    countSentItems: async (targetId) =>
      Object.fromEntries(
        db
          .all<{ state: string; n: number }>(
            'SELECT state, count(*) AS n FROM sent_item WHERE target_id = ? GROUP BY state',
            targetId,
          )
          .map(({ state, n }) => [state, n]),
      ),
  };
}

/** What is delivered to other systems. */
export const catalogDelivery = (db: Database): DeliveryCatalog => ({
  ...targets(db),
  ...sentItems(db),
  saveDelivery: async (delivery, jobs) =>
    db.transaction(() => {
      refuseStale(db, 'delivery', delivery);
      const number = delivery.version === 0 ? nextNumber(db, delivery.targetId) : delivery.number;
      const saved = { ...delivery, number, version: delivery.version + 1 };
      putDelivery(db, saved);
      insertJobs(db, jobs, delivery.createdAt);
      return saved;
    }),
  findDelivery: async (id) =>
    findDocument<Delivery>(db, 'SELECT doc FROM delivery WHERE id = ?', id),
  listDeliveries: async (targetId, limit) =>
    targetId === null
      ? listDocuments<Delivery>(db, 'SELECT doc FROM delivery ORDER BY id DESC LIMIT ?', limit)
      : listDocuments<Delivery>(
          db,
          'SELECT doc FROM delivery WHERE target_id = ? ORDER BY number DESC LIMIT ?',
          targetId,
          limit,
        ),
  saveDeliveryEntries: async (entries) => {
    db.transaction(() => {
      for (const { deliveryId, ordinal, itemId, action, digest } of entries)
        db.run(
          'INSERT OR REPLACE INTO delivery_entry (delivery_id, ordinal, item_id, action, digest) VALUES (?, ?, ?, ?, ?)',
          deliveryId,
          ordinal,
          itemId,
          action,
          digest,
        );
    });
  },
  clearDeliveryEntries: async (deliveryId) =>
    void db.run('DELETE FROM delivery_entry WHERE delivery_id = ?', deliveryId),
  listDeliveryEntries: async (deliveryId, after, limit) =>
    db
      .all<{ ordinal: number; item_id: string; action: string; digest: string }>(
        'SELECT ordinal, item_id, action, digest FROM delivery_entry WHERE delivery_id = ? AND ordinal > ? ORDER BY ordinal LIMIT ?',
        deliveryId,
        after,
        limit,
      )
      .map(({ ordinal, item_id: itemId, action, digest }) => ({
        deliveryId,
        ordinal,
        itemId,
        action: action as DeliveryEntry['action'],
        digest,
      })),
});
