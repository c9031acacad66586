import type { ClientSession, Connection } from 'mongoose';
import { AppError } from '#server/base/errors.ts';
import type { DeliveryCatalog } from '#server/delivery/delivery-catalog.ts';
import { isOpen, type Delivery, type DeliveryEntry } from '#server/delivery/delivery.ts';
import type { SentItem, SentState } from '#server/delivery/sent-item.ts';
import type { Target } from '#server/delivery/target.ts';
import type { Models } from '../models.ts';
import { insertJobs } from '../queue.ts';
import type { DeliveryRow, SentItemRow, TargetRow } from '../rows/delivery.ts';
import { inTransaction } from '../transactions.ts';

export const targetRow = (target: Target): TargetRow => ({
  _id: target.id,
  version: target.version,
  target,
});

export const deliveryRow = (delivery: Delivery): DeliveryRow => ({
  _id: delivery.id,
  targetId: delivery.targetId,
  number: delivery.number,
  open: isOpen(delivery),
  version: delivery.version,
  delivery,
});

export const sentItemRow = (sent: SentItem): SentItemRow => ({
  _id: `${sent.targetId}/${sent.itemId}`,
  targetId: sent.targetId,
  itemId: sent.itemId,
  state: sent.state,
  at: sent.at,
  sent,
});

function refuseStale(stored: number, { id, version }: { id: string; version: number }): void {
  if (stored !== version) throw new AppError('stale-version', { id, stored, given: version });
}

/** The target's next number, where none of its deliveries is open. */
async function nextNumber(
  { deliveries }: Models,
  targetId: string,
  session: ClientSession,
): Promise<number> {
  const open = await deliveries.exists({ targetId, open: true }).session(session);
  if (open !== null) throw new AppError('delivery-open', { targetId });
  const last = await deliveries
    .findOne({ targetId }, { number: 1 }, { sort: { number: -1 }, session })
    .lean();
  return (last?.number ?? 0) + 1;
}

function targets(
  connection: Connection,
  models: Models,
): Pick<DeliveryCatalog, 'listTargets' | 'findTarget' | 'saveTarget'> {
  return {
    listTargets: async () =>
      (await models.targets.find({}, null, { sort: { _id: 1 } }).lean()).map(
        (row) => row.target as Target,
      ),
    findTarget: async (id) =>
      ((await models.targets.findById(id).lean())?.target ?? null) as Target | null,
    saveTarget: (target) =>
      inTransaction(connection, async (session) => {
        const stored = await models.targets.findById(target.id, { version: 1 }, { session }).lean();
        refuseStale(stored?.version ?? 0, target);
        const saved = { ...target, version: target.version + 1 };
        if (stored === null) await models.targets.insertMany([targetRow(saved)], { session });
        else await models.targets.replaceOne({ _id: target.id }, targetRow(saved), { session });
        return saved;
      }),
  };
}

function sentItems(
  models: Models,
): Pick<
  DeliveryCatalog,
  'findSentItems' | 'saveSentItems' | 'listSentItems' | 'listRefusedItems' | 'countSentItems'
> {
  const { sentItems: rows } = models;
  return {
    findSentItems: async (targetId, itemIds) => {
      const keys = itemIds.map((id) => `${targetId}/${id}`);
      const found = await rows.find({ _id: { $in: keys } }, { sent: 1 }).lean();
      const byKey = new Map(found.map(({ _id, sent }) => [_id, sent as SentItem]));
      return keys.map((key) => byKey.get(key)).filter((sent) => sent !== undefined);
    },
    saveSentItems: async (items) => {
      if (items.length === 0) return;
      await rows.bulkWrite(
        items.map(sentItemRow).map((row) => ({
          replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true },
        })),
      );
    },
    listSentItems: async (targetId, states, after, limit) =>
      (
        await rows
          .find(
            { targetId, state: { $in: [...states] }, itemId: { $gt: after } },
            { sent: 1 },
            { sort: { itemId: 1 }, limit },
          )
          .lean()
      ).map(({ sent }) => sent as SentItem),
    listRefusedItems: async (limit) =>
      (
        await rows
          .find({ state: 'refused' }, { sent: 1 }, { sort: { at: -1, _id: 1 }, limit })
          .lean()
      ).map(({ sent }) => sent as SentItem),
    countSentItems: async (targetId) =>
      Object.fromEntries(
        (
          await rows.aggregate<{ _id: SentState; n: number }>([
            { $match: { targetId } },
            { $group: { _id: '$state', n: { $sum: 1 } } },
          ])
        ).map(({ _id, n }) => [_id, n]),
      ),
  };
}

function entries({
  deliveryEntries,
}: Models): Pick<
  DeliveryCatalog,
  'saveDeliveryEntries' | 'clearDeliveryEntries' | 'listDeliveryEntries'
> {
  return {
    saveDeliveryEntries: async (given) => {
      if (given.length === 0) return;
      await deliveryEntries.bulkWrite(
        given
          .map((entry) => ({ _id: `${entry.deliveryId}/${entry.ordinal}`, ...entry }))
          .map((row) => ({
            replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true },
          })),
      );
    },
    clearDeliveryEntries: async (deliveryId) =>
      void (await deliveryEntries.deleteMany({ deliveryId })),
    listDeliveryEntries: async (deliveryId, after, limit) =>
      (
        await deliveryEntries
          .find(
            { deliveryId, ordinal: { $gt: after } },
            { _id: 0 },
            { sort: { ordinal: 1 }, limit },
          )
          .lean()
      ).map((row) => row as DeliveryEntry),
  };
}

/** What is delivered to other systems. */
export const catalogDelivery = (connection: Connection, models: Models): DeliveryCatalog => ({
  ...targets(connection, models),
  ...sentItems(models),
  ...entries(models),
  saveDelivery: (delivery, jobs) =>
    inTransaction(connection, async (session) => {
      const { deliveries } = models;
      const stored = await deliveries.findById(delivery.id, { version: 1 }, { session }).lean();
      refuseStale(stored?.version ?? 0, delivery);
      const number =
        stored === null ? await nextNumber(models, delivery.targetId, session) : delivery.number;
      const saved = { ...delivery, number, version: delivery.version + 1 };
      if (stored === null) await deliveries.insertMany([deliveryRow(saved)], { session });
      else await deliveries.replaceOne({ _id: saved.id }, deliveryRow(saved), { session });
      await insertJobs(models, jobs, delivery.createdAt, session);
      return saved;
    }),
  findDelivery: async (id) =>
    ((await models.deliveries.findById(id).lean())?.delivery ?? null) as Delivery | null,
  listDeliveries: async (targetId, limit) =>
    (
      await models.deliveries
        .find(targetId === null ? {} : { targetId }, null, {
          sort: targetId === null ? { _id: -1 } : { targetId: 1, number: -1 },
          limit,
        })
        .lean()
    ).map(({ delivery }) => delivery as Delivery),
});
