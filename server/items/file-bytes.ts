import type { Item } from './item.ts';

/** What an item's files take, its signed approval among them. */
export const fileBytes = ({
  attachments,
  approvalFile,
}: Pick<Item, 'approvalFile' | 'attachments'>): number =>
  attachments.reduce((sum, { bytes }) => sum + bytes, approvalFile?.bytes ?? 0);
