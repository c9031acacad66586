import type { Approval, ItemRecord } from '#server/items/item.ts';

/** What a delivery says of an item beyond what cells hold. */
export interface WholeRecord {
  /** Fields that stand exactly so. */
  readonly record: Partial<ItemRecord>;
  readonly approval: Approval | null;
  /** Path of the signed approval in the ZIP; null for none. */
  readonly approvalPath: string | null;
  /** What files were called, by their paths in the ZIP. */
  readonly names: Readonly<Record<string, string>>;
}

const NOTHING: WholeRecord = { record: {}, approval: null, approvalPath: null, names: {} };

/** Made by the reader of deliveries, which has looked at every value. */
export const writeWhole = (whole: WholeRecord): string => JSON.stringify(whole);

export const readWhole = (text: string | undefined): WholeRecord =>
  text === undefined ? NOTHING : (JSON.parse(text) as WholeRecord);
