import { messages } from '#server/cataloguing/messages.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { authorise } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import { changesBetween } from '#server/items/change.ts';
import { itemAt } from '#server/items/history/history.ts';
import { AppError, type FieldErrors } from '#server/base/errors.ts';
import type { Approval, Item, ItemRecord, NationalEntry } from '#server/items/item.ts';
import { isDate, WRONG_DATE } from '#server/base/partial-date.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { isLink, WRONG_ADDRESS } from '#server/links/link-check.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { unitErrors, withoutStranger } from './change-unit.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import { guessesAfter } from '#server/workflow/gaps.ts';
import { missingForPublishing, recordErrors } from '#server/items/record-rules.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { approvalLengthErrors } from '#server/items/record-length.ts';
import { lawRefErrors } from '#server/items/actions/record-lists.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import { rewriteItem, rewritten, type Rewrite } from '#server/items/actions/rewrite.ts';

export interface EditItemInput {
  readonly actor: Actor;
  readonly itemId: string;
  /** The version the form was filled from. */
  readonly version: number;
  readonly record: ItemRecord;
  /** The unit that manages it from now on; the one it has, to stay there. */
  readonly unitId: string;
  readonly approval: Approval | null;
  /** Where the national bookshelf has the item; empty when it is not known to be there. */
  readonly nationalUrl: string;
  /**
   * Fields that stood on the form: what a machine guessed of them is a person's word now. Absent for
   * none.
   */
  readonly confirmed?: readonly (keyof ItemRecord)[];
}

const LONGEST_ADDRESS = 2_000;

/** An address typed by hand says that the item is listed there. */
function nationalEntry(before: NationalEntry, url: string, now: string): NationalEntry {
  if (url === (before.url ?? '')) return before;
  if (url === '')
    return {
      ...before,
      url: null,
      state: before.state === 'listed' ? 'none' : before.state,
      checkedAt: now,
    };
  return { ...before, url, state: 'listed', checkedAt: now };
}

/**
 * A form filled from an older version may be saved only when nothing that people write was changed
 * since: somebody took the item over, or sent it on, and no word is lost. Throws `stale-version`.
 */
export async function refuseOverwriting(
  { catalog }: Pick<ActionDeps, 'catalog'>,
  before: Item,
  version: number,
): Promise<void> {
  if (version === before.version) return;
  const base = itemAt(before, await catalog.events(before.id), version);
  if (base === null || changesBetween(base, before).length > 0)
    throw new AppError('stale-version', {
      itemId: before.id,
      stored: before.version,
      given: version,
    });
}

/** Empty for a real day that has come, or for none. */
export function approvalDateErrors(date: string, now: string): FieldErrors {
  if (!isDate(date || null)) return { approvalDate: WRONG_DATE };
  return date.slice(0, 10) > dayInVietnam(now).slice(0, date.length)
    ? { approvalDate: messages.approvalInFuture }
    : {};
}

/**
 * Saves the record's fields. Throws `item-not-found`, `not-allowed`, `stale-version`,
 * `invalid-input`, `duplicate-identifier`.
 */
export async function editItem(
  deps: Pick<ActionDeps, 'catalog' | 'newId' | 'now'>,
  input: EditItemInput,
): Promise<Item> {
  const before = await getItem(deps, input.itemId);
  authorise(input.actor, 'edit', before);
  await refuseOverwriting(deps, before, input.version);
  // What readers already see must stay complete.
  const approvalErrors = approvalDateErrors(input.approval?.date ?? '', deps.now());
  const addressErrors: FieldErrors = {
    ...(input.nationalUrl === '' || (isLink(input.nationalUrl) && URL.canParse(input.nationalUrl))
      ? {}
      : { nationalUrl: WRONG_ADDRESS }),
    ...tooLongErrors({ nationalUrl: [FIELD_LABELS.address, input.nationalUrl, LONGEST_ADDRESS] }),
  };
  const wrong = before.state === 'published' ? missingForPublishing : recordErrors;
  refuseErrors({
    ...wrong(input.record, await readVocabulary(deps), before),
    ...(await unitErrors(deps, input.actor, before, input.unitId)),
    ...lawRefErrors(input.record.lawRefs, before.lawRefs),
    ...approvalErrors,
    ...approvalLengthErrors(input.approval),
    ...addressErrors,
  });
  const now = deps.now();
  const edited: Item = {
    ...before,
    ...input.record,
    unitId: input.unitId,
    approval: input.approval,
    national: nationalEntry(before.national, input.nationalUrl, now),
    ...(before.guessed === undefined
      ? {}
      : { guessed: guessesAfter(before, input.confirmed ?? []) }),
  };
  const rewrite: Rewrite = { actor: input.actor, before, item: edited, action: 'edit' };
  if (edited.unitId === before.unitId) return rewriteItem(deps, rewrite);
  const { holder } = (await withoutStranger(deps, rewritten(rewrite, now))).work;
  return rewriteItem(deps, { ...rewrite, item: { ...edited, work: { ...edited.work, holder } } });
}
