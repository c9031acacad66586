import type { Connection } from 'mongoose';
import type { LawRecord } from '#server/laws/law-record.ts';
import { model, whole, nullableText } from './model.ts';

/** `_id` is the law's key. */
export interface LawRow {
  readonly _id: string;
  readonly endsOn: string | null;
  readonly version: number;
  readonly law: LawRecord;
}

export const lawModels = (connection: Connection) => ({
  laws: model<LawRow>(
    connection,
    'laws',
    { endsOn: nullableText, version: { type: Number, required: true }, law: whole },
    [{ keys: { endsOn: 1, _id: 1 } }],
  ),
});
