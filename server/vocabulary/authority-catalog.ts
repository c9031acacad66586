import type { AuthorityEntry } from './authority-list.ts';
import type { VocabularyValues } from './vocabulary.ts';

/**
 * The part of the port `Catalog` that keeps the lists of officials. `Values` says what stands in
 * each list; whoever uses some lists names only theirs: `AuthorityCatalog<{ place: Library }>`.
 */
export interface AuthorityCatalog<Values> {
  /** By rank, then id; hidden ones too. */
  listAuthority<L extends keyof Values & string>(list: L): Promise<AuthorityEntry<L, Values[L]>[]>;
  /** Null when missing. */
  findAuthority<L extends keyof Values & string>(
    list: L,
    id: string,
  ): Promise<AuthorityEntry<L, Values[L]> | null>;
  /**
   * Saves it as `version + 1`; what stood there stays among its versions, the newest
   * `MOST_AUTHORITY_VERSIONS`. Throws `stale-version` when the stored version differs from the one
   * given (0 for a new one). Returns it as saved; the public revision grows.
   */
  saveAuthority<L extends keyof Values & string>(
    entry: AuthorityEntry<L, Values[L]>,
  ): Promise<AuthorityEntry<L, Values[L]>>;
  /** With its versions. Ignored when there is none such; the public revision grows. */
  deleteAuthority(list: keyof Values & string, id: string): Promise<void>;
  /** Newest first, the present one included; none when there is no such entry. */
  authorityVersions<L extends keyof Values & string>(
    list: L,
    id: string,
  ): Promise<AuthorityEntry<L, Values[L]>[]>;
}

/** For those who read what records choose from. */
export type VocabularyCatalog = AuthorityCatalog<VocabularyValues>;
