import type { Response } from 'express';
import { joined } from '#server/audit/alert.ts';
import { doneTo, tellLog } from '#server/audit/routes/tell-log.ts';
import type { Account } from '../account.ts';

type Entries<T> = { readonly [K in keyof T]: readonly [K, T[K]] }[keyof T][];

/** An account that was not there before, and what it may do. */
export function tellMade(res: Response, account: Account): void {
  const object = doneTo(account);
  tellLog(res, {
    kind: 'account-made',
    ...object,
    details: { ...object.details, roles: joined(account.roles) },
  });
}

/** What became of an account, a row for each thing that gives or takes rights. */
export function tellChanges(res: Response, before: Account, after: Account): void {
  const object = doneTo(after);
  const changes = {
    'roles-changed': [joined(before.roles), joined(after.roles), 'roles'],
    'unit-changed': [before.unitId, after.unitId, 'unit'],
    'account-renamed': [before.displayName, after.displayName, 'name'],
  } as const;
  for (const [kind, [was, is, name]] of Object.entries(changes) as Entries<typeof changes>)
    if (was !== is)
      tellLog(res, { kind, ...object, details: { ...object.details, before: was, [name]: is } });
}
