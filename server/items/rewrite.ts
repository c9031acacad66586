import { indexItemJob, type NewJob } from '#server/base/job.ts';
import { slugify } from '#server/base/vietnamese/syllables.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import type { AttachmentText } from './text-catalog.ts';
import type { ItemCatalog, ItemChange } from './item-catalog.ts';
import { afterWriting } from './after-writing.ts';
import { eventOf } from './event-of.ts';
import type { Item } from './item.ts';
import { noticesOf } from './notice.ts';
import type { Checklist, WorkflowEvent } from './workflow-event.ts';

type Deps = Pick<ActionDeps, 'newId' | 'now'> & { readonly catalog: ItemCatalog };

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

function changeOf(deps: Deps, rewrite: Rewrite): ItemChange {
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
 * has to be made anew, notices and the index. Nothing else hands a changed item to the catalogue.
 * Throws `stale-version` and `duplicate-identifier`.
 */
export const rewriteItem = (deps: Deps, rewrite: Rewrite): Promise<Item> =>
  deps.catalog.saveItem(changeOf(deps, rewrite));

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
  const saved = await deps.catalog.saveItems([change, changeOf(deps, next)]);
  return saved.at(-1)!;
}

/** Saves what a machine found out about an item. Throws `stale-version`. */
export const saveFinding = (
  { catalog, now }: Pick<Deps, 'catalog' | 'now'>,
  { before, item, texts = [], jobs = [] }: Finding,
): Promise<Item> =>
  catalog.saveItem({
    item: { ...withSlug(before, item), updatedAt: now() },
    event: null,
    texts,
    jobs: [...indexJobs(before, item), ...jobs],
  });
