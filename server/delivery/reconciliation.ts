/**
 * What a comparison finds of an item. `missing`: we say that they have it, and they do not;
 * `leftover`: withdrawn here, still there; `unsent`: here, never sent; `changed`: they have an older
 * one; `unconfirmed`: they have it, no receipt said so; `unknown`: they have what we do not know.
 */
export const FINDINGS = [
  'missing',
  'leftover',
  'unsent',
  'changed',
  'unconfirmed',
  'unknown',
  'same',
] as const;
export type FindingKind = (typeof FINDINGS)[number];

export interface Finding {
  readonly kind: FindingKind;
  /** Null for what we do not know. */
  readonly itemId: string | null;
  /** As their list has it; ours for what is not in it. */
  readonly item: string;
}

/** What was sent, what they say they have, and what stands here, beside each other. */
export interface Reconciliation {
  readonly counts: Readonly<Record<FindingKind, number>>;
  /** All but what is the same, in the order of kinds; no more than so many of each. */
  readonly shown: readonly Finding[];
}
