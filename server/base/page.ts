/**
 * The four ports (docs/architecture.md). Async, plain objects in and out; no cursor, driver type or engine query
 * crosses them. What must be atomic is one method. Every adapter passes the suites in test/storage unchanged.
 */

export interface Page<T> {
  readonly rows: readonly T[];
  /** Opaque keyset cursor of the next page, or null at the end. */
  readonly next: string | null;
}
