import type { Connection } from 'mongoose';
import type { Account } from '#server/people/account.ts';
import type { Unit } from '#server/people/unit.ts';
import { model, text, nullableText, number, whole } from './model.ts';

export interface AccountRow {
  readonly _id: string;
  readonly username: string;
  readonly account: Account;
}

/** `_id` is the token's hash. */
export interface SessionRow {
  readonly _id: string;
  readonly accountId: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Absent in rows of before, as the next two. */
  readonly seenAt?: string;
  readonly from?: string;
  readonly device?: string;
  readonly pending?: boolean;
}

/** `_id` is the key that was tried. */
export interface TryRow {
  readonly _id: string;
  readonly count: number;
  readonly until: string;
}

export interface UnitRow {
  readonly _id: string;
  readonly unit: Unit;
}

export const peopleModels = (connection: Connection) => ({
  accounts: model<AccountRow>(connection, 'accounts', { username: text, account: whole }, [
    { keys: { username: 1 }, unique: true },
    { keys: { 'account.roles': 1 } },
    { keys: { 'account.identity.key': 1 }, unique: true, sparse: true },
  ]),
  sessions: model<SessionRow>(
    connection,
    'sessions',
    {
      accountId: text,
      createdAt: text,
      expiresAt: text,
      seenAt: nullableText,
      from: nullableText,
      device: nullableText,
      pending: { type: Boolean, default: false },
    },
    [{ keys: { expiresAt: 1 } }, { keys: { accountId: 1 } }],
  ),
  tries: model<TryRow>(connection, 'tries', { count: number, until: text }, [
    { keys: { until: 1 } },
  ]),
  units: model<UnitRow>(connection, 'units', { unit: whole }),
});
