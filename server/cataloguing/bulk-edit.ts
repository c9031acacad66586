import type { ItemRecord } from '#server/items/item.ts';
import type { RightsKind } from '#server/items/rights.ts';
import { withoutOrphans } from '#server/vocabulary/sub-subject.ts';

/** What happens to a list of values: some join it, some leave it, or others take its place. */
export const LIST_MODES = ['add', 'remove', 'replace'] as const;
export type ListMode = (typeof LIST_MODES)[number];

export interface ListEdit {
  readonly mode: ListMode;
  /** None changes nothing. */
  readonly values: readonly string[];
}

/** The same change for many records; empty parts change nothing. */
export interface BulkEdit {
  readonly genre: string;
  readonly rightsKind: RightsKind | '';
  readonly publisher: string;
  /** The unit that manages the items from now on: of the item, not of its record. */
  readonly unitId: string;
  readonly subjects: ListEdit;
  readonly audiences: ListEdit;
  readonly keywords: ListEdit;
}

export const isEmptyEdit = (edit: BulkEdit): boolean =>
  edit.genre === '' &&
  edit.rightsKind === '' &&
  edit.publisher === '' &&
  edit.unitId === '' &&
  [edit.subjects, edit.audiences, edit.keywords].every(({ values }) => values.length === 0);

function edited(before: readonly string[], { mode, values }: ListEdit): readonly string[] {
  if (values.length === 0) return before;
  switch (mode) {
    case 'add':
      return [...new Set([...before, ...values])];
    case 'remove':
      return before.filter((value) => !values.includes(value));
    case 'replace':
      return values;
  }
}

/** The record with the change put in. */
export const withBulkEdit = (record: ItemRecord, edit: BulkEdit): ItemRecord => ({
  ...record,
  genre: edit.genre || record.genre,
  publisher: edit.publisher || record.publisher,
  rights: edit.rightsKind === '' ? record.rights : { ...record.rights, kind: edit.rightsKind },
  subjects: withoutOrphans(edited(record.subjects, edit.subjects)),
  audiences: edited(record.audiences, edit.audiences),
  keywords: edited(record.keywords, edit.keywords),
});
