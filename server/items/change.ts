import type { Item, ItemRecord } from './item.ts';

/**
 * What people write of an item, in the order of the form; `attachments` stands for the ids of its
 * files.
 */
export const CHANGE_FIELDS = [
  'title',
  'genre',
  'compilers',
  'issued',
  'validity',
  'abstract',
  'subjects',
  'language',
  'rights',
  'unitId',
  'lawRefs',
  'audiences',
  'keywords',
  'altTitle',
  'publisher',
  'edition',
  'isbn',
  'extent',
  'volume',
  'series',
  'place',
  'source',
  'identifier',
  'national',
  'approval',
  'approvalFile',
  'attachments',
] as const satisfies readonly (
  | keyof ItemRecord
  | 'unitId'
  | 'national'
  | 'approval'
  | 'approvalFile'
  | 'attachments'
)[];

export type ChangeField = (typeof CHANGE_FIELDS)[number];

/** One field of a saved change, as JSON: enough to show it and to go back. */
export interface FieldChange {
  readonly field: ChangeField;
  readonly before: unknown;
  readonly after: unknown;
}

const valueOf = (item: Item, field: ChangeField): unknown =>
  field === 'attachments' ? item.attachments.map((a) => a.id) : (item[field] ?? null);

/**
 * Objects are written by one code, so their keys stand in one order; national.checkedAt is no
 * change of a person's.
 */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Every field that differs. */
export const changesBetween = (before: Item, after: Item): FieldChange[] =>
  CHANGE_FIELDS.map((field) => ({
    field,
    before: valueOf(before, field),
    after: valueOf(after, field),
  })).filter((c) => !same(c.before, c.after));

export interface Merge {
  /** Fields that only the others changed: theirs is taken. */
  readonly theirs: readonly FieldChange[];
  /**
   * Fields that both changed, to different values: a person decides. `before` is the common base.
   */
  readonly both: readonly {
    readonly field: ChangeField;
    readonly base: unknown;
    readonly theirs: unknown;
    readonly yours: unknown;
  }[];
}

/** What two people made of the same version. */
export function mergeOf(base: Item, theirs: Item, yours: Item): Merge {
  const [other, own] = [changesBetween(base, theirs), changesBetween(base, yours)];
  const mine = new Map(own.map((c) => [c.field, c.after]));
  return {
    theirs: other.filter((c) => !mine.has(c.field)),
    both: other
      .filter((c) => mine.has(c.field) && !same(c.after, mine.get(c.field)))
      .map((c) => ({ field: c.field, base: c.before, theirs: c.after, yours: mine.get(c.field) })),
  };
}
