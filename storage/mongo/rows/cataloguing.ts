import type { Connection } from 'mongoose';
import type { NamedKind } from '#server/cataloguing/name-list.ts';
import type { Fingerprint } from '#server/items/fingerprint.ts';
import type { UnsavedForm } from '#server/cataloguing/unsaved-form.ts';
import { model, text, whole, words } from './model.ts';

/** `_id` is `itemId/number`. */
export interface NameRow {
  readonly _id: string;
  readonly itemId: string;
  /** Whose officials see it; empty for all. */
  readonly unitId: string;
  readonly kind: NamedKind;
  readonly key: string;
  readonly value: string;
}

/** `_id` is the attachment's id. */
export interface FingerprintRow {
  readonly _id: string;
  readonly bands: readonly number[];
  readonly print: Fingerprint;
}

/** `_id` is `accountId/itemId`. */
export interface UnsavedRow {
  readonly _id: string;
  readonly accountId: string;
  readonly at: string;
  readonly form: UnsavedForm;
}

export const cataloguingModels = (connection: Connection) => ({
  names: model<NameRow>(
    connection,
    'names',
    { itemId: text, unitId: words, kind: text, key: text, value: text },
    [{ keys: { kind: 1, key: 1, value: 1, itemId: 1 } }, { keys: { itemId: 1 } }],
  ),
  fingerprints: model<FingerprintRow>(
    connection,
    'text-prints',
    { bands: { type: [Number], required: true }, print: { type: [Number], required: true } },
    [{ keys: { bands: 1, _id: 1 } }],
  ),
  unsaved: model<UnsavedRow>(
    connection,
    'unsaved-forms',
    { accountId: text, at: text, form: whole },
    [{ keys: { at: 1 } }, { keys: { accountId: 1, at: -1, _id: -1 } }],
  ),
});
