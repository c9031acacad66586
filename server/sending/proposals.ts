import {
  TAKES_MANY,
  type Suggestion,
  type SuggestedField,
} from '#server/cataloguing/suggestion.ts';
import type { ItemRecord } from '#server/items/item.ts';

/** Cited documents and subjects beyond these are left to whoever catalogues. */
const MOST_SUBJECTS = 3;

/** What a form is filled with: the likeliest value of each field, all of those that take several. */
export interface Proposal {
  readonly field: SuggestedField;
  readonly values: readonly string[];
  readonly reason: Suggestion['reason'];
}

/**
 * One proposal for each field, from proposals in the order of their likelihood. A title replaces the
 * one that the machine took from the name of the file.
 */
export function likeliest(suggestions: readonly Suggestion[]): Proposal[] {
  return [...Map.groupBy(suggestions, ({ field }) => field)].map(([field, list]) => {
    const many = TAKES_MANY.includes(field);
    const most = field === 'subjects' ? MOST_SUBJECTS : many ? list.length : 1;
    return {
      field,
      values: list.slice(0, most).map(({ value }) => value),
      reason: list[0]!.reason,
    };
  });
}

/** Whether a record says nothing of a field yet, but for what a machine wrote there. */
export const isOpen = (
  record: ItemRecord,
  field: SuggestedField,
  guessed: readonly string[],
): boolean => {
  const value = record[field];
  return (
    guessed.includes(field) ||
    value === null ||
    value.length === 0 ||
    (field === 'language' && value === 'vi')
  );
};
