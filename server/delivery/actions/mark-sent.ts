import type { DeliveryCatalog } from '../delivery-catalog.ts';
import type { Delivery, DeliveryEntry } from '../delivery.ts';
import type { SentItem, SentState } from '../sent-item.ts';

const BATCH = 500;

const sentItem = (
  delivery: Delivery,
  entry: DeliveryEntry,
  before: SentItem | undefined,
  state: SentState,
  at: string,
): SentItem => ({
  targetId: delivery.targetId,
  itemId: entry.itemId,
  state,
  digest: entry.digest,
  accepted: before?.accepted ?? null,
  deliveryId: delivery.id,
  reason: '',
  theirId: before?.theirId ?? null,
  url: before?.url ?? null,
  at,
});

/**
 * Notes of every item of a delivery that its target was sent it, and up to where the target has been
 * told. What was left out of the package goes with the next one. May be done twice.
 */
export async function markSent(
  catalog: DeliveryCatalog,
  delivery: Delivery,
  at: string,
): Promise<void> {
  const leftOut = new Set(delivery.leftOut.map(({ itemId }) => itemId));
  const stateOf = ({ itemId, action }: DeliveryEntry): SentState =>
    leftOut.has(itemId) ? 'again' : action === 'withdrawn' ? 'removal-sent' : 'sent';
  for (let last = -1; ;) {
    const entries = await catalog.listDeliveryEntries(delivery.id, last, BATCH);
    if (entries.length === 0) break;
    const known = await catalog.findSentItems(
      delivery.targetId,
      entries.map(({ itemId }) => itemId),
    );
    const before = new Map(known.map((sent) => [sent.itemId, sent]));
    await catalog.saveSentItems(
      entries
        // Answered already: the answer came while this was being noted.
        .filter(({ itemId }) => {
          const sent = before.get(itemId);
          return sent?.deliveryId !== delivery.id || sent.state === 'sent';
        })
        .map((entry) => sentItem(delivery, entry, before.get(entry.itemId), stateOf(entry), at)),
    );
    last = entries.at(-1)!.ordinal;
  }
  await moveHorizon(catalog, delivery);
}

/** The target has been told up to here; somebody may be changing it at the same moment. */
export async function moveHorizon(catalog: DeliveryCatalog, delivery: Delivery): Promise<void> {
  for (;;) {
    const target = await catalog.findTarget(delivery.targetId);
    if (target === null || delivery.horizon === null) return;
    if (target.horizon !== null && target.horizon >= delivery.horizon) return;
    try {
      await catalog.saveTarget({ ...target, horizon: delivery.horizon });
      return;
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'stale-version') throw error;
    }
  }
}
