import { findEventsJob } from '#server/base/job.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import { beginningOf, dayInVietnam } from '#server/base/vietnam-time.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { LawCatalog } from '#server/laws/law-catalog.ts';
import { lawStateOn } from '#server/laws/law-record.ts';
import type { JobOutcome, Queue } from '#server/ports.ts';
import { publishedWithin } from '../actions/find-news.ts';
import { itemPublished, lawChanged, weekOver } from '../event.ts';
import { mondayOf, weekBegins } from '../subscriber.ts';

export interface FindEventsDeps {
  readonly catalog: FactCatalog & ItemCatalog & LawCatalog;
  readonly queue: Queue;
  /** The present instant, ISO. */
  readonly now: () => string;
}

/** `publishedAt` and id of the item that was found last. */
const FOUND = 'events-found';
const LAW_DAY = 'events-law-day';
const WEEK = 'events-week';
/** Events that wait: a receiver that is away keeps no more in the queue. */
const MOST_WAITING = 500;
const LAWS_AT_ONCE = 200;
/** So long after an item's instant of publication it is surely saved. */
const SETTLED_MS = 60_000;

const plus = (instant: string, ms: number): string =>
  new Date(Date.parse(instant) + ms).toISOString();

/** Items published since the last look, oldest first, as many as may wait. */
async function findItems({ catalog, queue, now }: FindEventsDeps): Promise<void> {
  const until = plus(now(), -SETTLED_MS);
  const found = await catalog.findFact(FOUND);
  // Nobody is told of all there is when a receiver is set for the first time.
  if (found === null) return catalog.saveFact(FOUND, `${until} ~`);
  const room = MOST_WAITING - (await queue.pendingOfGroup('send-event'));
  if (room <= 0) return undefined;
  const [at = '', id = ''] = found.split(' ');
  let fresh: { readonly id: string; readonly publishedAt: string }[] = [];
  // The instant itself is looked at again: others may have been published at it.
  for await (const items of publishedWithin(catalog, { since: plus(at, -1), until })) {
    for (const item of items)
      if (item.publishedAt! > at || item.id > id)
        fresh.push({ id: item.id, publishedAt: item.publishedAt! });
    // Newest come first: the oldest are told first.
    fresh = fresh.slice(-room);
  }
  const next = fresh.toReversed();
  const last = next.at(-1);
  if (last === undefined) return undefined;
  await queue.submit(next.map(itemPublished));
  return catalog.saveFact(FOUND, `${last.publishedAt} ${last.id}`);
}

/** Laws whose day came since the last look. */
async function findTurns({ catalog, queue, now }: FindEventsDeps): Promise<void> {
  const today = dayInVietnam(now());
  const before = await catalog.findFact(LAW_DAY);
  if (before === today) return;
  for (let after: string | null = null, over = before === null; !over; over = after === null) {
    const page: Awaited<ReturnType<LawCatalog['listLaws']>> = await catalog.listLaws({
      search: '',
      units: null,
      limit: LAWS_AT_ONCE,
      after,
    });
    const turned = page.rows
      .map(({ law }) => ({ law, from: lawStateOn(law, before!), to: lawStateOn(law, today) }))
      .filter(({ from, to }) => from !== to);
    await queue.submit(
      turned.map(({ law, from, to }) => lawChanged(law, beginningOf(today), from, to)),
    );
    after = page.next;
  }
  await catalog.saveFact(LAW_DAY, today);
}

/** The week that ended on Monday at seven. */
async function findWeek({ catalog, queue, now }: FindEventsDeps): Promise<void> {
  const week = mondayOf(now());
  const until = weekBegins(now());
  const before = await catalog.findFact(WEEK);
  if (before === week || now() < until) return;
  if (before !== null) await queue.submit([weekOver(plus(until, -7 * 86_400_000), until)]);
  await catalog.saveFact(WEEK, week);
}

/** Looks what the receiver has to be told; killed in the middle, it finds the same events again. */
export async function findEvents(deps: FindEventsDeps): Promise<JobOutcome> {
  await findItems(deps);
  await findTurns(deps);
  await findWeek(deps);
  return { state: 'done' };
}

/** Once a minute, where there is a receiver and something that was not looked at. */
export async function submitFindEvents({ catalog, queue, now }: FindEventsDeps): Promise<void> {
  const [found, day, week] = await Promise.all(
    [FOUND, LAW_DAY, WEEK].map((fact) => catalog.findFact(fact)),
  );
  const { rows } = await catalog.listItems({
    states: ['published'],
    unitId: null,
    lawKey: null,
    updatedSince: null,
    order: 'newest',
    limit: 1,
    after: null,
  });
  const last = rows[0];
  const isNew =
    last !== undefined && `${last.publishedAt} ${last.id}` > (found ?? '') && found !== null;
  const isDue = now() >= weekBegins(now()) && week !== mondayOf(now());
  if (found === null || isNew || isDue || day !== dayInVietnam(now()))
    await queue.submit([findEventsJob()]);
}
