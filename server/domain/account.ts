export const ROLES = ['contributor', 'cataloguer', 'approver', 'unit-admin', 'admin', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

export interface Account {
  readonly id: string;
  /** Lower case, unique. */
  readonly username: string;
  readonly displayName: string;
  readonly unitId: string;
  readonly roles: readonly Role[];
  /** PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
  readonly passwordHash: string;
  readonly failedSignIns: number;
  /** ISO instant until which sign-in is refused, or null. */
  readonly lockedUntil: string | null;
  readonly disabled: boolean;
  readonly createdAt: string;
}

/** A signed-in person or a machine acting for the shelf (import, demo). */
export interface Actor {
  readonly accountId: string;
  readonly displayName: string;
  readonly unitId: string;
  readonly roles: readonly Role[];
}

export interface Session {
  /** SHA-256 of the cookie's secret, hex: the secret itself is never stored. */
  readonly tokenHash: string;
  readonly accountId: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}
