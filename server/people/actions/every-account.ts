import type { Account } from '../account.ts';
import type { PeopleCatalog } from '../people-catalog.ts';

const AT_ONCE = 200;

/** All accounts by user name, read as they are taken. */
export async function* everyAccount(
  catalog: Pick<PeopleCatalog, 'listAccounts'>,
): AsyncIterable<Account> {
  for (let after: string | null = null; ;) {
    const page = await catalog.listAccounts({ unitIds: null, limit: AT_ONCE, after });
    yield* page.rows;
    if (page.next === null) return;
    after = page.next;
  }
}
