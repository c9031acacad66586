import { messages } from '#server/figures/messages.ts';
import { randomUUID } from 'node:crypto';
import { AppError } from '#server/base/errors.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { findRatingAnswer, LONGEST_COMMENT } from '../rating.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { getItem } from '#server/items/actions/get-item.ts';

export interface RateItemInput {
  readonly itemId: string;
  readonly answer: string;
  readonly comment: string;
}

/**
 * Keeps a reader's answer about a published item, without a trace of who gave it.
 * Throws `item-not-found` and, with a sentence per field, `invalid-input`.
 */
export async function rateItem(
  deps: Pick<ActionDeps, 'catalog' | 'now'>,
  input: RateItemInput,
): Promise<void> {
  const item = await getItem(deps, input.itemId);
  if (item.state !== 'published') throw new AppError('item-not-found', { itemId: item.id });
  const answer = findRatingAnswer(input.answer);
  const comment = input.comment.normalize('NFC').replaceAll('\r\n', '\n').trim();
  const fields = {
    ...(answer === undefined ? { answer: messages.chooseAnswer } : {}),
    ...(comment.length > LONGEST_COMMENT ? { comment: messages.commentTooLong } : {}),
  };
  if (answer === undefined || Object.keys(fields).length > 0)
    throw new AppError('invalid-input', { fields });
  await deps.catalog.addRating({
    id: randomUUID(),
    itemId: item.id,
    day: dayInVietnam(deps.now()),
    answer,
    comment,
  });
}
