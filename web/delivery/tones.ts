import type { DeliveryState } from '#server/delivery/delivery.ts';
import type { DeliveryStanding } from '#server/delivery/sent-item.ts';
import type { Tone } from '#web/frame/badge.tsx';

export const STANDING_TONES: Readonly<Record<DeliveryStanding, Tone>> = {
  unsent: '',
  sent: '',
  received: 'good',
  refused: 'bad',
  changed: 'warn',
  withdrawn: 'warn',
  removed: '',
};

export const STATE_TONES: Readonly<Record<DeliveryState, Tone>> = {
  planning: '',
  packing: '',
  ready: 'warn',
  sending: '',
  sent: 'good',
  empty: '',
  failed: 'bad',
  cancelled: '',
};
