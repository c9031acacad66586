import type { Page } from '#server/base/page.ts';
import type { UnitEntry, UnitEntryState } from './unit-entry.ts';

export interface UnitEntryQuery {
  /** Units whose entries are meant; null for all. */
  readonly unitIds: readonly string[] | null;
  readonly states: readonly UnitEntryState[];
  /** Null for all. */
  readonly topics: readonly string[] | null;
  /** Only those whose days on show include this one, `YYYY-MM-DD`; null for all. */
  readonly day: string | null;
  readonly limit: number;
  readonly after: string | null;
}

/** The part of the port `Catalog` that keeps what units write; `Values` as in `AuthorityCatalog`. */
export interface UnitEntryCatalog<Values> {
  /**
   * Saves it as `version + 1`; what stood there stays among its versions, the newest
   * `MOST_AUTHORITY_VERSIONS`. Throws `stale-version` when the stored version differs from the one
   * given (0 for a new one), and `address-taken` when another of its list has its slug. Returns it as
   * saved; the public revision grows where readers see it, or saw it before.
   */
  saveUnitEntry<L extends keyof Values & string>(
    entry: UnitEntry<L, Values[L]>,
  ): Promise<UnitEntry<L, Values[L]>>;
  /** Null when missing. */
  findUnitEntry<L extends keyof Values & string>(
    list: L,
    id: string,
  ): Promise<UnitEntry<L, Values[L]> | null>;
  findUnitEntryBySlug<L extends keyof Values & string>(
    list: L,
    slug: string,
  ): Promise<UnitEntry<L, Values[L]> | null>;
  /** Greatest `sortKey` first, then greatest id. Throws `invalid-cursor`. */
  listUnitEntries<L extends keyof Values & string>(
    list: L,
    query: UnitEntryQuery,
  ): Promise<Page<UnitEntry<L, Values[L]>>>;
  /** Newest first, the present one included; none when there is no such entry. */
  unitEntryVersions<L extends keyof Values & string>(
    list: L,
    id: string,
  ): Promise<UnitEntry<L, Values[L]>[]>;
}
