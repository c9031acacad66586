import type { Approval, ItemRecord } from '#server/items/item.ts';

/** What a delivery says of an item beyond what cells hold. */
export interface WholeRecord {
  /** Fields that stand exactly so. */
  readonly record: Partial<ItemRecord>;
  readonly approval: Approval | null;
}

/** Made by the reader of deliveries, which has looked at every value. */
export const writeWhole = (whole: WholeRecord): string => JSON.stringify(whole);

export const readWhole = (text: string | undefined): WholeRecord =>
  text === undefined ? { record: {}, approval: null } : (JSON.parse(text) as WholeRecord);
