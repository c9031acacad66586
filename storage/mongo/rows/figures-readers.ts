import type { Connection } from 'mongoose';
import { RATING_ANSWERS, type RatingAnswer } from '#server/figures/rating.ts';
import { VISIT_KINDS, type VisitKind } from '#server/figures/visit.ts';
import { model, text, words, number } from './model.ts';

export interface RatingRow {
  readonly _id: string;
  readonly itemId: string;
  readonly day: string;
  readonly answer: RatingAnswer;
  readonly comment: string;
  readonly commented: boolean;
}

/** `_id` is `itemId/day/kind`. */
export interface VisitRow {
  readonly _id: string;
  readonly itemId: string;
  readonly day: string;
  readonly kind: VisitKind;
  readonly count: number;
}

/** `_id` is `day/unitId/procedure`. */
export interface DeskScanRow {
  readonly _id: string;
  readonly day: string;
  readonly unitId: string;
  readonly procedure: string;
  readonly count: number;
}

export const readerModels = (connection: Connection) => ({
  ratings: model<RatingRow>(
    connection,
    'ratings',
    {
      itemId: text,
      day: text,
      answer: { ...text, enum: RATING_ANSWERS },
      comment: words,
      commented: { type: Boolean, required: true },
    },
    [
      { keys: { itemId: 1, answer: 1 } },
      { keys: { day: 1, itemId: 1, answer: 1 } },
      { keys: { commented: 1, day: -1, _id: -1 } },
      { keys: { itemId: 1, commented: 1, day: -1, _id: -1 } },
    ],
  ),
  visits: model<VisitRow>(
    connection,
    'visits',
    { itemId: words, day: text, kind: { ...text, enum: VISIT_KINDS }, count: number },
    [{ keys: { day: 1, itemId: 1, kind: 1, count: 1 } }, { keys: { itemId: 1, day: 1 } }],
  ),
  deskScans: model<DeskScanRow>(
    connection,
    'desk-scans',
    { day: text, unitId: text, procedure: text, count: number },
    [{ keys: { day: 1, unitId: 1, procedure: 1, count: 1 } }],
  ),
});
