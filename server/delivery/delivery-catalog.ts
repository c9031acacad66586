import type { NewJob } from '#server/base/job.ts';
import type { Delivery, DeliveryEntry } from './delivery.ts';
import type { SentItem, SentState } from './sent-item.ts';
import type { Target } from './target.ts';

/** The part of the port `Catalog` that keeps what is delivered to other systems. */
export interface DeliveryCatalog {
  /** By id, which is by age. */
  listTargets(): Promise<Target[]>;
  /** Null when missing. */
  findTarget(id: string): Promise<Target | null>;
  /**
   * Throws `stale-version` when the stored version is not the one given (0 for a new one). Returns
   * it as saved, one version on.
   */
  saveTarget(target: Target): Promise<Target>;
  /**
   * Saves a delivery and the jobs it causes; a new one (version 0) gets the target's next number.
   * Throws `stale-version`, and `delivery-open` for a new one while another of the target is open.
   * Returns it as saved.
   */
  saveDelivery(delivery: Delivery, jobs: readonly NewJob[]): Promise<Delivery>;
  findDelivery(id: string): Promise<Delivery | null>;
  /** Newest first; of one target, or of all for null. */
  listDeliveries(targetId: string | null, limit: number): Promise<Delivery[]>;
  /** Replaces entries by their ordinal. */
  saveDeliveryEntries(entries: readonly DeliveryEntry[]): Promise<void>;
  /** Takes all entries of a delivery away. */
  clearDeliveryEntries(deliveryId: string): Promise<void>;
  /** By ordinal, from the one after `after` on (-1 for the first). */
  listDeliveryEntries(deliveryId: string, after: number, limit: number): Promise<DeliveryEntry[]>;
  /** In the order asked; missing ones are left out. */
  findSentItems(targetId: string, itemIds: readonly string[]): Promise<SentItem[]>;
  /** Replaces what is known of these items at their targets. */
  saveSentItems(items: readonly SentItem[]): Promise<void>;
  /** By item, after `after` ('' for the first); in these states. */
  listSentItems(
    targetId: string,
    states: readonly SentState[],
    after: string,
    limit: number,
  ): Promise<SentItem[]>;
  /** Refused ones of all targets, the latest answer first. */
  listRefusedItems(limit: number): Promise<SentItem[]>;
  /** States that no item is in are left out. */
  countSentItems(targetId: string): Promise<Partial<Record<SentState, number>>>;
}
