import type { Page } from '#server/base/page.ts';
import type { Account, AccountList, Session } from './account.ts';
import type { Unit } from './unit.ts';

/** The part of the port `Catalog` that keeps accounts, sessions and units. */
export interface PeopleCatalog {
  findAccount(username: string): Promise<Account | null>;
  findAccountById(id: string): Promise<Account | null>;
  /** Of whoever is this person at the sign-in service (`OutsideIdentity.key`). */
  findAccountByIdentity(key: string): Promise<Account | null>;
  /** For sessions. Throws `not-signed-in` when missing. */
  getAccount(id: string): Promise<Account>;
  countAccounts(): Promise<number>;
  /**
   * Inserts or replaces by id. Throws `duplicate-username` when another account has the name,
   * whatever its case, and `identity-taken` when another has the identity.
   */
  saveAccount(account: Account): Promise<void>;
  /**
   * Replaces only what is given, as one change: nothing another saves meanwhile is undone. Throws
   * `account-not-found`, and `identity-taken` when another account has the identity; returns the
   * account as it is then.
   */
  changeAccount(id: string, change: Partial<Omit<Account, 'id' | 'username'>>): Promise<Account>;
  /** Takes a recovery code's hash away from the account; false when it has none such: once only. */
  takeRecoveryCode(accountId: string, hash: string): Promise<boolean>;
  /** By user name. */
  listAccounts(list: AccountList): Promise<Page<Account>>;
  /**
   * Whether an enabled account other than this one is administrator, or approver in one of these
   * units.
   */
  hasOtherApprover(accountId: string, unitIds: readonly string[]): Promise<boolean>;
  saveSession(session: Session): Promise<void>;
  /** Null when missing or expired at `now`. */
  findSession(tokenHash: string, now: string): Promise<Session | null>;
  /** Somebody used it; nothing when it is over. */
  touchSession(tokenHash: string, seenAt: string): Promise<void>;
  /** Of an account, as far as not expired at `now`, last seen first; 100 at most. */
  listSessions(accountId: string, now: string): Promise<Session[]>;
  deleteSession(tokenHash: string): Promise<void>;
  /** Ends the sessions of an account, but for the one that is named. */
  deleteSessionsOf(accountId: string, butFor: string | null): Promise<void>;
  /** Deletes those that had ended by then. */
  deleteSessionsBefore(expiresAt: string): Promise<void>;
  /**
   * Counts so many tries under a key, one when nothing is said, and gives how many there were since
   * the first, these included; after `until` of the first they are forgotten and counting begins
   * anew. A row whose end lies further ahead than `until` (its clock ran ahead) ends at `until`. All
   * processes count together.
   */
  countTry(key: string, now: string, until: string, times?: number): Promise<number>;
  /** How many tries are counted under a key and not forgotten at `now`; 0 for none. */
  findTries(key: string, now: string): Promise<number>;
  /** Takes back so many counted tries, never below none; all of them for null. */
  forgetTries(key: string, times: number | null): Promise<void>;
  /** By id. */
  listUnits(): Promise<Unit[]>;
  /** Inserts or replaces by id; the public revision grows. */
  saveUnit(unit: Unit): Promise<void>;
  /** Several in one transaction, all or nothing. */
  saveUnits(units: readonly Unit[]): Promise<void>;
}
