import type { Connection, mongo } from 'mongoose';
import { Schema } from 'mongoose';
import { model, nullableText, number, text } from './model.ts';

/** `_id` is `attachmentId/page`. */
export interface ReadingRow {
  readonly _id: string;
  readonly itemId: string;
  readonly attachmentId: string;
  readonly page: number;
  readonly recogniser: number;
  readonly at: string;
  readonly reason: string | null;
  /** Packed (storage/packed-reading.ts). */
  readonly found: mongo.Binary | null;
}

export const recognitionModels = (connection: Connection) => ({
  pageReadings: model<ReadingRow>(
    connection,
    'page-readings',
    {
      itemId: text,
      attachmentId: text,
      page: number,
      recogniser: number,
      at: text,
      reason: nullableText,
      found: { type: Schema.Types.Mixed, default: null },
    },
    [
      { keys: { attachmentId: 1, page: 1 } },
      { keys: { attachmentId: 1, at: -1, reason: 1 } },
      { keys: { itemId: 1 } },
    ],
  ),
});
