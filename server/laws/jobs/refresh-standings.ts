import { indexItemJob, refreshStandingsJob, type Job } from '#server/base/job.ts';
import { isDay } from '#server/base/partial-date.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import type { Item } from '#server/items/item.ts';
import type { ItemCatalog, ItemList } from '#server/items/item-catalog.ts';
import type { JobOutcome, Queue } from '#server/ports.ts';
import type { LawCatalog } from '../law-catalog.ts';
import { standingOn } from '../standing.ts';

export interface RefreshDeps {
  readonly catalog: ItemCatalog & LawCatalog;
  readonly queue: Queue;
  /** The present instant, ISO. */
  readonly now: () => string;
}

/** The day whose standings the index holds. */
const STANDINGS_OF = 'standings-of';
const BATCH = 100;

/**
 * Once a day, as soon as it has begun in Vietnam; the fact outlives restarts, and days on which
 * nobody looked are made up for.
 */
export async function submitRefreshStandings({
  catalog,
  queue,
  now,
}: Omit<RefreshDeps, 'catalog'> & { readonly catalog: FactCatalog }): Promise<void> {
  const today = dayInVietnam(now());
  const since = await catalog.findFact(STANDINGS_OF);
  if (since === today) return;
  await queue.submit([refreshStandingsJob(since ?? '')]);
  await catalog.saveFact(STANDINGS_OF, today);
}

async function* published(
  catalog: ItemCatalog,
  lawKey: string | null,
  stopping: AbortSignal,
): AsyncIterable<readonly Item[]> {
  let after: string | null = null;
  do {
    const list: ItemList = {
      states: ['published'],
      unitId: null,
      lawKey,
      updatedSince: null,
      order: 'newest',
      limit: BATCH,
      after,
    };
    const page: Awaited<ReturnType<ItemCatalog['listItems']>> = await catalog.listItems(list);
    yield page.rows;
    after = page.next;
  } while (after !== null && !stopping.aborted);
}

/**
 * Items whose standing is another today than on the day of the payload are indexed anew: the index
 * filters by it. Without a day, all whose standing is not the state of their own record, which an
 * older index held.
 */
export async function refreshStandings(
  { catalog, queue, now }: RefreshDeps,
  job: Pick<Job, 'payload'>,
  stopping: AbortSignal,
): Promise<JobOutcome> {
  const { since = '' } = job.payload;
  const today = dayInVietnam(now());
  for await (const items of published(catalog, null, stopping)) {
    const keys = new Set(items.flatMap((i) => i.lawRefs.map((r) => lawNumberKey(r.number))));
    const laws = await catalog.findLaws([...keys]);
    const before = (item: Item): string =>
      isDay(since) ? standingOn(item, laws, since).state : item.validity.state;
    const turned = items.filter((item) => before(item) !== standingOn(item, laws, today).state);
    if (turned.length > 0) await queue.submit(turned.map(({ id }) => indexItemJob(id)));
  }
  return { state: stopping.aborted ? 'handed-back' : 'done' };
}

/** Every published item that cites the law of the payload is indexed anew: it stands otherwise. */
export async function indexCiting(
  { catalog, queue }: Omit<RefreshDeps, 'now'>,
  job: Pick<Job, 'payload'>,
  stopping: AbortSignal,
): Promise<JobOutcome> {
  const { lawKey = '' } = job.payload;
  for await (const items of published(catalog, lawKey, stopping))
    if (items.length > 0) await queue.submit(items.map(({ id }) => indexItemJob(id)));
  return { state: stopping.aborted ? 'handed-back' : 'done' };
}
