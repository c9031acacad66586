import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { MOST_UNSAVED_FORMS } from '#server/cataloguing/unsaved-form.ts';
import type { Item } from '#server/items/item.ts';
import type { WorkflowEvent } from '#server/items/workflow-event.ts';
import { comparedFile, pagesComparedBefore } from '../compared-pages.ts';

/** What somebody ticked and typed while they compare or approve an item. */
export interface DeskMarks {
  readonly checks: readonly string[];
  readonly pages: readonly string[];
  readonly reason: string;
}

type Deps = Pick<ActionDeps, 'catalog' | 'now'>;

/** Beside the form of the item's record, which the same person may be typing as well. */
const keptAs = (item: Item): string => `${item.id}/duyet`;
const fileOf = (item: Item): string => comparedFile(item)?.sha256 ?? '';

/** Keeps them for this person alone, as forms are kept (docs/decisions/024-forms-kept-while-typing.md). */
export const keepMarks = (
  { catalog, now }: Deps,
  { accountId }: Actor,
  item: Item,
  { checks, pages, reason }: DeskMarks,
): Promise<void> =>
  catalog.saveUnsaved(
    {
      accountId,
      itemId: keptAs(item),
      at: now(),
      version: item.version,
      values: { checks, pages, reason, file: fileOf(item) },
    },
    MOST_UNSAVED_FORMS,
  );

const listed = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : [value].flat();

/**
 * What this person ticked and typed so far. Pages hold as long as the file is the very same, by
 * whomever they were compared before; the rest as long as nobody wrote the record.
 */
export async function marksOf(
  { catalog }: Pick<Deps, 'catalog'>,
  { accountId }: Actor,
  item: Item,
  events: readonly WorkflowEvent[],
): Promise<DeskMarks> {
  const kept = await catalog.findUnsaved(accountId, keptAs(item));
  const values = kept?.values ?? {};
  const isSame = kept?.version === item.version;
  const before = pagesComparedBefore(item, events).map(String);
  return {
    checks: isSame ? listed(values['checks']) : [],
    pages: kept !== null && values['file'] === fileOf(item) ? listed(values['pages']) : before,
    reason: isSame ? listed(values['reason']).join('') : '',
  };
}

/** The step is done: nothing is left to go on with. */
export const dropMarks = (
  { catalog }: Pick<Deps, 'catalog'>,
  { accountId }: Actor,
  item: Item,
): Promise<void> => catalog.deleteUnsaved(accountId, keptAs(item));
