import type { ForeignRecord } from './foreign-record.ts';

/** A record of a repository (OAI-PMH 2.0 §2.5). */
export interface OaiRecord {
  readonly id: string;
  /** When it changed last, ISO in UTC; null when the repository does not say it readably. */
  readonly stamp: string | null;
  readonly deleted: boolean;
  /** Null for a deleted one. */
  readonly record: ForeignRecord | null;
}

/** An answer of a repository, whatever was asked. */
export interface OaiPage {
  /** Whether it is an answer of OAI-PMH at all. */
  readonly isOai: boolean;
  /** False when it is cut off or not well formed: nothing of it counts then. */
  readonly whole: boolean;
  /** ISO in UTC; null when missing. */
  readonly responseDate: string | null;
  readonly error: { readonly code: string; readonly text: string } | null;
  /** Null on the last page of a list. */
  readonly token: string | null;
  readonly records: readonly OaiRecord[];
  readonly repository: { readonly name: string; readonly granularity: 'day' | 'second' } | null;
  /** Prefixes of the forms in which records are given. */
  readonly formats: readonly string[];
  readonly sets: readonly { readonly spec: string; readonly name: string }[];
}
