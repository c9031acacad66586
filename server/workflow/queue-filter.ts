import { foldedWords } from '#server/base/vietnamese/tokens.ts';
import type { Item } from '#server/items/item.ts';
import type { QueueFilter } from '#server/people/saved-filter.ts';

export const EVERYTHING: QueueFilter = {
  stage: null,
  unitId: '',
  subject: '',
  overdue: false,
  mine: false,
  text: '',
};

export const MOST_SAVED_FILTERS = 20;

export const LONGEST_FILTER_NAME = 60;

export const LONGEST_FILTER_TEXT = 200;

/**
 * Whether items have to be looked at one by one: no index holds subject and words of what is not
 * published.
 */
export const looksInside = ({ subject, text }: Pick<QueueFilter, 'subject' | 'text'>): boolean =>
  subject !== '' || text !== '';

/** Whether anything but the step and whose work is chosen. */
export const isNarrow = (filter: QueueFilter): boolean =>
  looksInside(filter) || filter.unitId !== '' || filter.overdue;

export const sameFilter = (a: QueueFilter, b: QueueFilter): boolean =>
  a.stage === b.stage &&
  a.unitId === b.unitId &&
  a.subject === b.subject &&
  a.overdue === b.overdue &&
  a.mine === b.mine &&
  a.text === b.text;

/**
 * What subject and words say of an item; step, unit, holder and deadline are asked of the index.
 */
export function matches(filter: Pick<QueueFilter, 'subject' | 'text'>, item: Item): boolean {
  if (filter.subject !== '' && !item.subjects.includes(filter.subject)) return false;
  if (filter.text === '') return true;
  const held = new Set(
    foldedWords(
      [
        item.title,
        item.altTitle,
        ...item.compilers,
        item.identifier ?? '',
        item.id,
        ...item.attachments.map((a) => a.name),
      ].join(' '),
    ),
  );
  return foldedWords(filter.text).every((word) => held.has(word));
}
