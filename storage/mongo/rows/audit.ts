import type { Connection } from 'mongoose';
import type { Alert } from '#server/audit/alert.ts';
import { model, nullableText, text, whole, words } from './model.ts';

/** `_id` is the sequence in twelve digits: as texts they sort as numbers do. */
export interface SecurityEventRow {
  readonly _id: string;
  readonly at: string;
  readonly kind: string;
  /** Who did it and whose account it was done to. */
  readonly people: readonly string[];
  readonly unitId: string | null;
  readonly content: string;
  readonly previous: string;
  readonly hash: string;
}

/** `_id` is the cause. */
export interface AlertRow {
  readonly _id: string;
  readonly alert: Alert;
}

export const auditModels = (connection: Connection) => ({
  securityEvents: model<SecurityEventRow>(
    connection,
    'security-events',
    {
      at: text,
      kind: text,
      people: { type: [String], default: [] },
      unitId: nullableText,
      content: text,
      previous: words,
      hash: text,
    },
    [
      { keys: { at: 1, _id: 1 } },
      { keys: { kind: 1, _id: -1 } },
      { keys: { people: 1, _id: -1 } },
      { keys: { unitId: 1, _id: -1 } },
    ],
  ),
  alerts: model<AlertRow>(connection, 'alerts', { alert: whole }),
});
