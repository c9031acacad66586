import { rankErrors } from '#server/vocabulary/rank.ts';
import { messages } from '#server/site/messages.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { authorise } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { isSeasonDay, type Collection } from '../collection.ts';
import type { FieldErrors } from '#server/base/errors.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { refuseErrors } from '#server/base/form-errors.ts';

const LONGEST_TITLE = 200;
const LONGEST_INTRO = 2_000;
export const LONGEST_SLUG = 80;
export const MOST_COLLECTED = 200;
/** Parts of addresses that the shelf uses itself. */
const TAKEN = ['tuan-nay', 'moi'];

export const isSlug = (text: string): boolean =>
  /^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(text) && text.length <= LONGEST_SLUG;

/** What is wrong with a collection, by field of its form; empty when nothing is. */
export function collectionErrors({
  slug,
  title,
  intro,
  season,
  rank,
  itemIds,
}: Collection): FieldErrors {
  const errors: Record<string, string> = {};
  if (title === '') errors['title'] = messages.writeCollectionName;
  if (!isSlug(slug)) errors['slug'] = messages.wrongCollectionSlug;
  else if (TAKEN.includes(slug)) errors['slug'] = messages.slugTaken;
  for (const end of ['from', 'to'] as const)
    if (season !== null && !isSeasonDay(season[end])) errors[end] = messages.wrongSeason;
  Object.assign(errors, rankErrors(rank));
  if (itemIds.length > MOST_COLLECTED) errors['them'] = messages.tooManyCollected(MOST_COLLECTED);
  return {
    ...errors,
    ...tooLongErrors({
      title: [FIELD_LABELS.name, title, LONGEST_TITLE],
      slug: [FIELD_LABELS.address, slug, LONGEST_SLUG],
      intro: ['Lời giới thiệu', intro, LONGEST_INTRO],
    }),
  };
}

/**
 * Saves items that officials put together. Throws `not-allowed`, `invalid-input` and
 * `stale-version` (a new one: when its address is there already).
 */
export async function saveCollection(
  deps: Pick<ActionDeps, 'catalog' | 'now'>,
  input: { readonly actor: Actor; readonly collection: Collection },
): Promise<Collection> {
  const { actor, collection } = input;
  authorise(actor, 'edit-lists', 'shelf');
  refuseErrors(collectionErrors(collection));
  return deps.catalog.saveCollection({
    ...collection,
    changedAt: deps.now(),
    changedBy: actor.displayName,
  });
}
