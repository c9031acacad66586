import type { PartialDate } from './partial-date.ts';

export type UnitKind = 'ministry' | 'province' | 'department' | 'commune' | 'library' | 'school' | 'other';

/** A managing unit: a node of a dated tree; nothing counts levels (DOMAIN.md §12). */
export interface Unit {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly parentId: string | null;
  readonly validFrom: PartialDate | null;
  readonly validTo: PartialDate | null;
  readonly successorId: string | null;
}
