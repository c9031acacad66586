import type { Connection } from 'mongoose';
import { model, number, text } from './model.ts';

/** `_id` is `day/unitId/procedure`. */
export interface DeskScanRow {
  readonly _id: string;
  readonly day: string;
  readonly unitId: string;
  readonly procedure: string;
  readonly count: number;
}

export const deskModels = (connection: Connection) => ({
  deskScans: model<DeskScanRow>(
    connection,
    'desk-scans',
    { day: text, unitId: text, procedure: text, count: number },
    [{ keys: { day: 1, unitId: 1, procedure: 1, count: 1 } }],
  ),
});
