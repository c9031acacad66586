import type { OutsideIdentity } from './outside-identity.ts';
import type { SavedFilter } from './saved-filter.ts';

export const ROLES = [
  'contributor',
  'cataloguer',
  'approver',
  'unit-admin',
  'admin',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

/** One-time codes by time (RFC 6238), and codes for a lost device. */
export interface SecondFactor {
  /** Base32, 160 bits. */
  readonly secret: string;
  readonly since: string;
  /** SHA-256 of each recovery code that is left, hex. */
  readonly recovery: readonly string[];
}

export interface Account {
  readonly id: string;
  /** Lower case, unique. */
  readonly username: string;
  readonly displayName: string;
  readonly unitId: string;
  readonly roles: readonly Role[];
  /**
   * PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`; empty for whoever signs in at the
   * authority's service alone.
   */
  readonly passwordHash: string;
  /** Somebody else set the password: its own is asked for before anything else. */
  readonly mustChangePassword?: boolean;
  /** Null or absent while signing in asks for the password alone. */
  readonly secondFactor?: SecondFactor | null;
  /** Null or absent for whoever signs in here alone. */
  readonly identity?: OutsideIdentity | null;
  readonly disabled: boolean;
  /** Since when; absent while it is not, and where nobody noted it. */
  readonly disabledAt?: string | null;
  readonly createdAt: string;
  /** Where the day's e-mail goes; absent or empty for nowhere. */
  readonly email?: string;
  /** The day's e-mail is switched off. */
  readonly noDigest?: boolean;
  /** The day (in Vietnam) of the last e-mail. */
  readonly digestOn?: string;
  /** ISO instant at which the person looked last at what waits. */
  readonly noticesSeenAt?: string;
  /** Parts of the queue the person keeps under a name, in the order they were saved. */
  readonly queueFilters?: readonly SavedFilter[];
}

/** What a list of accounts needs: those of these units, or all for null, by user name. */
export interface AccountList {
  readonly unitIds: readonly string[] | null;
  readonly limit: number;
  readonly after: string | null;
}

/**
 * When somebody else must approve: always, never, or as soon as there is somebody else who may
 * (docs/decisions/017).
 */
export type TwoPersonRule = 'auto' | 'yes' | 'no';

/** A signed-in person, or one for whom a job or a command works on. */
export interface Actor {
  readonly accountId: string;
  readonly displayName: string;
  /** The unit that stands today for the one the account was made in. */
  readonly unitId: string;
  readonly roles: readonly Role[];
  /** The unit and all it succeeded: where a contributor works. */
  readonly ownUnits: readonly string[];
  /** The units below and their past too: where the other roles hold; null for the whole shelf. */
  readonly reach: readonly string[] | null;
  /** Somebody else has to approve what this person compiled or compared with the original. */
  readonly twoPersons: boolean;
  /** What has to be done first; until then the actor has no role. */
  readonly due?: DueStep;
  /** What came to the own steps after this instant is new; all where it is not known. */
  readonly noticesSeenAt?: string;
}

/** A step before any work: a password of one's own, setting up the second factor. */
export type DueStep = 'password' | 'second-factor';

export interface Session {
  /** SHA-256 of the cookie's secret, hex: the secret itself is never stored. */
  readonly tokenHash: string;
  readonly accountId: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** ISO instant of the last request, to the minute. */
  readonly seenAt: string;
  /** Roughly where from: the beginning of an address. */
  readonly from: string;
  /** Browser and system, as they say of themselves: `Firefox · Windows`; empty when unknown. */
  readonly device: string;
  /** Only the password was right: the second factor is still asked for. */
  readonly pending: boolean;
}
