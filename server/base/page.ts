/** One page of a list. Lists page by keyset, never by offset. */
export interface Page<T> {
  readonly rows: readonly T[];
  /** Opaque keyset cursor of the next page, or null at the end. */
  readonly next: string | null;
}
