import { messages } from '#server/cataloguing/messages.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { authorise, can, unitsSeen } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import type { Item, ItemRecord } from '#server/items/item.ts';
import { nameKey, type NameKind } from '../name-list.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { rewriteItem } from '#server/items/actions/rewrite.ts';

export interface MergeNamesInput {
  readonly actor: Actor;
  readonly kind: NameKind;
  /** Ways of writing that go. */
  readonly from: readonly string[];
  /** The one that stays. */
  readonly into: string;
  /** Stops after so many items. */
  readonly limit: number;
}

export interface MergedNames {
  readonly changed: number;
  /** Items that this person may not change, or that somebody was changing. */
  readonly refused: number;
  /** Some are left: the limit was reached. */
  readonly more: boolean;
}

const AT_ONCE = 50;
const LONGEST_NAME = 500;

const renamed = (values: readonly string[], from: readonly string[], into: string): string[] => [
  ...new Set(values.map((value) => (from.includes(value) ? into : value))),
];

/** The record with one name in place of others. */
export function withName(
  record: ItemRecord,
  kind: NameKind,
  from: readonly string[],
  into: string,
): Partial<ItemRecord> {
  switch (kind) {
    case 'compiler':
      return { compilers: renamed(record.compilers, from, into) };
    case 'keyword':
      return { keywords: renamed(record.keywords, from, into) };
    case 'publisher':
      return { publisher: from.includes(record.publisher) ? into : record.publisher };
    case 'series':
      return { series: from.includes(record.series) ? into : record.series };
  }
}

async function renameIn(
  deps: Pick<ActionDeps, 'catalog' | 'newId' | 'now'>,
  before: Item,
  { actor, kind, from, into }: MergeNamesInput,
): Promise<boolean> {
  if (!can(actor, 'edit', before)) return false;
  try {
    await rewriteItem(deps, {
      actor,
      before,
      item: { ...before, ...withName(before, kind, from, into) },
      action: 'edit',
      reason: messages.namesMerged(into),
    });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'stale-version') return false;
    throw error;
  }
}

/**
 * Gives every item that has one of these names, and that the actor may edit, the one that stays;
 * each is a change of its own in the item's history. May be called again: what was done is not
 * found any more. Throws `not-allowed` and `invalid-input`.
 */
export async function mergeNames(
  deps: Pick<ActionDeps, 'catalog' | 'newId' | 'now'>,
  input: MergeNamesInput,
): Promise<MergedNames> {
  authorise(input.actor, 'merge-names', 'shelf');
  const from = [...new Set(input.from)].filter((name) => name !== input.into);
  refuseErrors({
    ...(nameKey(input.into) === '' ? { into: messages.writeNameToKeep } : {}),
    ...tooLongErrors({ into: [FIELD_LABELS.name, input.into, LONGEST_NAME] }),
  });
  let [changed, refused] = [0, 0];
  for (const name of from) {
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<ActionDeps['catalog']['itemsNamed']>> =
        await deps.catalog.itemsNamed({
          kind: input.kind,
          key: nameKey(name),
          values: [name],
          units: unitsSeen(input.actor),
          limit: AT_ONCE,
          after,
        });
      for (const item of page.rows) {
        if (changed >= input.limit) return { changed, refused, more: true };
        if (await renameIn(deps, item, { ...input, from })) changed++;
        else refused++;
      }
      after = page.next;
    } while (after !== null);
  }
  return { changed, refused, more: false };
}
