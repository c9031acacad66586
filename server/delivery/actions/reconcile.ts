import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import type { HarvestRow } from '#server/exchange/harvest-row.ts';
import { harvestBatches, readHorizon } from '#server/exchange/actions/walk-harvest.ts';
import type { Actor } from '#server/people/account.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import { authorise } from '#server/workflow/access.ts';
import { messages } from '../messages.ts';
import {
  FINDINGS,
  type Finding,
  type FindingKind,
  type Reconciliation,
} from '../reconciliation.ts';
import { itemIdIn, receiptLines, type ReceiptMapping } from '../receipt.ts';
import type { SentItem } from '../sent-item.ts';
import { asTargetSees, type Target } from '../target.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'now'>;

const SHOWN = 500;

/** The items in their list, and the lines that name none of ours. */
async function theirItems(
  { catalog }: Deps,
  content: Pick<SheetContent, 'rows'>,
  mapping: ReceiptMapping,
): Promise<{ readonly ids: ReadonlySet<string>; readonly unknown: readonly string[] }> {
  if (!mapping.columns.includes('item'))
    throw new AppError('invalid-sheet', { fields: { receipt: messages.noItemColumn } });
  const ids = new Set<string>();
  const unknown: string[] = [];
  for (const { item, answer } of receiptLines(content, mapping, true)) {
    if (answer?.outcome !== 'received') continue;
    const byForm = itemIdIn(item);
    const id = byForm ?? (item === '' ? null : (await catalog.findItemByIdentifier(item))?.id);
    if (id == null || (await catalog.findItem(id)) === null) unknown.push(item);
    else ids.add(id);
  }
  return { ids, unknown };
}

function findingOf(
  target: Target,
  row: HarvestRow,
  sent: SentItem | undefined,
  isThere: boolean,
): FindingKind | null {
  if (asTargetSees(target, row).deleted) return isThere ? 'leftover' : null;
  if (!isThere)
    return sent?.state === 'received' ? 'missing' : sent === undefined ? 'unsent' : null;
  if (sent === undefined || sent.state === 'sent') return 'unconfirmed';
  return sent.accepted === row.digest ? 'same' : 'changed';
}

/**
 * Compares a target's list of what it has with what was sent and what stands here; nothing is
 * changed. Throws `invalid-sheet` when the list has no column of items.
 */
export async function reconcile(
  deps: Deps,
  target: Target,
  content: Pick<SheetContent, 'rows'>,
  mapping: ReceiptMapping,
): Promise<Reconciliation> {
  const { ids, unknown } = await theirItems(deps, content, mapping);
  const counts = Object.fromEntries(FINDINGS.map((kind) => [kind, 0])) as Record<
    FindingKind,
    number
  >;
  const found: Finding[] = [];
  const add = (kind: FindingKind, itemId: string | null, item: string): void => {
    counts[kind] += 1;
    if (kind !== 'same' && counts[kind] <= SHOWN) found.push({ kind, itemId, item });
  };
  for (const item of unknown) add('unknown', null, item);
  const range = { from: null, until: await readHorizon(deps), after: null };
  for await (const rows of harvestBatches(deps.catalog, range)) {
    const known = await deps.catalog.findSentItems(
      target.id,
      rows.map(({ itemId }) => itemId),
    );
    const sent = new Map(known.map((one) => [one.itemId, one]));
    for (const row of rows) {
      const kind = findingOf(target, row, sent.get(row.itemId), ids.has(row.itemId));
      if (kind !== null) add(kind, row.itemId, row.itemId);
    }
  }
  const rank = ({ kind }: Finding): number => FINDINGS.indexOf(kind);
  return { counts, shown: found.toSorted((a, b) => rank(a) - rank(b)) };
}

/**
 * They have these, and no receipt ever said so: what was sent counts as received. Throws
 * `not-allowed`. Returns how many.
 */
export async function confirmReceived(
  deps: Deps,
  actor: Actor,
  target: Target,
  itemIds: readonly string[],
): Promise<number> {
  authorise(actor, 'deliver', 'shelf');
  const at = deps.now();
  const sent = (await deps.catalog.findSentItems(target.id, itemIds)).filter(
    ({ state }) => state === 'sent',
  );
  await deps.catalog.saveSentItems(
    sent.map((one) => ({ ...one, state: 'received' as const, accepted: one.digest, at })),
  );
  return sent.length;
}

/**
 * What they lack though they said they have it, and what they kept though it is withdrawn, goes with
 * the next delivery. Throws `not-allowed`. Returns how many.
 */
export async function sendAgain(
  deps: Deps,
  actor: Actor,
  target: Target,
  itemIds: readonly string[],
): Promise<number> {
  authorise(actor, 'deliver', 'shelf');
  const at = deps.now();
  const sent = await deps.catalog.findSentItems(target.id, itemIds);
  await deps.catalog.saveSentItems(sent.map((one) => ({ ...one, state: 'again' as const, at })));
  return sent.length;
}
