import type { Account } from '../account.ts';
import type { PeopleCatalog } from '../people-catalog.ts';
import { everyAccount } from './every-account.ts';

/** Long enough for somebody on leave of a year to find everything as it was. */
const LEFT_DAYS = 400;
const DAY_MS = 86_400_000;

const hasMore = (account: Account): boolean =>
  account.passwordHash !== '' ||
  Boolean(account.email) ||
  Boolean(account.secondFactor) ||
  Boolean(account.identity) ||
  (account.queueFilters ?? []).length > 0;

/**
 * Of accounts that were disabled long ago only name, unit and roles stay, which the history needs:
 * addresses of mail, passwords, second factors and identities go. Whoever comes back is given a new
 * password.
 */
export async function forgetLeftAccounts({
  catalog,
  now,
}: {
  readonly catalog: PeopleCatalog;
  readonly now: () => string;
}): Promise<void> {
  const before = new Date(Date.parse(now()) - LEFT_DAYS * DAY_MS).toISOString();
  for await (const account of everyAccount(catalog)) {
    if (!account.disabled) continue;
    // Disabled before the shelf kept when: the time begins today.
    if (!account.disabledAt) await catalog.changeAccount(account.id, { disabledAt: now() });
    else if (account.disabledAt < before && hasMore(account))
      await catalog.changeAccount(account.id, {
        email: '',
        passwordHash: '',
        secondFactor: null,
        identity: null,
        queueFilters: [],
      });
  }
}
