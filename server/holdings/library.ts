import { FIELD_LABELS } from '#server/base/field-labels.ts';
import type { AuthorityEntry } from '#server/vocabulary/authority-list.ts';

export const LIBRARY_KINDS = [
  'tu-sach',
  'thu-vien',
  'buu-dien',
  'hoc-tap',
  'don-vi',
  'khac',
] as const;
export type LibraryKind = (typeof LIBRARY_KINDS)[number];

/**
 * Where printed copies stand: a commune's shelf, a library, a post-office culture point (khoản 3
 * Điều 9, Điều 10 Quyết định 14/2019/QĐ-TTg).
 */
export interface Library {
  /** The unit whose people keep it. */
  readonly unitId: string;
  readonly name: string;
  readonly kind: LibraryKind;
  readonly address: string;
  readonly phone: string;
  /** Opening hours, as posted. */
  readonly hours: string;
  /** The official in charge (Điều 13), and the decision that founded the shelf. */
  readonly keeper: string;
  readonly founded: string;
  /** Closed places keep their register; readers are not sent there. */
  readonly closed: boolean;
}

export type LibraryEntry = AuthorityEntry<'place', Library>;

/** What is told of a library of printed copies. */
export const LIBRARY_LABELS = {
  address: FIELD_LABELS.address,
  phone: FIELD_LABELS.phone,
  keeper: 'Người phụ trách',
  founded: 'Quyết định thành lập',
};
