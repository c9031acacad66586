import { messages } from '#server/workflow/messages.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { LONGEST_FILTER_NAME, LONGEST_FILTER_TEXT, MOST_SAVED_FILTERS } from '../queue-filter.ts';
import type { QueueFilter } from '#server/people/saved-filter.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { refuseErrors } from '#server/base/form-errors.ts';

type Deps = Pick<ActionDeps, 'catalog'>;

/**
 * Keeps a part of the queue under a name, in the place of the one of that name. Throws
 * `invalid-input` (no name, too long, too many).
 */
export async function saveFilter(
  { catalog }: Deps,
  actor: Actor,
  name: string,
  filter: QueueFilter,
): Promise<void> {
  const saved = (await catalog.getAccount(actor.accountId)).queueFilters ?? [];
  const others = saved.filter((f) => f.name !== name);
  if (name === '') refuseErrors({ ten: messages.nameFilter });
  refuseErrors(
    tooLongErrors({
      ten: [FIELD_LABELS.name, name, LONGEST_FILTER_NAME],
      tu: [FIELD_LABELS.words, filter.text, LONGEST_FILTER_TEXT],
    }),
  );
  if (others.length >= MOST_SAVED_FILTERS)
    refuseErrors({ ten: messages.tooManyFilters(MOST_SAVED_FILTERS) });
  const { stage, unitId, subject, overdue, mine, text } = filter;
  await catalog.changeAccount(actor.accountId, {
    queueFilters: [...others, { name, stage, unitId, subject, overdue, mine, text }],
  });
}

/** Forgets it; ignored when there is none of that name. */
export async function removeFilter({ catalog }: Deps, actor: Actor, name: string): Promise<void> {
  const saved = (await catalog.getAccount(actor.accountId)).queueFilters ?? [];
  await catalog.changeAccount(actor.accountId, {
    queueFilters: saved.filter((f) => f.name !== name),
  });
}
