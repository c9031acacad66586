import { gapsOf } from '#server/workflow/gaps.ts';
import type { Item } from '#server/items/item.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import type { GapsView } from '#web/cataloguing/gaps.tsx';
import { vi } from '#web/text/vi.ts';
import { formErrors } from './item-form.ts';

/** A mark for each field that a machine filled in and nobody confirmed. */
export const marksOf = ({
  guessed = [],
}: Pick<Item, 'guessed'>): Readonly<Record<string, string>> =>
  Object.fromEntries(guessed.map((field) => [field, vi.gaps.mark]));

/** What an item lacks, as the fields of its form are called. */
export function gapsView(item: Item, vocabulary: Vocabulary): GapsView {
  const { missing, guessed } = gapsOf(item, vocabulary);
  return {
    missing: formErrors(missing),
    guessed: guessed.map((field) => [field, vi.changeFields[field]] as const),
  };
}
