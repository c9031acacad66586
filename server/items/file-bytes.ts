import type { Item } from './item.ts';

/** Files by whose bytes an item is found: those that readers see, and its photographs. */
export const filesFound = ({
  attachments,
  photographs,
}: Pick<Item, 'attachments' | 'photographs'>): {
  readonly id: string;
  readonly sha256: string;
}[] => [...attachments, ...(photographs?.pages ?? [])];

/** What an item's files take, its signed approval and its photographs among them. */
export const fileBytes = ({
  attachments,
  approvalFile,
  photographs,
}: Pick<Item, 'approvalFile' | 'attachments' | 'photographs'>): number =>
  [...attachments, ...(photographs?.pages ?? [])].reduce(
    (sum, { bytes }) => sum + bytes,
    approvalFile?.bytes ?? 0,
  );
