/**
 * A record's form as somebody was typing it; nobody else sees it
 * (docs/decisions/024-forms-kept-while-typing.md).
 */
export interface UnsavedForm {
  readonly accountId: string;
  readonly itemId: string;
  readonly at: string;
  /** The item's version that the form was filled from. */
  readonly version: number;
  /** Every field by name, as posted. */
  readonly values: Readonly<Record<string, string | readonly string[]>>;
}

/** Bytes of one form as JSON: every field filled to its limit fits. */
export const MOST_UNSAVED_BYTES = 1024 ** 2;
/** Of one account; the oldest make room. */
export const MOST_UNSAVED_FORMS = 50;
export const UNSAVED_DAYS = 30;
