import { indexItemJob, type NewJob } from '#server/base/job.ts';
import { slugify } from '#server/base/vietnamese/syllables.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { authorise, type Action } from '#server/workflow/access.ts';
import { refuseGrowth } from './unit-quota.ts';
import type { AttachmentText } from '../text-catalog.ts';
import type { ItemCatalog, ItemChange } from '../item-catalog.ts';
import { afterWriting } from '../history/after-writing.ts';
import { eventOf } from '../history/event-of.ts';
import type { Item, ItemState } from '../item.ts';
import { noticesOf } from '../notice.ts';
import type { Checklist, WorkflowEvent } from '../workflow-event.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'newId' | 'now'>;

/** What a person makes of an item. */
export interface Rewrite {
  readonly actor: Actor;
  /** As it is stored; null for a new item. */
  readonly before: Item | null;
  /**
   * As the person wants it, at the version of `before`; {@link rewritten} adds what follows from
   * the change.
   */
  readonly item: Item;
  /** What the history calls it. */
  readonly action: WorkflowEvent['action'];
  readonly reason?: string;
  /** What the notices say; the reason when absent. */
  readonly note?: string;
  readonly checklist?: Checklist;
  /** Texts read from its files. */
  readonly texts?: readonly AttachmentText[];
  /** Jobs besides that of the index. */
  readonly jobs?: readonly NewJob[];
}

/** What a machine found out about an item: texts, pages, damage. It is no event of the history. */
export interface Finding {
  readonly before: Item;
  readonly item: Item;
  readonly texts?: readonly AttachmentText[];
  readonly jobs?: readonly NewJob[];
}

/**
 * Somebody wrote the record or its files: decision 017 wants it compared with the original anew.
 */
const WRITES: readonly WorkflowEvent['action'][] = ['edit', 'attach'];
/** Who works on an item says nothing about the item. */
const HANDS_ON: readonly WorkflowEvent['action'][] = ['take', 'hand-over'];

const indexJobs = (before: Item | null, item: Item): NewJob[] =>
  before?.state === 'published' || item.state === 'published' ? [indexItemJob(item.id)] : [];

const withSlug = (before: Item | null, item: Item): Item =>
  before?.title === item.title ? item : { ...item, slug: slugify(item.title) };

/** The item as it will be stored after a person's change. */
export function rewritten({ actor, before, item, action }: Rewrite, now: string): Item {
  const named = withSlug(before, item);
  if (before === null || HANDS_ON.includes(action)) return named;
  return {
    ...(WRITES.includes(action) ? afterWriting(named, actor, now) : named),
    updatedAt: now,
  };
}

/** What is asked of the matrix before something is saved that the history calls so. */
const ASKED: Readonly<Record<WorkflowEvent['action'], Action>> = {
  create: 'create',
  edit: 'edit',
  attach: 'attach',
  submit: 'submit',
  recall: 'recall',
  verify: 'verify',
  return: 'return',
  publish: 'publish',
  withdraw: 'withdraw',
  restore: 'restore',
  'bulk-publish': 'publish',
  take: 'take',
  'hand-over': 'take',
  comment: 'comment',
  'law-review': 'review-law',
  correct: 'edit',
};

/** What only these bring an item to, besides the item's own state. */
const BRINGS_TO: Partial<Readonly<Record<WorkflowEvent['action'], ItemState>>> = {
  create: 'draft',
  submit: 'submitted',
  recall: 'draft',
  verify: 'verified',
  return: 'draft',
  publish: 'published',
  withdraw: 'withdrawn',
  restore: 'published',
  'bulk-publish': 'published',
};

/**
 * Whoever calls, the same is asked: may this person do this with this very item? A new one is asked
 * for as the draft that it would be. Throws as {@link authorise}, and `internal` for a state that
 * the action does not lead to.
 */
function refuseForbidden({ actor, before, item, action }: Rewrite): void {
  if (item.state !== (BRINGS_TO[action] ?? before?.state))
    throw new AppError('internal', { itemId: item.id, action, state: item.state });
  if (before === null) {
    const draft = { ...item, state: 'draft' as const };
    authorise(actor, 'create', 'shelf');
    authorise(actor, 'edit', draft);
    if (action !== 'create') authorise(actor, ASKED[action], draft);
    return;
  }
  authorise(actor, ASKED[action], before);
  if (item.unitId !== before.unitId)
    authorise(actor, 'change-unit', { item: before, toUnit: item.unitId });
}

function changeOf(deps: Deps, rewrite: Rewrite): ItemChange {
  refuseForbidden(rewrite);
  const { actor, before, action, reason, note, checklist } = rewrite;
  const item = rewritten(rewrite, deps.now());
  const event: WorkflowEvent = {
    ...eventOf(deps, actor, before, item, action, reason),
    checklist: checklist ?? null,
  };
  return {
    item,
    event,
    texts: rewrite.texts ?? [],
    jobs: [...indexJobs(before, item), ...(rewrite.jobs ?? [])],
    notices:
      before === null ? [] : noticesOf({ ...event, reason: note ?? event.reason }, before, item),
  };
}

/**
 * Saves what a person made of an item, with all that follows from it: history, a comparison that
 * has to be made anew, notices and the index. Nothing else hands a changed item to the catalogue,
 * and nothing gets here past the matrix of permissions. Throws `not-allowed`, `second-person`,
 * `wrong-state`, `quota-full`, `stale-version` and `duplicate-identifier`.
 */
export async function rewriteItem(deps: Deps, rewrite: Rewrite): Promise<Item> {
  const change = changeOf(deps, rewrite);
  await refuseGrowth(deps, rewrite.before, change.item);
  return deps.catalog.saveItem(change);
}

/**
 * Two changes of one item after each other, saved together or not at all: the second is made of
 * what the first leaves.
 */
export async function rewriteTwice(
  deps: Deps,
  first: Rewrite,
  second: (item: Item) => Rewrite,
): Promise<Item> {
  const change = changeOf(deps, first);
  const next = second({ ...change.item, version: change.item.version + 1 });
  await refuseGrowth(deps, first.before, next.item);
  const saved = await deps.catalog.saveItems([change, changeOf(deps, next)]);
  return saved.at(-1)!;
}

/**
 * Saves what a machine found out about an item: it sends nothing on, approves nothing and moves
 * nothing into another unit. Throws `stale-version`, and `internal` for what tries to.
 */
export async function saveFinding(
  { catalog, now }: { readonly catalog: ItemCatalog; readonly now: Deps['now'] },
  { before, item, texts = [], jobs = [] }: Finding,
): Promise<Item> {
  const kept = (
    ['state', 'unitId', 'approval', 'approvalFile', 'verification', 'work'] as const
  ).filter((field) => item[field] !== before[field]);
  if (kept.length > 0) throw new AppError('internal', { itemId: item.id, reason: kept.join() });
  return catalog.saveItem({
    item: { ...withSlug(before, item), updatedAt: now() },
    event: null,
    texts,
    jobs: [...indexJobs(before, item), ...jobs],
  });
}
