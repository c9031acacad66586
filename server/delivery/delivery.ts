import type { ErrorCode } from '#server/base/errors.ts';
import type { DeliveryAction } from './sent-item.ts';

/**
 * `planning`: what goes is being looked up; `packing`: the files are being made; `ready`: they are
 * whole; `empty`: there was nothing to say.
 */
export const DELIVERY_STATES = [
  'planning',
  'packing',
  'ready',
  'sending',
  'sent',
  'empty',
  'failed',
  'cancelled',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** A file that a delivery consists of, below the folder of deliveries. */
export interface DeliveryFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** One package on its way to a target. */
export interface Delivery {
  readonly id: string;
  readonly targetId: string;
  /** From 1, for each target. */
  readonly number: number;
  readonly createdAt: string;
  /** Who asked for it; empty for the nightly one. */
  readonly by: string;
  /** Everything published, or what is new, changed and withdrawn since the deliveries before. */
  readonly mode: 'whole' | 'difference';
  /** What was sent before and never answered goes once more. */
  readonly unanswered: boolean;
  /** The shelf's address that its links begin with, without a slash at the end. */
  readonly base: string;
  /** What its files are called; the same contents have the same name. Empty while it is planned. */
  readonly name: string;
  /** The newest stamp in it; null while it is planned, and for one that says nothing. */
  readonly asOf: string | null;
  /** Up to which stamp it tells; null while it is planned. */
  readonly horizon: string | null;
  readonly state: DeliveryState;
  /** Why it failed; null when it did not. */
  readonly reason: ErrorCode | null;
  /** What the receiver said of it, shortened; empty for nothing. */
  readonly answer: string;
  readonly counts: Readonly<Record<DeliveryAction, number>>;
  /** Entries whose files are in the package. */
  readonly packed: number;
  readonly files: readonly DeliveryFile[];
  /** Items whose files the store has lost or damaged: they go with a later delivery. */
  readonly leftOut: readonly { readonly itemId: string; readonly code: ErrorCode }[];
  readonly sentAt: string | null;
  /** When a receipt was taken for it. */
  readonly answeredAt: string | null;
  readonly version: number;
}

/** What a delivery says of one item. */
export interface DeliveryEntry {
  readonly deliveryId: string;
  /** From 0. */
  readonly ordinal: number;
  readonly itemId: string;
  readonly action: DeliveryAction;
  /** Of the record as it stands in the package. */
  readonly digest: string;
}

/** A delivery that was just asked for: nothing of it is looked up yet. */
export const newDelivery = (
  asked: Pick<Delivery, 'id' | 'targetId' | 'createdAt' | 'by' | 'mode' | 'unanswered' | 'base'>,
): Delivery => ({
  ...asked,
  number: 0,
  name: '',
  asOf: null,
  horizon: null,
  state: 'planning',
  reason: null,
  answer: '',
  counts: { new: 0, changed: 0, withdrawn: 0 },
  packed: 0,
  files: [],
  leftOut: [],
  sentAt: null,
  answeredAt: null,
  version: 0,
});

export const entriesOf = ({ counts }: Pick<Delivery, 'counts'>): number =>
  counts.new + counts.changed + counts.withdrawn;

/** Another one of the same target waits until it has ended. */
export const isOpen = ({ state }: Pick<Delivery, 'state'>): boolean =>
  ['planning', 'packing', 'ready', 'sending', 'failed'].includes(state);
