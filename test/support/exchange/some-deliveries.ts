import { newDelivery, type Delivery } from '#server/delivery/delivery.ts';
import type { SentItem } from '#server/delivery/sent-item.ts';
import type { Target } from '#server/delivery/target.ts';
import { NOW, nextId } from '../builders.ts';

export const aTarget = (more: Partial<Target> = {}): Target => ({
  id: nextId(),
  name: 'Tủ sách quốc gia “một” 😀',
  form: 'package',
  national: true,
  way: { kind: 'download' },
  sets: [],
  nightly: false,
  columns: {},
  horizon: null,
  version: 0,
  ...more,
});

export const aDelivery = (targetId: string, more: Partial<Delivery> = {}): Delivery => ({
  ...newDelivery({
    id: nextId(),
    targetId,
    createdAt: NOW,
    by: 'Cán bộ',
    mode: 'difference',
    unanswered: false,
    base: 'https://tusach.example',
  }),
  ...more,
});

export const aSent = (
  targetId: string,
  itemId: string,
  more: Partial<SentItem> = {},
): SentItem => ({
  targetId,
  itemId,
  state: 'sent',
  digest: 'ab'.repeat(32),
  accepted: null,
  deliveryId: 'd',
  reason: '',
  theirId: null,
  url: null,
  at: NOW,
  ...more,
});
