import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { eventOf } from '#server/items/history/event-of.ts';
import type { Item } from '#server/items/item.ts';
import type { Notice } from '#server/items/notice.ts';
import { saveFinding } from '#server/items/actions/rewrite.ts';
import type { Actor } from '#server/people/account.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import { planRows } from '#server/tables/plan-rows.ts';
import type { Delivery } from '../delivery.ts';
import { messages } from '../messages.ts';
import {
  itemIdIn,
  receiptLines,
  type ReceiptLine,
  type ReceiptMapping,
  type ReceiptOutcome,
  type ReceiptRow,
} from '../receipt.ts';
import { answered, type SentItem } from '../sent-item.ts';
import type { Target } from '../target.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'newId' | 'now'>;

/** What a line of a receipt does, and what is known of its item then. */
export interface PlannedAnswer extends ReceiptRow {
  /** What is known of the item once it is taken; null for nothing to do. */
  readonly after: SentItem | null;
}

/** The item that a line means: by our id, which OAI identifiers and addresses end in, or its number. */
async function itemOf({ catalog }: Pick<Deps, 'catalog'>, text: string): Promise<Item | null> {
  const id = itemIdIn(text);
  const byId = id === null ? null : await catalog.findItem(id);
  return byId ?? (text === '' ? null : catalog.findItemByIdentifier(text));
}

const isSame = (before: SentItem, after: SentItem): boolean =>
  before.state === after.state &&
  before.reason === after.reason &&
  before.accepted === after.accepted &&
  before.theirId === after.theirId &&
  before.url === after.url;

async function planLine(
  deps: Deps,
  target: Target,
  given: ReceiptLine,
  at: string,
): Promise<PlannedAnswer> {
  const { line, item: text, answer } = given;
  const item = await itemOf(deps, text);
  const told = {
    line,
    item: text,
    itemId: item?.id ?? null,
    title: item?.title ?? '',
    reason: answer?.outcome === 'refused' ? answer.reason : '',
    url: answer?.url ?? null,
  };
  const unread = (...more: readonly string[]): PlannedAnswer => ({
    ...told,
    outcome: 'unread',
    faults: [...given.faults, ...more],
    after: null,
  });
  if (text !== '' && item === null) return unread(messages.noSuchItem(text));
  if (item === null || answer === null || given.faults.length > 0) return unread();
  const [sent] = await deps.catalog.findSentItems(target.id, [item.id]);
  if (sent === undefined) return unread(messages.neverSent);
  const after = answered(sent, answer, at);
  if (isSame(sent, after)) return { ...told, outcome: 'same', faults: [], after: null };
  const outcome = after.state === 'removed' ? 'removed' : answer.outcome;
  return { ...told, outcome, faults: [], after };
}

/** The first line of an item counts; a later one that says the same is no fault. */
function withoutDoubles(lines: readonly PlannedAnswer[]): PlannedAnswer[] {
  const first = new Map<string, PlannedAnswer>();
  return lines.map((planned) => {
    if (planned.itemId === null || planned.outcome === 'unread') return planned;
    const earlier = first.get(planned.itemId);
    if (earlier === undefined) {
      first.set(planned.itemId, planned);
      return planned;
    }
    const same = earlier.outcome === planned.outcome && earlier.reason === planned.reason;
    return same
      ? { ...planned, outcome: 'same', after: null }
      : {
          ...planned,
          outcome: 'unread',
          after: null,
          faults: [messages.alreadyInLine(earlier.line)],
        };
  });
}

/**
 * What a receipt would do, line by line; nothing is saved. Throws `invalid-sheet` when it has no
 * column of items or of outcomes.
 */
export async function planReceipt(
  deps: Deps,
  target: Target,
  content: Pick<SheetContent, 'rows'>,
  mapping: ReceiptMapping,
): Promise<PlannedAnswer[]> {
  const missing = !mapping.columns.includes('item')
    ? messages.noItemColumn
    : !mapping.columns.includes('outcome')
      ? messages.noOutcomeColumn
      : null;
  if (missing !== null) throw new AppError('invalid-sheet', { fields: { receipt: missing } });
  const at = deps.now();
  const lines = receiptLines(content, mapping, false);
  return withoutDoubles(await planRows(lines, (line) => planLine(deps, target, line, at)));
}

export const countAnswers = (
  planned: readonly Pick<PlannedAnswer, 'outcome'>[],
): Readonly<Record<ReceiptOutcome, number>> => {
  const counts = { received: 0, refused: 0, removed: 0, same: 0, unread: 0 };
  for (const { outcome } of planned) counts[outcome] += 1;
  return counts;
};

/** Whoever compiled or approved what came back is told why. */
async function tellRefusal(
  deps: Deps,
  actor: Actor,
  target: Target,
  item: Item,
  reason: string,
): Promise<void> {
  const note = messages.refusedBy(target.name, reason);
  const event = { ...eventOf(deps, actor, item, item, 'comment', note), version: null };
  const accounts = new Set([item.createdBy, ...item.work.compiledBy]);
  const notices = [...accounts]
    .filter((id) => id !== '' && id !== actor.accountId)
    .map((accountId): Notice => ({
      id: `${event.id}.${accountId}`,
      accountId,
      kind: 'refused',
      itemId: item.id,
      title: item.title,
      by: target.name,
      note: reason,
      at: event.at,
      readAt: null,
    }));
  await deps.catalog.addEvent(event, notices);
}

/** The address at the national bookshelf becomes the item's link. */
async function linkItem(deps: Deps, sent: SentItem): Promise<void> {
  const item = await deps.catalog.findItem(sent.itemId);
  if (item === null) return;
  const listed = sent.state === 'received';
  const national: Item['national'] = {
    id: sent.theirId,
    url: listed ? sent.url : null,
    state: listed ? 'listed' : 'sent',
    checkedAt: sent.at,
  };
  const { id, url, state } = item.national;
  if (id === national.id && url === national.url && state === national.state) return;
  await saveFinding(deps, { before: item, item: { ...item, national } });
}

/**
 * Takes what a receipt says: what became of each item, the national address as the item's link, and
 * the reasons to those whose items came back. Taken twice, it changes nothing more.
 */
export async function applyReceipt(
  deps: Deps,
  actor: Actor,
  target: Target,
  planned: readonly PlannedAnswer[],
): Promise<number> {
  const taken = planned.filter(({ after }) => after !== null);
  for (const { after, outcome, reason } of taken) {
    await deps.catalog.saveSentItems([after!]);
    if (target.national && outcome !== 'refused') await linkItem(deps, after!);
    if (outcome !== 'refused') continue;
    const item = await deps.catalog.findItem(after!.itemId);
    if (item !== null) await tellRefusal(deps, actor, target, item, reason);
  }
  await noteAnswered(
    deps,
    taken.map(({ after }) => after!),
  );
  return taken.length;
}

/** The deliveries that were spoken of have been answered. */
async function noteAnswered(deps: Deps, taken: readonly SentItem[]): Promise<void> {
  for (const id of new Set(taken.map(({ deliveryId }) => deliveryId))) {
    const delivery: Delivery | null = await deps.catalog.findDelivery(id);
    if (delivery !== null && delivery.answeredAt === null)
      await deps.catalog.saveDelivery({ ...delivery, answeredAt: deps.now() }, []);
  }
}
