import type { Connection } from 'mongoose';
import type { Delivery, DeliveryEntry } from '#server/delivery/delivery.ts';
import type { SentItem } from '#server/delivery/sent-item.ts';
import type { Target } from '#server/delivery/target.ts';
import { model, number, text, whole, words } from './model.ts';

export interface TargetRow {
  readonly _id: string;
  readonly version: number;
  readonly target: Target;
}

export interface DeliveryRow {
  readonly _id: string;
  readonly targetId: string;
  readonly number: number;
  readonly open: boolean;
  readonly version: number;
  readonly delivery: Delivery;
}

/** `_id` is `delivery/ordinal`. */
export interface DeliveryEntryRow extends DeliveryEntry {
  readonly _id: string;
}

/** `_id` is `target/item`. */
export interface SentItemRow {
  readonly _id: string;
  readonly targetId: string;
  readonly itemId: string;
  readonly state: string;
  readonly at: string;
  readonly sent: SentItem;
}

export const deliveryModels = (connection: Connection) => ({
  targets: model<TargetRow>(connection, 'targets', { version: number, target: whole }),
  deliveries: model<DeliveryRow>(
    connection,
    'deliveries',
    {
      targetId: text,
      number,
      open: { type: Boolean, required: true },
      version: number,
      delivery: whole,
    },
    [{ keys: { targetId: 1, number: -1 }, unique: true }],
  ),
  deliveryEntries: model<DeliveryEntryRow>(
    connection,
    'delivery-entries',
    { deliveryId: text, ordinal: number, itemId: text, action: text, digest: words },
    [{ keys: { deliveryId: 1, ordinal: 1 } }],
  ),
  sentItems: model<SentItemRow>(
    connection,
    'sent-items',
    { targetId: text, itemId: text, state: text, at: text, sent: whole },
    [{ keys: { targetId: 1, state: 1, itemId: 1 } }, { keys: { state: 1, at: -1 } }],
  ),
});
