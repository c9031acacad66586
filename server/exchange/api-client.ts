import type { AuthorityEntry } from '#server/vocabulary/authority-list.ts';

/**
 * Somebody else's system that reads the API with a key of its own. The key is shown once; what is
 * kept of it opens nothing.
 */
export interface ApiClient {
  /** Which system it is. */
  readonly name: string;
  /** Who runs it and answers for it. */
  readonly unit: string;
  /** SHA-256 of the whole key, hex. */
  readonly hash: string;
  /** Requests a minute. */
  readonly perMinute: number;
  readonly issuedAt: string;
  readonly issuedBy: string;
  readonly revoked: { readonly at: string; readonly by: string } | null;
}

export type ApiClientEntry = AuthorityEntry<'api-client', ApiClient>;

export const CLIENT_LIMIT = { least: 1, usual: 600, most: 60_000 } as const;

/** More keys than anybody can look after. */
export const MOST_CLIENTS = 500;

const SECRET_LETTERS = 43;

/** What a key begins with: enough to know it by in a list, and to find who holds it. */
export const keyPrefix = (id: string): string => `tspl_${id}`;

/** A key: its client's id, and 256 bits of chance as base64url. */
export const keyOf = (id: string, secret: string): string => `${keyPrefix(id)}_${secret}`;

/** The client that a key says it belongs to; null for what is no key. */
export function clientOfKey(key: string): string | null {
  const [, id, secret] = /^tspl_([0-9a-z]{1,40})_([\w-]+)$/u.exec(key) ?? [];
  return id !== undefined && secret?.length === SECRET_LETTERS ? id : null;
}

/** The fact that says on which day a key was used last. */
export const lastUseFact = (id: string): string => `api-key-used:${id}`;
