import type { FieldErrors } from '#server/base/errors.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import type { GuessedField, Item, ItemRecord } from '#server/items/item.ts';
import { missingForPublishing } from '#server/items/record-rules.ts';

/** Of the mandatory set, what a machine may fill in. */
export const MANDATORY_GUESSES: readonly GuessedField[] = [
  'title',
  'genre',
  'compilers',
  'issued',
  'abstract',
  'subjects',
  'language',
];

export interface Gaps {
  readonly missing: FieldErrors;
  readonly guessed: readonly GuessedField[];
}

/**
 * What an item lacks before it may be published, as publishing says it, and mandatory facts that a
 * machine filled in and nobody has confirmed. Sending and comparing show it and refuse nothing.
 */
export function gapsOf(item: Item, vocabulary: Vocabulary): Gaps {
  const missing = missingForPublishing(item, vocabulary, item);
  return {
    missing,
    guessed: (item.guessed ?? []).filter(
      (field) => MANDATORY_GUESSES.includes(field) && missing[field] === undefined,
    ),
  };
}

/** The guesses that stand after a person saved a form that showed these fields. */
export const guessesAfter = (
  before: Pick<Item, 'guessed'>,
  shown: readonly (keyof ItemRecord)[],
): readonly GuessedField[] => (before.guessed ?? []).filter((field) => !shown.includes(field));
