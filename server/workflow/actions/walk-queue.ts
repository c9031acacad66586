import type { ActionDeps } from '#server/action-deps.ts';
import { overdueBefore } from '../deadline.ts';
import type { Item } from '#server/items/item.ts';
import type { Stage } from '#server/base/stage.ts';
import type { Page } from '#server/base/page.ts';
import type { WaitingList } from '../workflow-catalog.ts';
import { looksInside, matches } from '../queue-filter.ts';
import type { QueueFilter } from '#server/people/saved-filter.ts';

export interface QueueWalk {
  readonly stage: Stage;
  readonly unitIds: readonly string[] | null;
  readonly holderId: string | null;
  readonly filter: Pick<QueueFilter, 'subject' | 'text' | 'overdue'>;
  /** Rows wanted; a step that is looked through may give up to twice as many. */
  readonly limit: number;
  readonly after: string | null;
  /**
   * Items looked at before the person is asked whether to go on: what bounds the page's time on any
   * shelf.
   */
  readonly most: number;
}

export interface QueueSlice extends Page<Item> {
  /** How many there are, up to a bound; with {@link searched} only how many were found. */
  readonly total: number;
  readonly searched: boolean;
}

type Deps = Pick<ActionDeps, 'catalog' | 'now'>;

/** What waits begins with the longest wait; what readers see or saw with the latest. */
const listOf = (
  { catalog }: Deps,
  { stage, unitIds, holderId }: QueueWalk,
  limit: number,
  after: string | null,
): Promise<Page<Item>> =>
  (stage === 'published' || stage === 'withdrawn') && holderId === null
    ? catalog.listItems({
        states: [stage],
        unitId: unitIds,
        lawKey: null,
        updatedSince: null,
        order: 'newest',
        limit,
        after,
      })
    : catalog.listWaiting({ stage, unitIds, holderId, limit, after });

/**
 * One step of the queue as a filter leaves it. Step, units, holder and deadline are seeks of the
 * index; subject and words are looked for in the items, `most` of them at a time. Throws
 * `invalid-cursor`.
 */
export async function walkQueue(
  deps: Deps,
  walk: QueueWalk,
  mostCounted: number,
): Promise<QueueSlice> {
  const { stage, unitIds, holderId, filter, limit } = walk;
  const late = overdueBefore(stage, deps.now());
  if (filter.overdue && late === null) return { rows: [], next: null, total: 0, searched: false };
  const before = filter.overdue ? late : null;
  const searched = looksInside(filter);
  const rows: Item[] = [];
  let next = walk.after;
  let looked = 0;
  for (;;) {
    const page: Page<Item> = await listOf(deps, walk, limit, next);
    const inTime = page.rows.filter((item) => before === null || item.work.since < before);
    rows.push(...inTime.filter((item) => matches(filter, item)));
    looked += page.rows.length;
    // The longest wait comes first: behind the first that is in time nothing is late.
    next = inTime.length < page.rows.length ? null : page.next;
    if (!searched || next === null || rows.length >= limit || looked >= walk.most) break;
  }
  const which: Pick<WaitingList, 'stage' | 'unitIds' | 'holderId'> = { stage, unitIds, holderId };
  return {
    rows,
    next,
    total: searched ? rows.length : await deps.catalog.countWaiting(which, before, mostCounted),
    searched,
  };
}
