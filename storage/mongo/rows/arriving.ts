import type { Connection } from 'mongoose';
import { model, nullableText, number, text, words } from './model.ts';

/** A file that arrives in pieces. */
export interface ArrivingRow {
  readonly _id: string;
  readonly accountId: string;
  readonly unitId: string;
  readonly name: string;
  readonly bytes: number;
  readonly received: number;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly sha256: string | null;
  readonly taken: boolean;
  /** Who may go on; empty before the first piece. */
  readonly writer: string;
}

export const arrivingModels = (connection: Connection) => ({
  arriving: model<ArrivingRow>(
    connection,
    'arriving-files',
    {
      accountId: text,
      unitId: text,
      name: text,
      bytes: number,
      received: number,
      createdAt: text,
      expiresAt: text,
      sha256: nullableText,
      taken: { type: Boolean, required: true },
      writer: words,
    },
    [
      { keys: { accountId: 1, taken: 1, createdAt: 1, _id: 1 } },
      { keys: { expiresAt: 1, _id: 1 } },
      { keys: { unitId: 1, taken: 1 } },
    ],
  ),
});
